"""What a limit on reaching people says to whom it holds up, and why a written mail left somebody out."""

from __future__ import annotations

from collections.abc import Mapping

from flask_babel import gettext as _

from graph.domain.limits import LimitCode
from graph.domain.reasons import LeftOutReason
from graph.errors import LimitReachedError
from webapp.presenters.dates import day
from webapp.words.explanation import Explanation
from webapp.words.sentences import Sentence

REACHED: Mapping[LimitCode, Sentence] = {
    LimitCode.APPLICATIONS: Sentence("%(most)s have applied here today, as many as one page takes in a day."),
    LimitCode.APPLICATION_MAILS: Sentence("This address was written to %(most)s times today about applications."),
    LimitCode.ASKS: Sentence("You have asked %(most)s times today, as often as one person may in a day."),
    LimitCode.ASKS_OF_ONE: Sentence("Your startup has asked them %(most)s times today, as often as it may in a day."),
    LimitCode.ASKED: Sentence("They were asked %(most)s times today, as often as anybody is in a day."),
    LimitCode.INVITATIONS: Sentence("You have sent %(most)s invitations today, as many as one person may in a day."),
    LimitCode.INVITED: Sentence("This person was invited a short while ago, and is left in peace for three days."),
    LimitCode.LETTERS: Sentence("You have written %(most)s emails today, as many as one person may in a day."),
    LimitCode.LETTERS_TO_ONE: Sentence("They were written to %(most)s times today, as often as anybody is in a day."),
    LimitCode.LINKS: Sentence("This account was sent %(most)s links today, as many as it may get in a day."),
    LimitCode.REMINDERS: Sentence(
        "They were reminded of this a short while ago, and are left in peace for three days."
    ),
    LimitCode.REPEATS: Sentence("You have done this %(most)s times today, and somebody was told each time."),
    LimitCode.UNDOS: Sentence("You have taken this back %(most)s times today, and somebody was told each time."),
    LimitCode.WAITS: Sentence("Your startup put itself on %(most)s waiting lists today, as many as it may in a day."),
}
LEFT_OUT: Mapping[LeftOutReason, Sentence] = {
    LeftOutReason.NOT_HERE: Sentence("Not in your pool today, so not written to: %(names)s."),
    LeftOutReason.NEVER_ACCEPTED: Sentence(
        "Invited, and have not opened their account yet, so your words do not go to: %(names)s. They do once they have."
    ),
    LeftOutReason.NO_ACCOUNT: Sentence(
        "Nobody has opened an account there yet, so your words do not go to: %(names)s. Invite them first."
    ),
    LeftOutReason.NO_ADDRESS: Sentence("No address is known, so nothing goes to: %(names)s."),
    LeftOutReason.NO_VALUE: Sentence(
        "Something that the letter leaves open is not known, so nothing goes to: %(names)s."
    ),
    LeftOutReason.ENOUGH_TODAY: Sentence("Written to as often as may be today, so left out until tomorrow: %(names)s."),
    LeftOutReason.INVITED_LATELY: Sentence("Invited a short while ago, so not invited again for now: %(names)s."),
    LeftOutReason.TOO_MANY: Sentence("You have written as many emails as you may today; tomorrow again: %(names)s."),
}


def limit_reached(error: LimitReachedError) -> Explanation:
    """Somebody reached others, or was reached, as often as one may for now."""
    return Explanation(
        _("Enough for now"),
        REACHED[error.limit].say(error.params),
        _("Nothing was changed and nobody was told."),
        _("It is possible again on %(day)s.", day=day(error.again_on)),
    )
