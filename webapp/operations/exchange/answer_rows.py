"""Whoever imports says of whom rows are, and what becomes of cells; kept beside the file until it is deleted."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

from graph.domain.jobs import IMPORT_CHECK
from graph.driver import Graph
from graph.entities import Actor
from graph.entities.job import Job
from graph.errors import StateChangedError
from graph.exchange.identity.merging import How
from graph.exchange.identity.questions import Answer, Do, answers_as_kept, read_answers
from graph.transaction import Transaction
from webapp.operations.exchange.upload_files import answers_path, choices_path, draft_path, questions_path


def list_questions(home: Path, check_id: str) -> list[dict[str, Any]]:
    """The rows of which it must be said whom they are about, each with what was answered (`answer`, or None)."""
    answers = kept_answers(home, check_id)
    questions: list[dict[str, Any]] = read_json(questions_path(home, check_id), [])
    for one in questions:
        answer = answers.get(one["key"])
        one["answer"] = answer.do if answer and answer.of == one["of"] else None
    return questions


def answer_rows(
    graph: Graph,
    actor: Actor,
    home: Path,
    check_id: str,
    said: Mapping[str, str],
    at: datetime,
    cells: Mapping[str, str] | None = None,
) -> list[dict[str, Any]]:
    """Keep what is said of rows, by the key of their question: `same`, `new`, `skip`, or nothing to take it back.

    `cells` says of cells, by their keys (graph.exchange.identity.merging): `keep`, `take`, `join`.
    What is no question of this check is passed over. Returns the questions as they stand. Raises NotFoundError, and
    StateChangedError where the check is not done.
    """

    def work(tx: Transaction) -> None:
        # Two who answer at once meet here: what is kept is read and written under the lock.
        _get_done(tx, actor, check_id)
        _keep(home, check_id, said, cells or {})
        tx.audit.record(actor, "answer_import", check_id, at, f"{len(said)} rows")

    graph.write(work)
    return list_questions(home, check_id)


def is_said_anew(home: Path, check_id: str, said: Mapping[str, str], cells: Mapping[str, str]) -> bool:
    """Whether something is said of rows or cells that is not what the check was made with."""
    kept = {one["key"]: one["answer"] or "" for one in list_questions(home, check_id)}
    return any(kept.get(key, value) != value for key, value in said.items()) or any(cells.values())


def check_again(graph: Graph, actor: Actor, home: Path, check_id: str, at: datetime) -> str:
    """Compare once more, with what was said of rows and cells; gives the id of the check that stands for it now."""

    def work(tx: Transaction) -> str:
        check = _get_done(tx, actor, check_id)
        payload = {**check.payload, "check_of": check.payload.get("check_of") or check_id}
        again_id = tx.jobs.create(IMPORT_CHECK, actor, at, total=check.total, **payload)
        for path in (answers_path, choices_path, draft_path):
            if path(home, check_id).is_file():
                shutil.copyfile(path(home, check_id), path(home, again_id))
        import_id = str(check.payload.get("import_id") or "")
        if import_id:
            draft = draft_path(home, import_id)
            keep_json(draft, {**read_json(draft, {}), "check_id": again_id})
        return again_id

    return graph.write(work)


def _get_done(tx: Transaction, actor: Actor, check_id: str) -> Job:
    tx.jobs.get(check_id, visible_to=actor)
    tx.jobs.lock(check_id)
    job = tx.jobs.get(check_id, visible_to=actor)
    if job.kind != IMPORT_CHECK or not job.is_done:
        raise StateChangedError("import", job.state)
    return job


def _keep(home: Path, check_id: str, said: Mapping[str, str], cells: Mapping[str, str]) -> None:
    answers = kept_answers(home, check_id)
    for one in list_questions(home, check_id):
        if one["key"] in said:
            answers.pop(one["key"], None)
            if said[one["key"]] in frozenset(Do):
                answers[one["key"]] = Answer(Do(said[one["key"]]), one["of"])
    keep_json(answers_path(home, check_id), answers_as_kept(answers))
    chosen = {key: how for key, how in cells.items() if how in frozenset(How)}
    if chosen:
        keep_json(choices_path(home, check_id), {**read_json(choices_path(home, check_id), {}), **chosen})


def kept_answers(home: Path, check_id: str) -> dict[str, Answer]:
    """What was answered of a check's rows."""
    return read_answers(read_json(answers_path(home, check_id), {}))


def kept_choices(home: Path, check_id: str) -> dict[str, How]:
    """What becomes of cells, by their keys, where it was said."""
    return {key: How(how) for key, how in read_json(choices_path(home, check_id), {}).items()}


def keep_json(path: Path, value: object) -> None:
    """Write a file whole, or leave the one that is there."""
    part = path.with_suffix(f".part{os.getpid()}")
    part.write_text(json.dumps(value, ensure_ascii=False, default=str), encoding="utf-8")
    part.replace(path)


def read_json(path: Path, default: Any) -> Any:
    """What such a file holds; the default where there is none."""
    try:
        return json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return default
