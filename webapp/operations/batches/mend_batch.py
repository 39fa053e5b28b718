"""Change what would mend a batch that cannot serve everybody: a number of the settings, or a pair of the draft."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from graph.domain.states.batches import BATCHES
from graph.driver import Graph
from graph.entities import Actor
from graph.entities.batch import Draft, Edit, Settings
from graph.errors import NotFoundError
from graph.steps import note_step, require_party, require_step
from graph.transaction import Transaction
from matching.allocation.shortage import ChangeKind
from matching.batches.editing import Do
from webapp.operations.batches.settings import check

_EDITS = {ChangeKind.ALLOW_PAIR: Do.ALLOW, ChangeKind.FREE_PAIR: Do.UNLOCK}


def mend(graph: Graph, actor: Actor, batch_id: str, draft_id: str, number: int, at: datetime) -> None:
    """Do one of the sets of changes that a draft names, all of it or nothing; the batch is to be solved anew then.

    Raises ForbiddenError, NotFoundError (also where there is no such set), SettingsError, StateChangedError.
    """
    require_party(BATCHES, "change_batch", actor.parties)

    def work(tx: Transaction) -> None:
        batch = tx.batches.lock(batch_id, actor.subject_id)
        step = require_step(BATCHES, "change_batch", actor.parties, batch.state)
        draft = tx.batches.get_draft(draft_id, batch_id)
        mends = draft.found["mends"]
        if not 0 <= number < len(mends):
            raise NotFoundError("mend", str(number))
        settings = changed(batch.settings, mends[number])
        if settings != batch.settings:
            check(tx, actor, settings, batch, at)
            tx.batches.change(batch_id, settings, at)
        edits = _edits(draft, mends[number], actor, at)
        if edits:
            kept = (*draft.edits[: draft.cursor], *edits)
            tx.batches.set_edits(draft, kept, len(kept), edits)
        note_step(tx, step, actor, batch_id, at, draft_id)

    graph.write(work)


def changed(settings: Settings, changes: list[Mapping[str, Any]]) -> Settings:
    """Settings after the changes of numbers among some."""
    startups, people = dict(settings.startups), dict(settings.supervisors)
    for one in changes:
        match one["kind"]:
            case ChangeKind.RAISE_MOST if one["id"] in people:
                people[one["id"]] = replace(people[one["id"]], most=one["to"])
            case ChangeKind.LOWER_LEAST if one["id"] in people:
                people[one["id"]] = replace(people[one["id"]], least=one["to"])
            case ChangeKind.LOWER_DEMAND if one["id"] in startups:
                startups[one["id"]] = replace(startups[one["id"]], wants=one["to"])
    return replace(settings, startups=startups, supervisors=people)


def _edits(draft: Draft, changes: list[Mapping[str, Any]], actor: Actor, at: datetime) -> list[Edit]:
    return [
        Edit(
            _EDITS[one["kind"]], one["id"], one["other_id"], "", actor.account_id, at.isoformat(), draft.revision + 1
        )
        for one in changes
        if one["kind"] in _EDITS
    ]  # fmt: skip
