"""One cell to one value, by the kind of its column; what cannot be read raises CellError with its fix."""

from __future__ import annotations

import math
import re
from collections.abc import Callable
from datetime import date
from typing import Any

from graph.domain.days import EARLIEST, LATEST, is_plausible
from graph.exchange.format.cell_error import CellError
from graph.exchange.format.identifiers import parse_address, parse_currency, parse_email, parse_orcid, parse_uscc
from graph.exchange.format.schema import LARGEST_CELL, LARGEST_NAME, Column
from graph.taxonomy import Taxonomy
from graph.taxonomy.model import topic_id

_ID = re.compile(r"[\w.:@+~-]{1,120}")
_NO_TEXT = re.compile(r"[\x00\ud800-\udfff]")
_CONTROL = re.compile(r"[\x01-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff]")
_WHOLE = re.compile(r"[+-]?\d{1,30}")
_NUMBER = re.compile(r"[+-]?(\d{1,30}(\.\d{1,30})?|\.\d{1,30})([eE][+-]?\d{1,3})?")
_DATE_LIKE = re.compile(r"(\d{4})\D{1,2}(\d{1,2})\D{1,2}(\d{1,2})\D?")
_YEAR_MONTH = re.compile(r"(\d{4})(?:\D{1,2}(\d{1,2}))?\D?")
_LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")
_LARGEST_NUMBER = 10**15

Value = Any


def parse(column: Column, text: str, taxonomy: Taxonomy) -> Value:
    """The value of a non-empty, trimmed cell. Dates stay ISO text; lists are sorted and hold nothing twice."""
    return _PARSERS[column.kind](column, text, taxonomy)


def clean(text: str) -> str:
    """A cell without what nobody sees: outer spaces, control characters, the kind of line ends. Raises CellError."""
    if len(text) > LARGEST_CELL:
        raise CellError("cell_too_long", "shorten", length=str(len(text)), limit=str(LARGEST_CELL))
    if _NO_TEXT.search(text):
        raise CellError("control_character", "retype")
    text = _CONTROL.sub("", text)
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    return text.strip()


def _text(_column: Column, text: str, _taxonomy: Taxonomy) -> str:
    return text


def _name(_column: Column, text: str, _taxonomy: Taxonomy) -> str:
    if len(text) > LARGEST_NAME:
        raise CellError("cell_too_long", "shorten", length=str(len(text)), limit=str(LARGEST_NAME))
    return text


def _id(_column: Column, text: str, _taxonomy: Taxonomy) -> str:
    if not _ID.fullmatch(text):
        raise CellError("not_an_id", "id_form")
    return text


def _ids(column: Column, text: str, taxonomy: Taxonomy) -> list[str]:
    return sorted({_id(column, part, taxonomy) for part in split(text)})


def _date(_column: Column, text: str, _taxonomy: Taxonomy) -> str:
    if len(text) == 10 and text[4] == text[7] == "-":
        try:
            day = date.fromisoformat(text)
        except ValueError:
            pass
        else:
            return _in_bounds(day).isoformat()
    suggestion = _nearest_date(text)
    if suggestion:
        raise CellError("not_a_date", "write_date_if", suggestion=suggestion)
    raise CellError("not_a_date", "date_form")


def _in_bounds(day: date) -> date:
    if not is_plausible(day):
        raise CellError("day_out_of_bounds", "date_in_bounds", first=EARLIEST.isoformat(), last=LATEST.isoformat())
    return day


def _nearest_date(text: str) -> str | None:
    """What a date in another notation probably means: the day last, the month last, or the first of the month."""
    match = _DATE_LIKE.fullmatch(text)
    if match:
        year, second, third = (int(part) for part in match.groups())
        for month, day in ((second, third), (third, second)):
            try:
                return date(year, month, day).isoformat()
            except ValueError:
                continue
        return None
    match = _YEAR_MONTH.fullmatch(text)
    if match:
        try:
            return date(int(match[1]), int(match[2] or 1), 1).isoformat()
        except ValueError:
            return None
    return None


def _integer(column: Column, text: str, _taxonomy: Taxonomy) -> int:
    if not _WHOLE.fullmatch(text):
        raise _not_digits("not_a_whole_number", text)
    value = int(text)
    _check_size(column, value)
    return value


def _number(column: Column, text: str, _taxonomy: Taxonomy) -> float:
    if not _NUMBER.fullmatch(text):
        raise _not_digits("not_a_number", text)
    value = float(text)
    _check_size(column, value)
    return value


def _check_size(column: Column, value: float) -> None:
    if value < 0:
        raise CellError("negative", "write_zero_if_full" if column.name == "capacity" else "write_zero")
    if not math.isfinite(value) or value > _LARGEST_NUMBER:
        raise CellError("number_too_large", "write_less", limit=str(_LARGEST_NUMBER))


