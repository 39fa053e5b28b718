"""Countries, regions, languages and currencies, in Chinese and English, as people name them."""

from __future__ import annotations

import json
import re
from functools import cache
from importlib import resources
from typing import Any

from babel import Locale, localedata

from graph.exchange.understanding.text import key, narrow, plain_letters
from graph.exchange.understanding.words.reading import Asked, Question, Reading
from graph.taxonomy import Taxonomy, load

_DATA: dict[str, Any] = json.loads(
    (resources.files("graph.exchange.understanding") / "data" / "places.json").read_text(encoding="utf-8")
)
_SIGNS: list[tuple[str, str]] = [(sign, code) for sign, code in _DATA["signs"]]
_UNSURE_SIGNS = frozenset(_DATA["unsure_signs"])
_WORDS_OF_MONEY: dict[str, str] = _DATA["money"]
_STATES = frozenset(_DATA["states"])
_SHORT_NAMES = frozenset(("US", "UK", "CN"))
_COUNTRY_WORDS: dict[str, str] = _DATA["countries"]
_PARTS = re.compile(r"\s*[,，;；/、·|]\s*|\s+-\s+")
_HOW_WELL = re.compile(
    r"^(?:fluent |native |basic |business |working )|"
    r"[\s(（-]*(?:fluent|native|basic|流利|母语|精通|熟练|良好|双语)[)）]?$",
    re.IGNORECASE,
)
_UNIT = re.compile(r"万|亿|千|million|thousand|billion|\bk\b|\bm\b", re.IGNORECASE)
UNIT_APART = "?"
"""Stands for the currency where its column says a unit as well: what the amounts are, cannot be told."""
_SPACED = re.compile(r"\s+")


def currency_in(text: str, *, in_words: bool = False) -> str:
    """The currency that an amount names, by sign or word; empty where it names none."""
    upper = text.upper()
    found = next((code for sign, code in _SIGNS if sign in upper), "")
    return found or ("CNY" if "元" in text else "") if in_words or "元" in text else found


def read_currency(asked: Asked, cell: str) -> Reading:
    """An ISO 4217 code; a sign that several currencies have is proposed only."""
    text = narrow(cell)
    code = _currencies().get(key(text)) or _WORDS_OF_MONEY.get(key(text))
    if code:
        return asked.said(code)
    named = [code for sign, code in _SIGNS if sign == text.upper()]
    if named:
        return asked.said(named[0], sure=text not in _UNSURE_SIGNS)
    if _UNIT.search(text):
        return Reading(question=Question("several_amounts", "write_one_amount"), money=UNIT_APART)
    if len({code for sign, code in _SIGNS if len(sign) > 1 and sign in text.upper()}) > 1:
        return asked.ask("several_currencies", "currency_form")
    code = currency_in(text)
    return asked.said(code, sure=False) if code else asked.ask("not_a_currency", "currency_form")


def read_country(asked: Asked, cell: str) -> Reading:
    """The code of a country; a name that nobody knows stays as it is, and is proposed only."""
    text = narrow(cell)
    code = country_of(text, asked.taxonomy)
    if code:
        return asked.said(code)
    parts = [part for part in _PARTS.split(text) if part]
    codes = {country_of(part, asked.taxonomy) for part in parts} - {None}
    if len(parts) > 1 and len(codes) == 1:
        return asked.said(str(codes.pop()), sure=False)
    return asked.ask("not_a_country", "country_form")


def read_region(asked: Asked, cell: str) -> Reading:
    """A place: a known one by its code, another as it stands; "Shanghai, China" is a place in a country."""
    text = plain_letters(cell)
    known = region_of(text, asked.taxonomy)
    if known:
        return asked.said(known)
    parts = [part for part in _PARTS.split(text) if part]
    if len(parts) > 1:
        return _of_parts(asked, parts, text)
    words = _SPACED.split(text)
    country = country_of(text, asked.taxonomy)
    if country and not asked.part:
        return asked.said("", sure=False, country=country)
    if len(words) == 2 and country_of(words[0], asked.taxonomy) and not text.isascii():
        return asked.said(
            region_of(words[1], asked.taxonomy) or words[1], country=country_of(words[0], asked.taxonomy) or ""
        )
    inside = _inside(text, asked.taxonomy)
    if inside:
        return asked.said(inside, sure=False)
    return asked.said("", sure=False) if asked.part == "address" else asked.said(text)


