"""Numbers and amounts of money as people write them: 1,200, 500万, ¥1.5亿, $1.2M, 300-500万."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from graph.exchange.format.cell_error import CellError
from graph.exchange.format.cells import cell_text
from graph.exchange.format.values import parse
from graph.exchange.understanding.text import key, narrow
from graph.exchange.understanding.words.places import currency_in
from graph.exchange.understanding.words.reading import Asked, Question, Reading

_UNITS = {
    "千": 1_000, "万": 10_000, "萬": 10_000, "w": 10_000, "百万": 1_000_000, "千万": 10_000_000, "亿": 100_000_000,
    "十万": 100_000, "百亿": 10_000_000_000, "十亿": 1_000_000_000, "k": 1_000, "thousand": 1_000, "m": 1_000_000,
    "mn": 1_000_000, "mio": 1_000_000, "mm": 1_000_000, "million": 1_000_000, "millions": 1_000_000,
    "b": 1_000_000_000, "bn": 1_000_000_000, "billion": 1_000_000_000, "cr": 10_000_000, "crore": 10_000_000,
    "lakh": 100_000, "百": 100,
}  # fmt: skip
_UNIT = "|".join(sorted(_UNITS, key=len, reverse=True))
_FIGURE = r"\d+(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
_AMOUNT = re.compile(rf"({_FIGURE})\s*({_UNIT})?(?![a-z])", re.IGNORECASE)
_CHINESE = re.compile(r"[零一二三四五六七八九十百千万亿两〇]+")
_DIGITS = {digit: value for value, digit in enumerate("零一二三四五六七八九")} | {"两": 2, "〇": 0}
_COUNTED = (
    r"(?:个|家|人|名|位|项|项目|企业|个项目|家企业|个企业|个团队|"
    r"teams?|startups?|people|persons?|employees|mentees|companies)"
)
_PER = r"(?: ?(?:/|每|per |a |an )(?:年|月|year|month))?"
_COUNT = re.compile(
    r"(?:约|大约|共|最多|至多|不超过|up to|max\.?|about|approx\.?|~)? ?"
    rf"({_FIGURE}) ?{_COUNTED}?{_PER}(?:左右|上下)?[ .]?",
    re.IGNORECASE,
)
_SURE_COUNT = re.compile(rf"(\d+(?:,\d{{3}})*)(?:\.0+)? ?{_COUNTED}?", re.IGNORECASE)
_WRAPPED = re.compile(r"\([^)]*\)")
_RANGE = re.compile(r"\s*(?:-|–|—|~|至|到|to)\s*", re.IGNORECASE)
_AT_LEAST = re.compile(
    r"以上|起$|及以上|不低于|不少于|至少|超过|from |at least|over |more than|\+$|^>|^≥|min\.?", re.IGNORECASE
)
_AT_MOST = re.compile(
    r"以内|以下|不超过|不高于|至多|最多|up to|at most|below|under|less than|^<|^≤|max\.?", re.IGNORECASE
)
_SCIENTIFIC = re.compile(r"\d(\.\d+)?[eE]\+?\d{1,2}")
_PLAIN = re.compile(r"\d{1,15}(\.\d{1,6})?")
_THOUSANDS_OR_NOT = re.compile(r"(?<![\d.])[1-9]\d{0,2}\.\d{3}(?!\d)")
# An amount of more than this under a heading with a unit was perhaps written out in full.
_UNLIKELY = 10**10
_FILLER = re.compile(
    r"元|块|圆|整|左右|约|大约|万元|人民币|单笔|approx\.?|about|circa|ca\.|each|per deal|/笔|每笔|每个项目",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Amount:
    """A figure, the unit that stands at it, and the text without it."""

    value: Decimal
    unit: int | None


def read_integer(asked: Asked, cell: str) -> Reading:
    """A count. Of a range or a decimal nothing is proposed."""
    text = narrow(cell)
    figure = _in_figures(text)
    match = _SURE_COUNT.fullmatch(text)
    if match or figure is not None:
        return _checked(asked, str(figure) if match is None else match[1].replace(",", ""), sure=True)
    match = _COUNT.fullmatch(_WRAPPED.sub("", text).strip())
    if match and Decimal(match[1].replace(",", "")) % 1 == 0:
        return _checked(asked, str(int(Decimal(match[1].replace(",", "")))), sure=False)
    return asked.ask("not_a_whole_number", "write_digits")


def read_number(asked: Asked, cell: str) -> Reading:
    """One amount, with its unit, and the currency that it names."""
    told = _amounts(asked, narrow(cell))
    if isinstance(told, Question):
        return Reading(question=told)
    amounts, money, sure = told
    if len(amounts) != 1:
        return asked.ask("several_amounts", "write_one_amount")
    found = _checked(asked, _text(amounts[0]), sure=sure)
    return Reading(found.cells, found.is_sure, found.question, money)


def read_ticket(asked: Asked, cell: str) -> Reading:
    """The least and most of an amount that may be a range: 300-500万, 1000万以内, at least $1M."""
    text = narrow(cell)
    told = _amounts(asked, text)
    if isinstance(told, Question):
        return Reading(question=told)
    amounts, money, sure = told
    if len(amounts) == 2 and amounts[0] <= amounts[1]:
        return Reading({"ticket_min": _text(amounts[0]), "ticket_max": _text(amounts[1])}, sure, None, money)
    if len(amounts) == 1:
        one = _text(amounts[0])
        if _AT_LEAST.search(text):
            return Reading({"ticket_min": one}, is_sure=False, money=money)
        if _AT_MOST.search(text):
            return Reading({"ticket_max": one}, is_sure=False, money=money)
        return Reading({"ticket_min": one, "ticket_max": one}, is_sure=False, money=money)
    return asked.ask("several_amounts", "write_one_amount")


def unit_of_heading(heading: str) -> tuple[int, str]:
    """The unit and the currency that a heading names: 金额（万元）, Amount (USD k)."""
    text = narrow(heading).casefold()
    inside = re.findall(r"\(([^)]*)\)|/\s*([^/]+)$|[:：]\s*([^:：]+)$|单位\s*(\S+)", text)
    for told in (part for parts in inside for part in parts if part):
        money = currency_in(told, in_words=True)
        rest = re.sub(r"人民币|rmb|cny|usd|eur|美元|欧元|港元|港币|元|单位|[:：$¥€£\s]|in |of ", "", told)
        if rest in _UNITS:
            return _UNITS[rest], money
        if money:
            return 1, money
    return 1, ""


def _amounts(asked: Asked, text: str) -> tuple[list[Decimal], str, bool] | Question:
    """(amounts, the currency named, whether they are sure), or why they cannot be read."""
    if _SCIENTIFIC.fullmatch(text):
        return Question("not_a_number", "write_digits")
    money = currency_in(text) or asked.style.currency
    if _PLAIN.fullmatch(text) and not _THOUSANDS_OR_NOT.fullmatch(text):
        value = Decimal(text) * asked.style.unit
        return [value], money, asked.style.unit == 1 or value < _UNLIKELY
    figures = _in_figures(_FILLER.sub("", text))
    found = [Amount(Decimal(one.replace(",", "")), _UNITS[unit.casefold()] if unit else None)
             for one, unit in _AMOUNT.findall(text)]  # fmt: skip
    if not found and figures is not None:
        found = [Amount(Decimal(figures), None)]
    elif not found or _ambiguous(text):
        return Question("not_a_number", "write_digits")
    # "300-500万": the unit at the end is meant of both.
    units = [one.unit or found[-1].unit or asked.style.unit for one in found]
    values = [one.value * unit for one, unit in zip(found, units, strict=True)]
    is_clear = asked.style.has_currency or "$" not in text or money != "USD"
    return values, money, is_clear and not _words_left(text)


def _ambiguous(text: str) -> bool:
    """1.200,50 and 1,5 and 1.200: which sign parts thousands, and which decimals, is not the cell's to say."""
    return (
        _THOUSANDS_OR_NOT.search(text) is not None
        or re.search(r"\d,\d{1,2}(?!\d)|\d,\d{4,}|\d\.\d+[.,]\d", text) is not None
    )


