"""Forms of a supervisor's pages."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import DateField, HiddenField, IntegerField, SelectMultipleField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length, NumberRange, Optional
from wtforms.widgets import CheckboxInput, ListWidget

from webapp.operations.change_supervisor import MOST_PLACES


class Checkboxes(SelectMultipleField):
    """Several of a list, as checkboxes."""

    widget = ListWidget(prefix_label=False)
    option_widget = CheckboxInput()


class DeclineForm(FlaskForm):  # type: ignore[misc]
    """One reason; the page has a form of its own for each."""

    reason = HiddenField()
    ask_again_on = DateField(_l("Ask me again from"), validators=[Optional()])
    note = TextAreaField(_l("What shall they know?"), validators=[Length(max=1000)])


class QuestionForm(FlaskForm):  # type: ignore[misc]
    """A question to the startup."""

    text = TextAreaField(
        _l("Your question"),
        validators=[
            InputRequired(_l("Write your question.")),
            Length(max=2000, message=_l("Keep it under 2,000 characters.")),
        ],
    )


class PlacesForm(FlaskForm):  # type: ignore[misc]
    """How many startups."""

    capacity = IntegerField(
        _l("How many startups do you take at once?"),
        validators=[
            InputRequired(_l("Give a number.")),
            NumberRange(0, MOST_PLACES, message=_l("Give a number from 0 to 20.")),
        ],
    )


class PauseForm(FlaskForm):  # type: ignore[misc]
    """Until when nobody asks."""

    until = DateField(_l("Pause until"), validators=[InputRequired(_l("Give a day after today."))])


class ProfileForm(FlaskForm):  # type: ignore[misc]
    """What a supervisor says about themselves."""

    headline = StringField(_l("One line about you, in English"), validators=[Length(max=160)])
    headline_zh = StringField(_l("One line about you, in Chinese"), validators=[Length(max=160)])
    summary = TextAreaField(_l("What you have done and can help with, in English"), validators=[Length(max=4000)])
    summary_zh = TextAreaField(_l("What you have done and can help with, in Chinese"), validators=[Length(max=4000)])
    fields = TextAreaField(
        _l("Fields and topics"),
        validators=[InputRequired(_l("Give at least one field, or nobody can find you.")), Length(max=2000)],
    )
    stages = Checkboxes(_l("Stages you guide"))
    languages = Checkboxes(_l("Languages you speak"))
