"""Forms of what a curator does about stuck things."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import RadioField, SelectField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # newer than its stubs
from wtforms.validators import InputRequired, Length, Optional

from webapp.forms.base import BaseForm
from webapp.forms.days import PlannedDayField
from webapp.forms.fields import Written
from webapp.operations.requests.ask_for_introduction import NOTE_LENGTH
from webapp.operations.stuck.close_on_behalf import WORD_LENGTH
from webapp.words.closing import closing_choices
from webapp.words.sentences import Sentence

REFUSED: Mapping[str, Sentence] = {
    "until": Sentence("Give a day after today, within the next 60 days."),
    "due_on": Sentence("Give a day after today."),
    "assignee": Sentence("Choose one of your colleagues."),
    "minder": Sentence("Choose one of your colleagues."),
    "word": Sentence("Write your reason in a sentence."),
    "subject": Sentence("Write a subject."),
    "body": Sentence("Write the email."),
}
"""What an operation refuses, by its field, in the reader's words."""


class RemindForm(BaseForm):
    """A yes."""


class SnoozeForm(BaseForm):
    """Until when something is put off."""

    until = PlannedDayField(_l("Put off until"), validators=[InputRequired(_l("Give a day after today."))])


class ExtendForm(BaseForm):
    """Until when a request waits."""

    until = PlannedDayField(_l("Waits until"), validators=[InputRequired(_l("Give a day after today."))])


class MinderForm(BaseForm):
    """Which colleague minds a startup or a supervisor."""

    minder = SelectField(_l("Minded by"), validators=[Optional()], validate_choice=False)

    def offer(self, minders: Mapping[str, str]) -> None:
        """The colleagues to choose from, by account; nobody too."""
        nobody = SelectChoice("", _("nobody yet"))
        self.minder.choices = [nobody, *(SelectChoice(*one) for one in minders.items())]


class AssignForm(BaseForm):
    """Which colleague minds something, and by when."""

    assignee = SelectField(_l("Who minds it"), validators=[Optional()])
    due_on = PlannedDayField(_l("By when"), validators=[Optional()])

    def offer(self, minders: list[tuple[str, str]]) -> None:
        """The colleagues to choose from; nobody too."""
        nobody = SelectChoice("", _("Nobody in particular"))
        self.assignee.choices = [*(SelectChoice(*one) for one in minders), nobody]


class FounderForm(BaseForm):
    """Whom to invite to act for a startup."""

    name = StringField(_l("Name"), validators=[Length(max=120, message=_l("Shorten the name."))])
    email = StringField(
        _l("E-mail"),
        validators=[InputRequired(_l("Write an email address, such as name@company.cn.")), Length(max=254)],
    )
    language = RadioField(
        _l("Language of the email"), choices=[SelectChoice("zh", "中文"), SelectChoice("en", "English")], default="zh"
    )


class CloseForm(BaseForm):
    """Why something is closed."""

    reason = RadioField(_l("Why?"), validators=[InputRequired(_l("Choose one of the reasons."))])
    word = TextAreaField(
        _l("A word to the startup"),
        validators=[Length(max=WORD_LENGTH, message=_l("Keep it under 1,000 characters."))],
    )

    def __init__(self, *args: Any, **values: Any) -> None:
        super().__init__(*args, **values)
        self.reason.choices = closing_choices()


class SuggestForm(BaseForm):
    """What a curator says of those whom they suggest, or to those whom they ask."""

    word = TextAreaField(
        _l("A word with it"),
        validators=[
            Written(_l("Write a sentence or two: what it is about, and why them.")),
            Length(max=NOTE_LENGTH, message=_l("Keep it under 1,000 characters.")),
        ],
    )
