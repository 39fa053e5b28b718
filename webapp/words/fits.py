"""A fit in a sentence, and why somebody stands on a page whom fit alone would not have brought there."""

from __future__ import annotations

from flask_babel import gettext as _

from matching.ranking.rerank import AIRING, CHANCE, FIT, NEWCOMER


def band_words(band: str) -> str:
    """A band as a sentence of its own."""
    words_of: dict[str, str] = {
        "strong": _("A strong fit."),
        "good": _("A good fit."),
        "possible": _("A possible fit."),
    }
    return words_of[band]


def note_words(why_shown: str) -> str:
    """Why somebody stands on the page who would not by fit alone; empty where fit is why."""
    notes: dict[str, str] = {
        FIT: "",
        NEWCOMER: _("New here: shown so that newcomers get a first chance."),
        AIRING: _("Also worth a look: brought forward so that not always the same people and organisations are shown."),
        CHANCE: _("Drawn by lot: now and then somebody from further down is shown, so that the list keeps learning."),
    }
    return notes[why_shown]
