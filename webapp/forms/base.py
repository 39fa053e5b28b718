"""The form that every page's form is."""

from __future__ import annotations

from flask_wtf import FlaskForm


class BaseForm(FlaskForm):  # type: ignore[misc]  # Flask-WTF has no types
    """Fields with the token that keeps other sites from sending them."""
