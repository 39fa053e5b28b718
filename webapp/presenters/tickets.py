"""What an investor puts in at a time, in the reader's words."""

from __future__ import annotations

from flask_babel import gettext as _

from graph.entities.investor import InvestorFacts
from graph.entities.providers import ProviderProfile
from webapp.presenters.language import language
from webapp.presenters.numbers import money, short_money, short_number


def ticket_words(fact: InvestorFacts | ProviderProfile) -> str:
    """What it puts in at a time; empty where it does not say."""
    low, high, currency = fact.ticket_min, fact.ticket_max, fact.currency
    if low is not None and high is not None:
        both: str = _("%(low)s to %(high)s at a time", low=short_money(low, currency), high=_second(high, currency))
        return both
    if low is not None:
        least: str = _("From %(low)s at a time", low=short_money(low, currency))
        return least
    most: str = _("Up to %(high)s at a time", high=short_money(high, currency)) if high is not None else ""
    return most


def _second(value: float, currency: str) -> str:
    # In English the currency stands before both numbers, and is said once.
    return money(value, currency) if language() == "zh" else short_number(value)
