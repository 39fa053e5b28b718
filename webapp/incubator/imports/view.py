"""What the page of an import shows of records: those that are asked about, would change, were made, or stay."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from pathlib import Path
from typing import Any

from flask import url_for
from flask_babel import pgettext

from graph.domain.jobs import IMPORT_CHECK, IMPORT_LOAD, IMPORT_UNDO
from graph.entities.job import Job
from graph.exchange.format.schema import PROFILES
from graph.exchange.identity.merging import How, cell_key
from graph.exchange.identity.questions import EMPLOYERS
from graph.taxonomy import load
from webapp.operations.exchange.answer_rows import list_questions
from webapp.operations.exchange.undo_import import read_undone
from webapp.operations.exchange.upload_files import changes_path, journal_path, others_path
from webapp.presenters.language import language
from webapp.words.sentences import Sentence, say_stored

FEW, MANY, PAGE = 10, 500, 50
_SHOWN = (
    "name",
    "name_zh",
    "email",
    "phone",
    "organisation",
    "title",
    "employer_id",
    "orcid",
    "category",
    "industries",
    "topics",
    "summary",
)
_CODED = frozenset({
    "category", "country", "help_areas", "industries", "languages", "region", "roles", "stage", "stages",
})  # fmt: skip
_PAGES = {"people": "incubator.show_supervisor", "startups": "incubator.show_startup"}
USES: Mapping[str, Sentence] = {
    "request": Sentence("asked for an introduction"),
    "work": Sentence("works with a startup"),
    "account": Sentence("has opened an account"),
    "invited": Sentence("was invited"),
    "need": Sentence("has needs"),
    "document": Sentence("has documents"),
    "career": Sentence("has entries of what they have done"),
    "term": Sentence("has a term that was changed"),
    "conflict": Sentence("has a conflict of interest noted"),
    "note": Sentence("has entries in the contact log"),
    "relation": Sentence("is tied to others"),
    "changed": Sentence("was changed since"),
}


def shown_questions(home: Path, job: Job) -> list[dict[str, Any]]:
    """Rows beside whom they may be, with what differs marked."""
    if job.kind != IMPORT_CHECK or not job.is_done or not job.result.get("questions"):
        return []
    return [{**one, "fields": _side_by_side(one["row"], one["other"])} for one in list_questions(home, job.id)]


def changed_records(home: Path, job: Job, *, everything: bool) -> list[dict[str, Any]]:
    """Records that loading would change, each column before and after."""
    if job.kind != IMPORT_CHECK or not job.is_done:
        return []
    found = islice(_lines(changes_path(home, job.id)), MANY if everything else FEW)
    return [
        {
            **one, "href": _href(one),
            "columns": [_cell_of(one, name, *values) for name, values in one["columns"].items()],
        }
        for one in found
    ]  # fmt: skip


def other_records(home: Path, job: Job, *, is_new: bool, page: int) -> tuple[list[dict[str, Any]], int]:
    """A page of the records that loading would make, or that stay as before, those with their pages; and how many
    there are."""
    if job.kind != IMPORT_CHECK or not job.is_done:
        return [], 0
    start, total, shown = (page - 1) * PAGE, 0, []
    for one in _lines(others_path(home, job.id)):
        if one["is_new"] is is_new:
            if start <= total < start + PAGE:
                shown.append({**one, "href": "" if is_new else _href(one)})
            total += 1
    return shown, total


def _cell_of(one: Mapping[str, Any], name: str, before: Any, after: Any, how: str) -> dict[str, Any]:
    """A cell that differs, what became of it, and what else may: nothing where it was empty, or nobody may choose."""
    is_list = isinstance(before, list) and isinstance(after, list)
    may_choose = one["sheet"] in PROFILES and name != EMPLOYERS and before not in (None, "", [])
    return {
        "name": name, "before": _text(name, before), "after": _text(name, after), "how": how,
        "key": cell_key(one["sheet"], one["id"], name),
        "ways": [How.KEEP, How.TAKE, *([How.JOIN] if is_list else [])] if may_choose else [],
    }  # fmt: skip


def read_words(column: str, read_as: str) -> str:
    """What a value was read as, in words."""
    return _text(column, read_as.split("|")) if column in _CODED else read_as


def made_records(home: Path, job: Job, *, everything: bool) -> list[dict[str, Any]]:
    """Records that a load made or changed, each with its page."""
    if job.kind != IMPORT_LOAD or not job.is_done:
        return []
    told = (one for one in _lines(journal_path(home, job.id)) if one["do"] in ("made", "changed"))
    return [{**one, "href": _href(one)} for one in islice(told, MANY if everything else FEW)]


def shown_undone(home: Path, job: Job) -> dict[str, Any]:
    """Who stays after an undo, and why, in words."""
    if job.kind != IMPORT_UNDO or not job.is_done:
        return {}
    told = read_undone(home, job.id)
    return {
        "used": [{**one, "href": _href(one), "words": say_stored(USES, one["why"], {})} for one in told["used"]],
        "kept": [{**one, "href": _href(one)} for one in told["kept"]],
    }


def shown_uses(used: Iterable[tuple[Mapping[str, Any], str]]) -> list[dict[str, Any]]:
    """Who would stay, and why, in words."""
    return [{**one, "href": _href(one), "words": say_stored(USES, why, {})} for one, why in used]


def _side_by_side(row: Mapping[str, Any], other: Mapping[str, Any]) -> list[dict[str, Any]]:
    names = [name for name in _SHOWN if row.get(name) or other.get(name)]
    return [
        {"name": name, "row": _text(name, row.get(name)), "other": _text(name, other.get(name)),
         "differs": bool(row.get(name) and other.get(name)) and row[name] != other[name]}
        for name in names
    ]  # fmt: skip


def _href(one: Mapping[str, Any]) -> str:
    endpoint = _PAGES.get(str(one["sheet"]))
    if endpoint is None:
        return ""
    return url_for(endpoint, **{"person_id" if one["sheet"] == "people" else "startup_id": one["id"]})


def _text(name: str, value: Any) -> str:
    """A value as people read it: codes by their names."""
    if isinstance(value, list):
        return str(pgettext("list", ", ")).join(_text(name, one) for one in value)
    if name in _CODED and value:
        return load().label(str(value), language())
    return "" if value is None else str(value)


def _lines(path: Path) -> Iterator[dict[str, Any]]:
    if not path.is_file():
        return
    with path.open(encoding="utf-8") as stream:
        for line in stream:
            yield json.loads(line)
