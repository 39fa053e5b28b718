"""Amounts of money as people type them: 5,000,000, 500万, 0.5 亿, 5 million."""

from __future__ import annotations

import re
from typing import Any

from flask_babel import gettext as _
from wtforms import StringField, ValidationError
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # newer than its stubs

from webapp.operations.engagements.close_engagement import CURRENCIES

LARGEST = 1e12
_FORM = re.compile(r"(?:CNY|RMB|¥|￥)?(\d+(?:\.\d+)?)(万|亿|million|m|k)?(?:元|CNY|RMB)?", re.IGNORECASE)
_TIMES = {"": 1.0, "k": 1e3, "万": 1e4, "m": 1e6, "million": 1e6, "亿": 1e8}


def amount_of(text: str) -> float | None:
    """What was typed, in yuan; None for nothing. Raises ValueError where it is no amount."""
    bare = re.sub(r"[\s,，]", "", text)
    if not bare:
        return None
    found = _FORM.fullmatch(bare)
    value = float(found[1]) * _TIMES[(found[2] or "").lower()] if found else 0.0
    if not 0 < value <= LARGEST:
        raise ValueError(text)
    return round(value, 2)


def amount_text(amount: float | None) -> str:
    """An amount as it stands in the form: digits with commas."""
    return "" if amount is None else f"{amount:,.2f}".removesuffix(".00")


def currency_choices(own: str = "") -> list[Any]:
    """The usual currencies, with one's own first where it is another."""
    codes = [own, *CURRENCIES] if own and own not in CURRENCIES else CURRENCIES
    return [SelectChoice(code, code) for code in codes]


class MoneyField(StringField):
    """A text field whose `amount` is what was typed."""

    amount: float | None = None

    def pre_validate(self, form: Any) -> None:  # noqa: ARG002 - the library calls it with the form
        """Turn the text into a number, or say how to write it."""
        try:
            self.amount = amount_of(self.data or "")
        except ValueError:
            raise ValidationError(_("Write an amount such as 5,000,000, 500万 or 5 million.")) from None