def _words_left(text: str) -> bool:
    """Whether something stands there that is neither a figure, a unit, a currency nor a range."""
    rest = _FILLER.sub("", _AMOUNT.sub("", text))
    rest = _RANGE.sub(
        "", re.sub(r"(?i)us\$|hk\$|[$¥￥€£]|rmb|cny|usd|eur|gbp|hkd|美元|美金|欧元|港元|港币|\s", "", rest)
    )
    return bool(key(rest))


def _in_figures(text: str) -> int | None:
    """A number in Chinese characters: 五百万, 两家."""
    text = re.sub(rf"{_COUNTED}$", "", text)
    if not _CHINESE.fullmatch(text):
        return None
    total = section = digit = 0
    for character in text:
        if character in _DIGITS:
            digit = _DIGITS[character]
        elif character in "十百千":
            section += (digit or 1) * {"十": 10, "百": 100, "千": 1000}[character]
            digit = 0
        else:
            total = (total + section + digit) * (10_000 if character == "万" else 100_000_000)
            section = digit = 0
    return total + section + digit


def _text(value: Decimal) -> str:
    return str(int(value)) if value % 1 == 0 else format(value.normalize(), "f")


def _checked(asked: Asked, text: str, *, sure: bool) -> Reading:
    try:
        return asked.said(cell_text(parse(asked.column, text, asked.taxonomy)), sure=sure)
    except CellError as error:
        return Reading(question=Question.of(error))
