"""The form that every page's form is."""

from __future__ import annotations

from typing import Any

from flask_wtf import FlaskForm
from wtforms import Field, IntegerField, PasswordField, StringField, TextAreaField
from wtforms.fields.core import UnboundField

from graph.domain.texts import one_line, without_control

LARGEST_NUMBER = 2**53
"""Beyond every bound that a form sets, and still exact as a float, which bounds are compared as."""


def nearest_number(value: Any) -> Any:
    """A whole number of a sort that can be compared; what is no number is left to the field."""
    return max(-LARGEST_NUMBER, min(value, LARGEST_NUMBER)) if isinstance(value, int) else value


class BaseForm(FlaskForm):  # type: ignore[misc]  # Flask-WTF has no types
    """Fields with the token that keeps other sites from sending them, and texts without what nobody sees."""

    class Meta:
        """How fields are bound."""

        def bind_field(self, form: Any, unbound_field: UnboundField[Any], options: dict[str, Any]) -> Field:
            """A field of one line holds one line, whatever was sent; a text keeps its lines and loses the rest.

            A password is what was typed. A number of hundreds of digits is the largest there is: too large for
            whatever asks for it, which the field then says.
            """
            kind = unbound_field.field_class
            if issubclass(kind, StringField) and not issubclass(kind, PasswordField):
                tidy = without_control if issubclass(kind, TextAreaField) else one_line
                options = {**options, "filters": [lambda text: tidy(text) if isinstance(text, str) else text]}
            if issubclass(kind, IntegerField):
                options = {**options, "filters": [nearest_number]}
            bound: Field = unbound_field.bind(form=form, **options)
            return bound
