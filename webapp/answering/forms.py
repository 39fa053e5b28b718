"""Forms of those who write an answer down for somebody."""

from __future__ import annotations

from collections.abc import Mapping

from flask_babel import lazy_gettext as _l
from wtforms import RadioField, TextAreaField
from wtforms.validators import InputRequired, Length, Optional

from webapp.forms.base import BaseForm
from webapp.forms.days import DayField
from webapp.operations.requests.answer_on_behalf import LONGEST_WORDS
from webapp.words.sentences import Sentence

ANSWER_REFUSED: Mapping[str, Sentence] = {
    "answered_on": Sentence("Give the day of the answer: not before the request, and not to come."),
    "reason": Sentence("Choose one of the reasons."),
    "ask_again_on": Sentence("Give a day after today on which to be asked again."),
    "note": Sentence("Write the reason in a sentence."),
}
_TOO_LONG = _l("Keep it under 1,000 characters.")


class YesForm(BaseForm):
    """Somebody said yes: when, and in which words."""

    answered_on = DayField(_l("They answered on"), validators=[InputRequired(_l("Give the day of the answer."))])
    words = TextAreaField(_l("In their words"), validators=[Length(max=LONGEST_WORDS, message=_TOO_LONG)])


class NoForm(YesForm):
    """Somebody said no: why, and when they may be asked again."""

    reason = RadioField(_l("Their reason"), validators=[InputRequired(_l("Choose one of the reasons."))])
    ask_again_on = DayField(_l("Ask again from"), validators=[Optional()])