def _not_digits(code: str, text: str) -> CellError:
    bare = text.replace(",", "").replace("，", "").replace(" ", "").replace("_", "")
    whole = bare.removesuffix(".0") if code == "not_a_whole_number" else bare
    if (_WHOLE if code == "not_a_whole_number" else _NUMBER).fullmatch(whole):
        return CellError(code, "write_suggestion", suggestion=whole)
    return CellError(code, "write_digits")


def _rating(_column: Column, text: str, _taxonomy: Taxonomy) -> int:
    if not _NUMBER.fullmatch(text):
        raise CellError("not_a_number", "rating_or_empty", suggestion="1-5")
    value = float(text)
    if value not in (1, 2, 3, 4, 5):
        nearest = str(min(5, max(1, round(value)))) if abs(value) < _LARGEST_NUMBER else "5"
        raise CellError("rating_out_of_range", "rating_or_empty", suggestion=nearest)
    return int(value)


def _code(column: Column, text: str, taxonomy: Taxonomy) -> str:
    terms = taxonomy.codes[column.codes]
    if text in terms:
        return text
    code = {"categories": "not_a_category", "stages": "not_a_stage", "relations": "not_a_relation"}.get(
        column.codes, "not_a_code"
    )
    nearest = terms.nearest(text)
    if nearest:
        raise CellError(code, "write_suggestion", suggestion=nearest)
    raise CellError(code, "write_one_of", choices=", ".join(terms.terms))


def _codes(column: Column, text: str, taxonomy: Taxonomy) -> list[str]:
    return sorted({_code(column, part, taxonomy) for part in split(text)})


def _tags(column: Column, text: str, _taxonomy: Taxonomy) -> list[str]:
    tags: dict[str, str] = {}
    for part in split(text):
        tags.setdefault(topic_id(part), " ".join(_name(column, part, _taxonomy).split()))
    if column.at_most and len(tags) > column.at_most:
        limit = str(column.at_most)
        raise CellError("too_many_values", "keep_fewer", limit=limit)
    return [tags[key] for key in sorted(tags)]


def _help_areas(column: Column, text: str, taxonomy: Taxonomy) -> list[str]:
    found = sorted({_help_area(part, taxonomy) for part in split(text)})
    if column.at_most and len(found) > column.at_most:
        raise CellError("too_many_values", "keep_fewer", limit=str(column.at_most))
    return found


def _help_area(text: str, taxonomy: Taxonomy) -> str:
    code = taxonomy.help_areas.find(text)
    if code:
        return code
    nearest = taxonomy.help_areas.nearest(text)
    if nearest:
        raise CellError("not_a_help_area", "write_suggestion", suggestion=nearest)
    raise CellError("not_a_help_area", "write_one_of", choices=", ".join(taxonomy.help_areas.terms))


def _list(_column: Column, text: str, _taxonomy: Taxonomy) -> list[str]:
    return sorted(set(split(text)))


def _languages(_column: Column, text: str, taxonomy: Taxonomy) -> list[str]:
    found = set()
    for part in split(text):
        code = taxonomy.language_for(part)
        if code is None and not _LANGUAGE.fullmatch(part):
            raise CellError("not_a_language", "language_form")
        found.add(code or part)
    return sorted(found)


def _country(_column: Column, text: str, taxonomy: Taxonomy) -> str:
    return taxonomy.country_for(text) or _name(_column, text, taxonomy)


def _region(_column: Column, text: str, taxonomy: Taxonomy) -> str:
    return taxonomy.region_for(text) or _name(_column, text, taxonomy)


def split(text: str) -> list[str]:
    """The parts of a list cell: trimmed, none empty."""
    return [part for part in (raw.strip() for raw in text.split("|")) if part]


_PARSERS: dict[str, Callable[[Column, str, Taxonomy], Value]] = {
    "text": _text,
    "name": _name,
    "id": _id,
    "ref": _id,
    "refs": _ids,
    "date": _date,
    "integer": _integer,
    "number": _number,
    "rating": _rating,
    "code": _code,
    "codes": _codes,
    "tags": _tags,
    "help_areas": _help_areas,
    "list": _list,
    "languages": _languages,
    "country": _country,
    "region": _region,
    "currency": parse_currency,
    "email": parse_email,
    "mail": parse_email,
    "phone": _name,
    "handle": _name,
    "url": parse_address,
    "orcid": parse_orcid,
    "uscc": parse_uscc,
}

LIST_KINDS = frozenset({"refs", "codes", "tags", "help_areas", "list", "languages"})
