"""Fields and choices that forms of several rooms share."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from wtforms import Field, SelectMultipleField
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # newer than its stubs
from wtforms.validators import InputRequired, StopValidation
from wtforms.widgets import CheckboxInput, ListWidget

from graph.domain.texts import is_web_address, one_line
from graph.errors import InvalidInputError
from webapp.forms.base import BaseForm
from webapp.words.sentences import Sentence

LANGUAGE_CHOICES = [SelectChoice("en", "English"), SelectChoice("zh", "简体中文")]


def field_text(field: Field) -> str:
    """What was typed into a field, empty where nothing was."""
    return str(field.data or "")


def show_refusal(form: BaseForm, error: InvalidInputError, words: Mapping[str, Sentence]) -> None:
    """Say at the field that an operation refused what is wrong; `words` has every field that it may refuse."""
    name = str(error.params["field"])
    form[name].errors = [words[name].say({})]


class Written(InputRequired):
    """Something must be written, and space alone is nothing."""

    def __call__(self, form: Any, field: Any) -> None:
        """Stop at a text without a word."""
        if not (field.raw_data and str(field.raw_data[0]).strip()):
            field.raw_data = []
        super().__call__(form, field)


class WebAddress:
    """Where something is written, it leads to a host of the web: the rule that operations hold to as well."""

    def __init__(self, message: Any) -> None:
        self.message = message

    def __call__(self, _form: Any, field: Any) -> None:
        """Stop at any other text."""
        if not is_web_address(one_line(field_text(field))):
            raise StopValidation(self.message)


class Checkboxes(SelectMultipleField):
    """Several of a list, as checkboxes."""

    widget = ListWidget(prefix_label=False)
    option_widget = CheckboxInput()
