"""Why a trained model can not be used, in the reader's language."""

from __future__ import annotations

from flask_babel import gettext as _

from graph.errors import NotFoundError
from matching.models.card import ModelError
from webapp.presenters.language import language


def why_unusable(error: Exception) -> str:
    """The sentence of a ModelError, DamagedModelError or NotFoundError."""
    if isinstance(error, ModelError):
        return error.zh if language() == "zh" else str(error)
    if isinstance(error, NotFoundError):
        return str(_("The store has it no more. Go back to an earlier model, or train a new one."))
    return str(_("Its files were cut short or altered in the store. Go back to an earlier model, or train a new one."))
