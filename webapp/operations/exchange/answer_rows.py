"""Whoever imports says of whom the rows are that look like somebody; kept beside the file until it is deleted."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

from graph.domain.jobs import IMPORT_CHECK
from graph.driver import Graph
from graph.entities import Actor
from graph.errors import StateChangedError
from graph.exchange.identity.questions import Answer, Do, answers_as_kept, read_answers
from graph.transaction import Transaction
from webapp.operations.exchange.upload_files import answers_path, questions_path


def list_questions(home: Path, check_id: str) -> list[dict[str, Any]]:
    """The rows of which it must be said whom they are about, each with what was answered (`answer`, or None)."""
    answers = kept_answers(home, check_id)
    questions: list[dict[str, Any]] = read_json(questions_path(home, check_id), [])
    for one in questions:
        answer = answers.get(one["key"])
        one["answer"] = answer.do if answer and answer.of == one["of"] else None
    return questions


def answer_rows(
    graph: Graph, actor: Actor, home: Path, check_id: str, said: Mapping[str, str], at: datetime
) -> list[dict[str, Any]]:
    """Keep what is said of rows, by the key of their question: `same`, `new`, `skip`, or nothing to take it back.

    What is no question of this check is passed over. Returns the questions as they stand. Raises NotFoundError, and
    StateChangedError where the check is not done.
    """

    def work(tx: Transaction) -> None:
        job = tx.jobs.get(check_id, visible_to=actor)
        if job.kind != IMPORT_CHECK or not job.is_done:
            raise StateChangedError("import", job.state)
        # Two who answer at once meet here: what is kept is read and written under the lock.
        tx.jobs.lock(check_id)
        answers = kept_answers(home, check_id)
        for one in list_questions(home, check_id):
            if one["key"] in said:
                answers.pop(one["key"], None)
                if said[one["key"]] in frozenset(Do):
                    answers[one["key"]] = Answer(Do(said[one["key"]]), one["of"])
        keep_json(answers_path(home, check_id), answers_as_kept(answers))
        tx.audit.record(actor, "answer_import", check_id, at, f"{len(said)} rows")

    graph.write(work)
    return list_questions(home, check_id)


def kept_answers(home: Path, check_id: str) -> dict[str, Answer]:
    """What was answered of a check's rows."""
    return read_answers(read_json(answers_path(home, check_id), {}))


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
