"""Words and bar lengths for a probability: the one place where the bands stand."""

from __future__ import annotations

from flask import current_app
from flask_babel import gettext as _


def _edges() -> tuple[float, float]:
    """From where a fit is called good, and strong: the settings say."""
    settings = current_app.extensions["liulu"]["settings"]
    return settings.good_fit_from, settings.strong_fit_from


def fit_band(probability: float) -> str:
    """strong, good or possible."""
    good, strong = _edges()
    if probability >= strong:
        return "strong"
    return "good" if probability >= good else "possible"


def fit_word(probability: float) -> str:
    """The band in the reader's words."""
    words = {"strong": _("Strong fit"), "good": _("Good fit"), "possible": _("Possible fit")}
    return str(words[fit_band(probability)])


def fit_length(probability: float) -> float:
    """How much of the bar is filled: each band has a third of it, so word and bar agree."""
    edges = (0.0, *_edges(), 1.0)
    chance = min(max(probability, 0.0), 1.0)
    third = sum(chance >= edge for edge in edges[1:3])
    low, high = edges[third], edges[third + 1]
    return (third + (chance - low) / (high - low)) / 3
