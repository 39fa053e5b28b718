"""Numbers, shares and money as each language writes them."""

from __future__ import annotations

from babel.numbers import format_currency, format_decimal
from flask_babel import get_locale
from flask_babel import gettext as _

from webapp.presenters.language import language

MISSING = "–"
_MILLION = 1_000_000


def _locale() -> str:
    return str(get_locale() or "en")


def number(value: float | None) -> str:
    """30,114."""
    return MISSING if value is None else format_decimal(value, locale=_locale())


def decimal(value: float | None, places: int = 1) -> str:
    """4.2, with as many places as asked for."""
    if value is None:
        return MISSING
    return format_decimal(round(value, places), "#,##0." + "0" * places if places else "#,##0", locale=_locale())


def percent(value: float | None) -> str:
    """41%; below one in a hundred it says so."""
    if value is None:
        return MISSING
    return "<1%" if 0 < value < 0.005 else f"{round(value * 100)}%"


def signed(value: float | None, places: int = 2) -> str:
    """+0.92, with a true minus sign."""
    if value is None:
        return MISSING
    rounded = round(value, places)
    return ("−" if rounded < 0 else "+") + decimal(abs(rounded), places)


def file_size(size: int) -> str:
    """12.3 MB; what is smaller in kB."""
    kilobytes = size / 1000
    return f"{decimal(kilobytes / 1000)} MB" if kilobytes >= 1000 else f"{number(max(1, round(kilobytes)))} kB"


def money(value: float | None, currency: str = "CNY") -> str:
    """CNY 3,000,000 in English; 300万元 in Chinese."""
    if value is None:
        return MISSING
    currency = currency or "CNY"
    if language() == "zh":
        return _money_zh(value, currency)
    return format_currency(value, currency, "¤¤ #,##0", locale="en", currency_digits=False)


def short_money(value: float, currency: str = "CNY") -> str:
    """CNY 3 million in English, in full below a million; 300万元 in Chinese."""
    if language() == "zh" or value < _MILLION:
        return money(value, currency)
    return f"{currency or 'CNY'} {short_number(value)}"


def short_number(value: float) -> str:
    """3 million, in full below a million."""
    return str(_("%(sum)s million", sum=f"{value / _MILLION:,.4g}")) if value >= _MILLION else number(value)


def _money_zh(value: float, currency: str) -> str:
    units = {"CNY": "元", "USD": "美元", "EUR": "欧元", "HKD": "港元", "JPY": "日元", "GBP": "英镑"}
    unit = units.get(currency, " " + currency)
    for size, word in ((100_000_000, "亿"), (10_000, "万")):
        if abs(value) >= size:
            return f"{format_decimal(value / size, '#,##0.##', locale='zh')}{word}{unit}"
    return f"{format_decimal(value, '#,##0', locale='zh')}{unit}"


def sentence(items: list[str]) -> str:
    """a, b and c."""
    words = [str(item) for item in items]
    if len(words) < 2:
        return "".join(words)
    if language() == "zh":
        return "、".join(words[:-1]) + "和" + words[-1]
    return str(_("%(list)s and %(last)s", list=", ".join(words[:-1]), last=words[-1]))