def _of_parts(asked: Asked, parts: list[str], text: str) -> Reading:
    if len(parts) == 2 and parts[1] in _STATES:
        return Reading(
            {asked.column.name: region_of(parts[0], asked.taxonomy) or parts[0], "country": "USA"}, is_sure=False
        )
    # Two letters behind a place are more often a state or a province than a country.
    parts = [part for part in parts if len(part) > 2 or not part.isascii() or part.upper() in _SHORT_NAMES]
    countries = [code for code in (country_of(part, asked.taxonomy) for part in parts) if code]
    regions = [code for code in (region_of(part, asked.taxonomy) for part in parts) if code]
    places = [part for part in parts if not country_of(part, asked.taxonomy) or region_of(part, asked.taxonomy)]
    if len(set(countries)) > 1 and not regions:
        return asked.ask("several_places", "write_one_place")
    told = {"country": countries[-1]} if countries else {}
    if len(places) == 1:
        return Reading({asked.column.name: region_of(places[0], asked.taxonomy) or places[0], **told})
    finest = _finest(regions, asked.taxonomy)
    place = finest or (text if not told else places[0] if places else "")
    return Reading({asked.column.name: place, **told}, is_sure=False)


def _finest(regions: list[str], taxonomy: Taxonomy) -> str:
    """Of places that lie in one another, the smallest; nothing where they do not."""
    for code in regions:
        above = {code, *taxonomy.regions.terms[code].parents}
        if all(other in above for other in regions):
            return code
    return ""


def _inside(text: str, taxonomy: Taxonomy) -> str:
    """The smallest known place that a Chinese address names."""
    found = [
        code for code, term in taxonomy.regions.terms.items() if len(term.zh) > 1 and term.zh in text
    ]  # fmt: skip
    # Streets are called after places: a district with its city is where an address lies.
    nested = [code for code in found if set(taxonomy.regions.terms[code].parents) & set(found)]
    outer = {parent for code in nested for parent in taxonomy.regions.terms[code].parents}
    if len(nested) == 1:
        return nested[0]
    districts = [code for code in nested if outer & set(taxonomy.regions.terms[code].parents) and code in outer]
    return districts[0] if len(districts) == 1 else _finest(found, taxonomy)


def region_of(text: str, taxonomy: Taxonomy) -> str | None:
    """The code of a known place, with or without the word for what it is."""
    return taxonomy.region_for(text) or taxonomy.region_for(re.sub(r"(市|省|区|新区|县|自治区)$", "", text))


def country_of(text: str, taxonomy: Taxonomy) -> str | None:
    """The code of a country by its name in either language, or by the word for its people."""
    if not text:
        return None
    bare = re.sub(r"(国?籍|国公民|公民|人)$", "", text) if len(text) > 2 else text
    folded = key(text)
    return (
        taxonomy.country_for(text)
        or _COUNTRY_WORDS.get(folded)
        or _countries().get(folded)
        or taxonomy.country_for(bare)
        or taxonomy.country_for(f"{bare}国")
        or _COUNTRY_WORDS.get(key(bare))
    )


def language_of(text: str, taxonomy: Taxonomy) -> str | None:
    """The code of a language by its name in either language."""
    found = taxonomy.language_for(text) or _languages().get(key(text))
    if found or not text:
        return found
    bare = _HOW_WELL.sub("", text)
    bare = re.sub(r"[语文话]$", "", bare.strip())
    return (
        next((code for end in ("", "语", "文") if (code := taxonomy.language_for(bare + end))), None) if bare else None
    )


@cache
def _countries() -> dict[str, str]:
    """Names of countries in English and Chinese as the Unicode consortium keeps them, to the codes of the format."""
    taxonomy = load()
    found: dict[str, str] = {}
    for language in ("en", "zh"):
        for short, name in Locale.parse(language).territories.items():
            code = taxonomy.country_for(short) if len(short) == 2 and short.isalpha() else None
            if code:
                found.setdefault(key(str(name)), code)
    return found


@cache
def _languages() -> dict[str, str]:
    found: dict[str, str] = {}
    for language in ("en", "zh"):
        for code, name in Locale.parse(language).languages.items():
            if "_" not in code and len(code) <= 3:
                found.setdefault(key(str(name)), code)
    for code in load().codes["languages"].terms:
        name = Locale.parse(code).get_display_name(code) if localedata.exists(code) else None
        found.setdefault(key(str(name)), code)
    return found


@cache
def _currencies() -> dict[str, str]:
    found: dict[str, str] = {}
    for language in ("en", "zh"):
        for code, name in Locale.parse(language).currencies.items():
            found.setdefault(key(str(name)), code)
            found[key(code)] = code
    return {
        **found,
        "rmb": "CNY",
        "usd": "USD",
        "人民币": "CNY",
        "美元": "USD",
        "美金": "USD",
        "港币": "HKD",
        "港元": "HKD",
        "欧元": "EUR",
    }
