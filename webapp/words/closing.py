"""Why an incubator closes something in the name of a startup, and why nobody is reminded."""

from __future__ import annotations

from collections.abc import Mapping

from graph.domain.reasons import ClosedReason, NotReminded
from webapp.words.sentences import Sentence

CLOSED: Mapping[ClosedReason, Sentence] = {
    ClosedReason.DONE: Sentence("It is done, or solved in another way"),
    ClosedReason.NOT_NEEDED: Sentence("It is not needed any more"),
    ClosedReason.NO_ANSWER: Sentence("Nobody answers"),
    ClosedReason.OTHER: Sentence("Another reason"),
}
CLOSED_IN_MAILS: Mapping[ClosedReason, Sentence] = {
    ClosedReason.DONE: Sentence("The reason: it is done, or solved in another way."),
    ClosedReason.NOT_NEEDED: Sentence("The reason: it is not needed any more."),
    ClosedReason.NO_ANSWER: Sentence("The reason: nobody answered."),
    ClosedReason.OTHER: Sentence("The reason stands below."),
}
NOT_REMINDED: Mapping[NotReminded, Sentence] = {
    NotReminded.LATELY: Sentence("Reminded a short while ago, and left in peace for three days: %(names)s."),
    NotReminded.ANSWERED_HERE: Sentence("You answer for them yourself, under “Answers for others”: %(names)s."),
    NotReminded.NO_ACCOUNT: Sentence("Nobody has opened an account there, so no mail goes to: %(names)s."),
    NotReminded.NOBODY_TO_REMIND: Sentence("Nobody need be reminded of: %(names)s."),
}


def closing_choices() -> list[tuple[str, str]]:
    """The reasons, for a form."""
    return [(reason.value, sentence.say({})) for reason, sentence in CLOSED.items()]
