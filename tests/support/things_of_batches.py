"""A batch of an incubator, with every operation that takes a step."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path
from tempfile import mkdtemp

from graph.domain.roles import INCUBATOR
from graph.domain.states.batches import BATCHES, BatchState
from graph.entities.batch import Draft, Edit, Load, Settings, Wanting
from tests.support.steps import Thing, Town, Try
from webapp.config import Settings as Configuration
from webapp.operations.batches import release_batch, solve_batch
from webapp.operations.batches import settings as batch_settings
from webapp.operations.batches.edit_draft import edit_draft
from webapp.operations.jobs.run import Worker


def batches(town: Town) -> Thing:
    """A startup and a supervisor: solved once, and in whichever state it is wanted, with or without its request."""
    graph, now, actor = town.graph, datetime.now(UTC), town.incubator.actor
    need = town.city.need(town.startup)
    worker = Worker(graph, Configuration(env="test", home=Path(mkdtemp())))
    settings = Settings(
        "Spring", {town.startup.id: Wanting(need.id, 1)}, {town.supervisor.id: Load(0, 2)},
        (now + timedelta(days=9)).date(),
    )  # fmt: skip
    batch_id = batch_settings.open_batch(graph, actor, settings, now)
    solve_batch.solve_batch(worker, solve_batch.request_solving(graph, actor, batch_id, now))
    draft_id = graph.read(lambda tx: tx.batches.list_drafts(batch_id))[0].id
    asked = {BatchState.RELEASED, BatchState.FINISHED}

    def draft() -> Draft:
        return graph.read(lambda tx: tx.batches.get_draft(draft_id, batch_id))

    def revision() -> int:
        return graph.read(lambda tx: tx.batches.get(batch_id, actor.subject_id)).revision

    def put(state: str | None) -> None:
        town.raw("MATCH (p:Proposal) DETACH DELETE p")
        town.raw("MATCH (j:Job) DETACH DELETE j")
        town.raw("MATCH (b:Batch) WHERE b.id <> $id DETACH DELETE b", id=batch_id)
        edits = {"edits": "[]", "log": "[]", "cursor": 0, "revision": 0}
        town.raw("MATCH (d:BatchDraft {id: $id}) SET d += $values", id=draft_id, values=edits)
        town.bring("Batch", batch_id, state, job_id="", revision=1, draft_id=draft_id if state in asked else "")
        if state in asked:
            town.raw(
                "MATCH (b:Batch {id: $id}), (s:Startup {id: $startup}), (p:Person {id: $person}), (n:Need {id: $need}) "
                "CREATE (q:Proposal {id: 'proposal-batch', kind: 'mentor', state: 'asked', asked_at: $at}) "
                "CREATE (q)-[:BY]->(s), (q)-[:TO]->(p), (q)-[:FOR]->(n), (q)-[:IN_BATCH]->(b)",
                id=batch_id, startup=town.startup.id, person=town.supervisor.id, need=need.id, at=now,
            )  # fmt: skip

    def solve(who: object) -> None:
        job_id = solve_batch.request_solving(graph, who, batch_id, now)  # type: ignore[arg-type]
        solve_batch.solve_batch(worker, job_id)

    def answered(who: object) -> None:
        town.raw("MATCH (q:Proposal {id: 'proposal-batch'}) SET q.state = 'accepted'")
        batch_settings.finish_batch(graph, who, batch_id, now)  # type: ignore[arg-type]

    def release(who: object) -> None:
        town.raw("MATCH (q:Proposal) DETACH DELETE q")
        job_id = release_batch.request_release(
            graph, who, batch_id, draft_id, draft().revision, "Hello", now  # type: ignore[arg-type]
        )  # fmt: skip
        release_batch.release_batch(worker, job_id)

    lock = Edit("lock", town.startup.id, town.supervisor.id)
    return Thing(
        BATCHES,
        put,
        lambda: town.state_of("Batch", batch_id),
        [
            Try(
                ("change_batch",),
                lambda who: batch_settings.change_batch(
                    graph,
                    who,
                    batch_id,
                    settings,
                    graph.read(lambda tx: tx.batches.get(batch_id, actor.subject_id)).revision,
                    now,
                ),
            ),
            Try(("solve_batch",), solve),
            Try(
                ("edit_batch_draft",),
                lambda who: edit_draft(graph, who, batch_id, draft_id, lock, draft().revision, now),
            ),
            Try(("release_batch",), release),
            Try(("undo_release",), lambda who: release_batch.undo_release(graph, who, batch_id, now)),
            Try(("finish_batch",), answered),
            Try(("cancel_batch",), lambda who: batch_settings.cancel_batch(graph, who, batch_id, now)),
        ],
        town.people(INCUBATOR),
        inside=frozenset({"open_batch"}),
    )
