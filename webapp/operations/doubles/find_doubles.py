"""Look through a pool for people who stand in it twice: asked for by its curator, after imports, and by the clock."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from itertools import combinations

from graph.domain.jobs import FIND_DOUBLES
from graph.doubles.comparison import compare
from graph.doubles.evidence import Evidence
from graph.doubles.frequencies import Frequencies
from graph.doubles.groups import PROBABLE, find_doubles
from graph.doubles.record import Described
from graph.driver import Graph
from graph.entities import Actor
from graph.entities.job import Job
from graph.repositories.doubles import write_evidence
from graph.transaction import Transaction
from webapp.operations.accounts.curators import require_curator
from webapp.operations.jobs.follow import follow
from webapp.operations.jobs.progress import Progress
from webapp.operations.jobs.run import Worker, runs

REST = timedelta(hours=6)
"""How long the clock lets a pool rest after a look."""


def request_look(graph: Graph, actor: Actor, at: datetime) -> str:
    """Have the own pool looked through; gives the id of the job, which is the one that waits or runs already."""
    require_curator(actor)
    return graph.write(lambda tx: _request(tx, actor, actor.subject_id, at))


def request_due_looks(graph: Graph, at: datetime, rest: timedelta = REST) -> list[str]:
    """Have every pool looked through in which somebody changed since its last look, which is so long ago."""

    def due(tx: Transaction) -> list[str]:
        day, found = tx.calendar.day_of(at), []
        for incubator_id in tx.doubles.list_pools():
            look = tx.doubles.look(incubator_id, day)
            if look.is_stale and (look.at is None or look.at <= at - rest):
                found.append(incubator_id)
        return found

    def asked(incubator_id: str) -> str:
        return graph.write(lambda tx: _request(tx, Actor.system(), incubator_id, at))

    return [asked(one) for one in graph.read(due)]


def unfinished_look(tx: Transaction, incubator_id: str) -> Job | None:
    """The look through a pool that waits or runs."""
    jobs = tx.jobs.list_unfinished([FIND_DOUBLES])
    return next((job for job in jobs if job.payload.get("incubator_id") == incubator_id), None)


@runs(FIND_DOUBLES)
def look_for_doubles(worker: Worker, job_id: str) -> None:
    """Look through a pool as a worker does."""
    follow(worker, job_id, lambda progress: _look(worker.graph, job_id, progress))


def _request(tx: Transaction, actor: Actor, incubator_id: str, at: datetime) -> str:
    standing = unfinished_look(tx, incubator_id)
    if standing is not None:
        return standing.id
    return tx.jobs.create(FIND_DOUBLES, actor, at, incubator_id=incubator_id, actor_name=actor.name)


def _look(graph: Graph, job_id: str, progress: Progress) -> dict[str, object]:
    job = graph.read(lambda tx: tx.jobs.get(job_id, visible_to=Actor.system()))
    incubator_id, at = str(job.payload["incubator_id"]), datetime.now(UTC)
    day = graph.calendar.day_of(at)
    people, names = graph.read(lambda tx: tx.doubles.describe(incubator_id, day), is_long=True)
    groups = find_doubles(people, progress.report)
    found = list(_pairs(people, [group.ids for group in groups], names))
    graph.write(lambda tx: tx.doubles.keep(incubator_id, found, day, at))
    return {"people": len(people), "pairs": len(found)}


def _pairs(
    people: list[Described], groups: list[tuple[str, ...]], names: dict[str, str]
) -> Iterator[dict[str, object]]:
    """Each two of a group that are probably one, with what speaks for these two."""
    by_id, frequencies = {one.id: one for one in people}, Frequencies(people)
    for group in groups:
        for left_id, right_id in combinations(group, 2):
            compared = compare(by_id[left_id], by_id[right_id], frequencies)
            if compared.probability >= PROBABLE or len(group) == 2:  # a pair is a group of two
                yield {
                    "left_id": left_id, "right_id": right_id, "probability": round(compared.probability, 3),
                    "evidence": write_evidence([_named(one, names) for one in compared.evidence]),
                }  # fmt: skip


def _named(evidence: Evidence, names: dict[str, str]) -> Evidence:
    """With names of workplaces in the place of what was compared."""
    left, right = (names.get(one, one) for one in (evidence.left, evidence.right))
    return Evidence(evidence.kind, evidence.code, left, right, evidence.weight)
