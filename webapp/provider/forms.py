"""Forms of the pages of those who are asked."""

from __future__ import annotations

from collections.abc import Mapping

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_babel import ngettext
from wtforms import BooleanField, HiddenField, IntegerField, RadioField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length, NumberRange, Optional

from webapp.forms.base import BaseForm
from webapp.forms.days import DayField, PlannedDayField
from webapp.forms.drafted import DraftedForm
from webapp.forms.fields import Written
from webapp.operations.profiles.change_provider import MOST_PLACES
from webapp.operations.requests.pass_on import WORD_LENGTH
from webapp.words.sentences import Sentence

DECLINE_REFUSED: Mapping[str, Sentence] = {
    "reason": Sentence("Choose one of the reasons."),
    "ask_again_on": Sentence("Give a day after today on which to be asked again."),
    "note": Sentence("Write your reason in a sentence."),
}


class DeclineForm(DraftedForm):
    """One reason; the page has a form of its own for each."""

    reason = HiddenField()
    ask_again_on = DayField(_l("Ask me again from"), validators=[Optional()])
    note = TextAreaField(_l("What shall they know?"), validators=[Length(max=1000)])
    pauses = BooleanField(_l("Take no other new requests until that day either"))


PASS_REFUSED: Mapping[str, Sentence] = {
    "colleague": Sentence("Whom you chose cannot be asked just now. Choose somebody else."),
    "word": Sentence("Write a sentence: why they are the right one."),
}


class PassForm(DraftedForm):
    """A colleague of the pool, and a word about them."""

    colleague = RadioField(
        _l("Who fits the question best, of your pools"), validators=[Optional()], validate_choice=False
    )
    somebody = StringField(_l("Somebody else of your pools"), validators=[Length(max=200)])
    word = TextAreaField(
        _l("A word about them"),
        validators=[
            Written(_l("Write a sentence: why they are the right one.")),
            Length(max=WORD_LENGTH, message=_l("Keep it under 1,000 characters.")),
        ],
    )

    def offer_choices(self, colleagues: list[tuple[str, str]]) -> None:
        """Name those who stand first."""
        self.colleague.choices = colleagues


class QuestionForm(DraftedForm):
    """A question to the startup."""

    text = TextAreaField(
        _l("Your question"),
        validators=[
            Written(_l("Write your question.")),
            Length(max=2000, message=_l("Keep it under 2,000 characters.")),
        ],
    )


class PlacesForm(BaseForm):
    """How many startups."""

    capacity = IntegerField(
        validators=[
            InputRequired(_l("Give a number.")),
            NumberRange(0, MOST_PLACES, message=_l("Give a number from 0 to 20.")),
        ],
    )


class PauseForm(BaseForm):
    """Until when nobody asks."""

    until = PlannedDayField(_l("Pause until"), validators=[InputRequired(_l("Give a day after today."))])
    waiting = RadioField(_l("And the requests that wait for you?"), default="keep", validators=[Optional()])

    def offer_choices(self, waiting: int) -> None:
        """Say what may become of so many requests."""
        self.waiting.choices = [
            ("keep", _("I still answer them; the startups are told of the pause")),
            ("decline", ngettext("Decline it for now", "Decline all %(num)s for now", waiting)),
        ]
