"""Some people side by side, as a table: what is said of each on their cards."""

from __future__ import annotations

from typing import Any

from flask_babel import gettext as _

from webapp.startup.cards import Card

MOST_COMPARED = 4


def compared(cards: list[Card]) -> list[tuple[str, list[Any]]]:
    """The lines of a comparison: a heading, and what is said of each; none that says nothing of anybody."""
    lines: list[tuple[str, list[Any]]] = [
        (str(_("What speaks for them")), [card.reasons for card in cards]),
        (str(_("What to know first")), [[card.caution] if card.caution else [] for card in cards]),
        (str(_("In common with you")), [card.shared for card in cards]),
        (str(_("Also")), [card.others for card in cards]),
        (str(_("Room and answers")), [[text for _icon, text in card.facts if text] for card in cards]),
        (str(_("Lately")), [[card.lately] if card.lately else [] for card in cards]),
    ]
    return [(heading, told) for heading, told in lines if any(told)]
