"""A curator who sends files, says of whom rows are, loads, and takes back."""

from __future__ import annotations

import io
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from graph.entities import Actor
from graph.entities.job import Job
from tests.support.city import City, Made
from tests.support.cleaning import run_raw
from webapp.config import Settings
from webapp.operations.exchange.answer_rows import answer_rows, list_questions
from webapp.operations.exchange.draft_import import accept_table, change_draft, check_draft
from webapp.operations.exchange.import_upload import accept_upload, request_load
from webapp.operations.exchange.read_table import read_table
from webapp.operations.exchange.run_import import run_import
from webapp.operations.exchange.undo_import import request_undo, undo_import
from webapp.operations.jobs.run import Worker

NOW = datetime.now(UTC)
PEOPLE = "MATCH (p:Person) RETURN p.name AS name, p.email AS email ORDER BY name"


class Desk:
    """A curator who sends files, says of whom rows are, loads, and takes back."""

    def __init__(self, city: City, home: Path) -> None:
        self.city, self.graph, self.home = city, city.graph, home
        self.incubator: Made = city.incubator("Harbour")
        self.actor: Actor = self.incubator.actor

    def check(self, text: str, name: str = "people.csv") -> Job:
        job_id = accept_upload(
            self.graph, self.actor, self.home, name, io.BytesIO(text.encode()), NOW, limit_mb=20
        )  # fmt: skip
        return self._run(job_id)

    def check_list(self, text: str, **said: object) -> Job:
        """A list under headings of its own, through all four steps; `said` as `change_draft` takes it."""
        now, worker = datetime.now(UTC), Worker(self.graph, Settings(env="test", home=self.home))
        sent = accept_table(
            self.graph, self.actor, self.home, "list.csv", io.BytesIO(text.encode()), now, limit_mb=20
        )  # fmt: skip
        read_table(worker, sent)
        if said:
            read_table(worker, change_draft(self.graph, self.actor, self.home, sent, said, now))
        return self._run(check_draft(self.graph, self.actor, self.home, sent, empty_erases=False, at=now))

    def load(self, check: Job) -> Job:
        return self._run(request_load(self.graph, self.actor, check.id, skip_bad_rows=True, at=NOW))

    def say(self, check: Job, **said: str) -> None:
        """Answer the questions of a check by the line of their row: line_3="same"."""
        by_line = {f"line_{one['line']}": one["key"] for one in self.questions(check)}
        answers = {by_line[line]: answer for line, answer in said.items()}
        answer_rows(self.graph, self.actor, self.home, check.id, answers, NOW)

    def questions(self, check: Job) -> list[dict[str, Any]]:
        return list_questions(self.home, check.id)

    def undo(self, load: Job) -> Job:
        job_id = request_undo(self.graph, self.actor, self.home, load.id, NOW)
        undo_import(Worker(self.graph, Settings(env="test", home=self.home)), job_id)
        return self.look(job_id)

    def look(self, job_id: str) -> Job:
        return self.graph.read(lambda tx: tx.jobs.get(job_id, visible_to=self.actor))

    def people(self) -> list[tuple[str, str]]:
        return [(str(row["name"]), str(row["email"] or "")) for row in run_raw(self.graph, PEOPLE)]

    def pool(self) -> int:
        found = run_raw(self.graph, "MATCH (p)-[:IN_POOL_OF]->({id: $id}) RETURN count(p) AS n", id=self.incubator.id)
        return int(str(found[0]["n"]))

    def _run(self, job_id: str) -> Job:
        run_import(self.graph, self.home, job_id, NOW)
        return self.look(job_id)
