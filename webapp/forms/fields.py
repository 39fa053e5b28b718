"""Fields and choices that forms of several rooms share."""

from __future__ import annotations

from wtforms import Field, SelectMultipleField
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # newer than its stubs
from wtforms.widgets import CheckboxInput, ListWidget

LANGUAGE_CHOICES = [SelectChoice("en", "English"), SelectChoice("zh", "简体中文")]


def field_text(field: Field) -> str:
    """What was typed into a field, empty where nothing was."""
    return str(field.data or "")


class Checkboxes(SelectMultipleField):
    """Several of a list, as checkboxes."""

    widget = ListWidget(prefix_label=False)
    option_widget = CheckboxInput()
