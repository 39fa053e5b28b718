"""Step 3 of an import: what the words of a table mean, said for a single word or for all those of a column at once."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from graph.exchange.format.schema import SHEETS
from graph.exchange.understanding.mapping import Others
from graph.exchange.understanding.words.readers import BESIDE, doubt_about, may_be_topics
from graph.exchange.understanding.words.reading import Question
from webapp.operations.exchange.draft_import import Draft
from webapp.presenters.language import language
from webapp.words.columns import codes_of

_LEAST_WORDS = 2
"""From how many words of a column on something can be said for all of them."""

TableRows = list[dict[str, Any]]


@dataclass
class SaidOfWords:
    """What the form says: the mapping with it, what was `typed` by the number of the word, and what cannot stand.

    `is_as_read`: the rows are already read like this.
    """

    mapping: dict[str, Any]
    typed: dict[int, str] = field(default_factory=dict)
    doubts: dict[str, Question] = field(default_factory=dict)
    is_as_read: bool = True


def tables_of(draft: Draft) -> TableRows:
    """The tables as they were understood; none before the file is read."""
    return list(draft.understood["tables"]) if draft.understood else []


def said_of_words(form: Mapping[str, str], tables: TableRows, mapping: Mapping[str, Any]) -> SaidOfWords:
    """What a form says of words and of whole columns; what is said of a column takes back what was said of its words
    before."""
    held: Mapping[str, Mapping[str, str]] = mapping.get("values") or {}
    before = dict(mapping.get("others") or {})
    others = {column: _how(form, column, before.get(column)) for column in {str(one["column"]) for one in _all(tables)}}
    changed = {column for column, how in others.items() if how != before.get(column)}
    values = {column: dict(found) for column, found in held.items() if column not in changed}
    kept = {column: how for column, how in {**before, **others}.items() if how}
    said = SaidOfWords({**mapping, "values": values, "others": kept}, is_as_read=not changed)
    if not kept:
        said.mapping.pop("others")
    for number, one in enumerate(_all(tables)):
        column, value = str(one["column"]), str(one["value"])
        text = form.get(f"value-{number}")
        if text is None:
            continue
        said.typed[number] = text = " ".join(text.split())
        if column in kept and text == _shown(one, held):
            continue  # what is said of the whole column holds for it, or what was said of it before
        values.setdefault(column, {})[value] = text
        said.is_as_read = said.is_as_read and text == " ".join(str(one.get("read_as") or "").split())
        doubt = doubt_about(str(one["table"]), column, text)
        if doubt:
            said.doubts[f"value-{number}"] = doubt
    return said


def shown_tables(tables: TableRows, mapping: Mapping[str, Any], typed: Mapping[int, str]) -> TableRows:
    """The tables with their words sorted by what is asked of them, as the page shows them."""
    held, at, shown = mapping.get("values") or {}, 0, []
    for table in tables:
        proposed = _proposed(table)
        # An id says nothing to anybody: of those that are made only whose they are is told.
        told = (one for one in table["values"] if not (one["column"] == "id" and one["is_sure"]))
        sure = [{**one, "table": table["table"]} for one in told if not _is_open(one)]
        entry: dict[str, Any] = {**table, "proposed": [], "asked": [], "sure": sure}
        for kind, items in (("proposed", proposed), ("asked", table["questions"])):
            for one in items:
                codes = codes_of(table["table"], one["column"], language()) if table["table"] else []
                said = typed.get(at, _shown(one, held))
                entry[kind].append({**one, "table": table["table"], "number": at, "codes": codes, "said": said})
                at += 1
        shown.append(entry)
    return shown


def whole_columns(tables: TableRows, mapping: Mapping[str, Any]) -> TableRows:
    """The columns of which something can be said for all words at once: how many words in how many cells, and what."""
    others, found = mapping.get("others") or {}, dict[str, dict[str, Any]]()
    for one in _all(tables):
        entry = found.setdefault(
            str(one["column"]), {"column": one["column"], "table": one["table"], "words": 0, "cells": 0, "ways": []}
        )
        entry["words"] += 1
        entry["cells"] += one["cells"]
        entry["ways"] += [way for way in _ways(one) if way not in entry["ways"]]
    for entry in found.values():
        entry["how"] = others.get(entry["column"], "")
        entry["ways"] = [way for way in Others if way in {*entry["ways"], entry["how"]}]
    return [one for one in found.values() if one["words"] >= _LEAST_WORDS or one["how"]]


def _ways(one: Mapping[str, Any]) -> Iterator[Others]:
    """What may be said of all words that stand as this one."""
    column = BESIDE.get(str(one["column"])) or SHEETS[str(one["table"])].column(str(one["column"]))
    if not column.required:
        yield Others.EMPTY
    if "read_as" in one:
        yield Others.PROPOSED
    if ("read_as" not in one or one["by_column"]) and may_be_topics(str(one["table"]), column):
        yield Others.TOPICS


def _how(form: Mapping[str, str], column: str, before: str | None) -> str | None:
    said = form.get(f"others-{column}", before)
    return said if said in frozenset(Others) else None


def _all(tables: TableRows) -> list[dict[str, Any]]:
    """Every word that is proposed or asked, in the order in which the form numbers them."""
    return [
        {**one, "table": table["table"]} for table in tables for one in (*_proposed(table), *table["questions"])
    ]  # fmt: skip


def _is_open(one: Mapping[str, Any]) -> bool:
    """Whether a value can be said otherwise: what nothing stands for in the file is the product's to make."""
    if one.get("by_column"):
        return True
    return bool(not one["is_sure"] and one["value"] and one["column"] == one["as"] and one["column"] != "id")


def _proposed(table: Mapping[str, Any]) -> TableRows:
    """The proposals, and the words that were settled for their whole column, each once."""
    return list({(one["column"], one["value"]): one for one in table["values"] if _is_open(one)}.values())


def _shown(one: Mapping[str, Any], held: Mapping[str, Mapping[str, str]]) -> str:
    """What the form shows of a word before anybody types."""
    return held.get(str(one["column"]), {}).get(str(one["value"]), str(one.get("read_as") or ""))
