"""Which reader reads a column, by its kind."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from urllib.parse import unquote

from graph.exchange.format.cell_error import CellError
from graph.exchange.format.cells import cell_text
from graph.exchange.format.schema import LARGEST_CELL, LARGEST_NAME, SHEETS, Column
from graph.exchange.format.values import clean, parse
from graph.exchange.understanding.evidence import OWN_PAGE
from graph.exchange.understanding.mapping import Others
from graph.exchange.understanding.text import is_empty_mark, narrow, plain_letters, seen
from graph.exchange.understanding.words import contacts, dates, lists, names, numbers, places
from graph.exchange.understanding.words.reading import NOTHING, Asked, Question, Reading, Style
from graph.taxonomy import load

Reader = Callable[[Asked, str], Reading]

ORGANISATION = Column("organisation", "name")
TICKET = Column("ticket", "ticket")
BESIDE = {"organisation": ORGANISATION, "ticket": TICKET}
"""What a heading may be besides the columns of its table: an employer by name, an amount that may be a range."""


def read_cell(asked: Asked, cell: str) -> Reading:
    """What a cell was taken for. Whatever was said of it (`Style.said`) wins."""
    try:
        text = clean(seen(cell))
    except CellError as error:
        return Reading(question=Question.of(error))
    if not text:
        return NOTHING
    said = asked.style.said.get(_plain(text))
    if said is not None:
        # Beside what is said of the whole column, what is said of single values stays in sight.
        return replace(_as_said(asked, said), by_column=asked.style.others is not None)
    if is_empty_mark(narrow(text)) and not _is_code(asked, text):
        return Reading({asked.column.name: ""})
    return _settled(asked, _READERS[asked.column.kind](asked, text))


def _settled(asked: Asked, found: Reading) -> Reading:
    """A reading that is not sure, as was said of the whole column."""
    how, name = asked.style.others, asked.column.name
    if how is None or (found.is_sure and not found.question):
        return found
    unknown = found.question.params.get("words", "") if found.question else ""
    if how is Others.EMPTY:
        cells = found.cells if found.question and found.cells else {name: ""}
    elif how is Others.TOPICS and unknown and may_be_topics(asked.table, asked.column):
        cells = {**found.cells, "topics": "|".join(unknown.split(", "))}
    elif how is Others.PROPOSED and not found.question:
        cells = found.cells
    else:
        return found
    return Reading(cells, by_column=True, money=found.money)


def may_be_topics(table: str, column: Column) -> bool:
    """Whether the words of a column that nobody knows may be topics: those of a list, in a table that has topics."""
    is_list = _READERS[column.kind] is lists.read_codes
    return is_list and any(one.name == "topics" for one in SHEETS[table].columns)


def doubt_about(table: str, column: str, said: str) -> Question | None:
    """Why what somebody said that a value means cannot stand in a column of a table; None where it can."""
    meant = BESIDE.get(column) or SHEETS[table].column(column)
    return _as_said(Asked(meant, "", Style(), load(), table), said).question


def _plain(text: str) -> str:
    return " ".join(text.split()).casefold()


def _is_code(asked: Asked, text: str) -> bool:
    return asked.column.kind == "code" and text in asked.taxonomy.codes[asked.column.codes]


def _as_said(asked: Asked, said: str) -> Reading:
    """A value that somebody gave, held to the format."""
    if asked.column.kind == "ticket":
        return numbers.read_ticket(asked, said)
    if not said:
        return Reading({asked.column.name: ""})
    try:
        return asked.said(cell_text(parse(asked.column, said.strip(), asked.taxonomy)))
    except CellError as error:
        return Reading(question=Question.of(error))


def _read_text(asked: Asked, text: str) -> Reading:
    if len(text) > LARGEST_CELL:
        return asked.ask("cell_too_long", "shorten", length=str(len(text)), limit=str(LARGEST_CELL))
    return asked.said(text)


def _read_label(asked: Asked, text: str) -> Reading:
    """A name of something, on one line."""
    if asked.column.name in ("name", "name_zh"):
        return names.read_name(asked, text)
    line = plain_letters(text)
    if asked.part == "post" and len(line) <= LARGEST_NAME:
        return names.read_post(asked, line)
    if asked.column.name == "contact" and len(line) <= LARGEST_NAME:
        return names.read_contact(asked, line)
    if len(line) > LARGEST_NAME:
        return asked.ask("cell_too_long", "shorten", length=str(len(line)), limit=str(LARGEST_NAME))
    return asked.said(line)


def _read_rating(asked: Asked, text: str) -> Reading:
    return _parsed(asked, narrow(text))


def _read_id(asked: Asked, text: str) -> Reading:
    own = OWN_PAGE.fullmatch(narrow(text))
    return _parsed(asked, unquote(own[1]) if own else narrow(text))


def _parsed(asked: Asked, text: str) -> Reading:
    try:
        return asked.said(cell_text(parse(asked.column, text, asked.taxonomy)))
    except CellError as error:
        return Reading(question=Question.of(error))


_READERS: dict[str, Reader] = {
    "text": _read_text,
    "name": _read_label,
    "id": _read_id,
    "ref": _read_id,
    "refs": lists.read_ids,
    "date": dates.read_date,
    "integer": numbers.read_integer,
    "number": numbers.read_number,
    "ticket": numbers.read_ticket,
    "rating": _read_rating,
    "code": lists.read_codes,
    "codes": lists.read_codes,
    "tags": lists.read_tags,
    "help_areas": lists.read_codes,
    "list": lists.read_list,
    "languages": lists.read_codes,
    "country": places.read_country,
    "region": places.read_region,
    "currency": places.read_currency,
    "email": contacts.read_email,
    "mail": contacts.read_email,
    "url": contacts.read_url,
    "phone": contacts.read_phone,
    "handle": contacts.read_handle,
    "orcid": contacts.read_orcid,
    "uscc": contacts.read_uscc,
}
