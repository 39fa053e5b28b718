"""Words and bar lengths for a probability: the one place where the bands stand."""

from __future__ import annotations

from flask_babel import gettext as _

from matching.results import BANDS, FLOORS, band_of


def fit_band(probability: float) -> str:
    """strong, good or possible."""
    return band_of(probability)


def fit_word(probability: float) -> str:
    """The band in the reader's words."""
    words = {"strong": _("Strong fit"), "good": _("Good fit"), "possible": _("Possible fit")}
    return str(words[fit_band(probability)])


def fit_length(probability: float) -> float:
    """How much of the bar is filled: each band has a third of it, so word and bar agree."""
    edges = (*(FLOORS[band] for band in reversed(BANDS)), 1.0)
    chance = min(max(probability, 0.0), 1.0)
    third = sum(chance >= edge for edge in edges[1:3])
    low, high = edges[third], edges[third + 1]
    return (third + (chance - low) / (high - low)) / 3
