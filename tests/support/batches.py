"""A small cohort: an incubator, startups with a need each, a pool; and a batch of them, solved and released at once."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

from graph.entities import Actor
from graph.entities.batch import Batch, Draft, Load, Run, Settings, Wanting
from graph.entities.job import Job
from tests.support.city import City, Made
from webapp.config import Settings as Configuration
from webapp.operations.batches.release_batch import release_batch, request_release
from webapp.operations.batches.settings import open_batch
from webapp.operations.batches.solve_batch import request_solving, solve_batch
from webapp.operations.jobs.run import Worker

NOTE = "You were matched with them."


class Cohort:
    """`startups` and `people` of one incubator, each startup with a need that is open; `moment` is now."""

    def __init__(self, city: City, home: Path, *, startups: int = 3, people: int = 3, capacity: int = 3) -> None:
        self.city, self.graph, self.moment = city, city.graph, datetime.now(UTC)
        self.incubator = city.incubator("Caohe Harbour")
        self.startups = [city.startup(f"Startup {number}", incubator=self.incubator) for number in range(startups)]
        self.needs = [city.need(one) for one in self.startups]
        self.people = [
            city.supervisor(f"Person {number}", capacity=capacity, pool_of=self.incubator) for number in range(people)
        ]
        self.worker = Worker(city.graph, Configuration(env="test", home=home))

    @property
    def actor(self) -> Actor:
        return self.incubator.actor

    def settings(self, *, wants: int = 1, least: int = 0, most: int = 2) -> Settings:
        """Everybody, with the same numbers."""
        return Settings(
            "Spring",
            {one.id: Wanting(need.id, wants) for one, need in zip(self.startups, self.needs, strict=True)},
            {one.id: Load(least, most) for one in self.people},
            (self.moment + timedelta(days=14)).date(),
        )

    def open(self, settings: Settings | None = None) -> str:
        """A batch that is open."""
        return open_batch(self.graph, self.actor, settings or self.settings(), self.moment)

    def solve(self, batch_id: str, **given: object) -> Job:
        """Ask for drafts and have a worker make them."""
        job_id = request_solving(self.graph, self.actor, batch_id, self.moment, **given)  # type: ignore[arg-type]
        solve_batch(self.worker, job_id)
        return self.job(job_id)

    def release(self, batch_id: str, draft: Draft) -> Job:
        """Release a draft as a worker does."""
        job_id = request_release(self.graph, self.actor, batch_id, draft.id, draft.revision, NOTE, self.moment)
        release_batch(self.worker, job_id)
        return self.job(job_id)

    def job(self, job_id: str) -> Job:
        return self.graph.read(lambda tx: tx.jobs.get(job_id, visible_to=Actor.system()))

    def batch(self, batch_id: str) -> Batch:
        return self.graph.read(lambda tx: tx.batches.get(batch_id, self.incubator.id))

    def drafts(self, batch_id: str) -> dict[str, Draft]:
        """The drafts of the last run, by objective."""
        found = self.graph.read(lambda tx: tx.batches.list_drafts(batch_id))
        run_id = self.run(batch_id).id
        return {one.objective: one for one in found if one.run_id == run_id}

    def run(self, batch_id: str) -> Run:
        """The last run."""
        return self.graph.read(lambda tx: tx.batches.get_run(tx.batches.list_runs(batch_id)[0]["id"], batch_id))

    def states(self, batch_id: str) -> list[str]:
        """How its requests stand."""
        return sorted(one.state for one in self.graph.read(lambda tx: tx.batches.list_answers(batch_id)))

    def supervisor(self, person_id: str) -> Made:
        """One of the people by id."""
        return next(one for one in self.people if one.id == person_id)
