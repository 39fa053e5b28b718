"""Curators change a draft: one pair at a time, each change undone and done again; two at once do not lose any."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from graph.domain.states.batches import BATCHES
from graph.driver import Graph
from graph.entities import Actor
from graph.entities.batch import Draft, Edit
from graph.errors import ConflictError, StateChangedError
from graph.steps import note_step, require_party, require_step
from graph.transaction import Transaction
from matching.batches.editing import Refusal, refusal_of, standing_of
from webapp.operations.batches.asked import asked_of

UNDO, REDO, UNDO_ALL, REDO_ALL = "undo", "redo", "undo_all", "redo_all"
BACK_AND_FORTH = (UNDO, REDO, UNDO_ALL, REDO_ALL)
MOST_EDITS = 500


class DraftChangedError(ConflictError):
    """Somebody else changed the draft after it was shown; `changes` are theirs, the latest last."""

    def __init__(self, changes: tuple[Edit, ...]) -> None:
        super().__init__("The draft was changed meanwhile.")
        self.changes = changes


class EditRefusedError(ConflictError):
    """The draft does not allow the change; `why` says what stands against it."""

    def __init__(self, why: Refusal) -> None:
        super().__init__(f"The draft does not allow this: {why}.")
        self.why = why


def edit_draft(
    graph: Graph, actor: Actor, batch_id: str, draft_id: str, edit: Edit, revision: int, at: datetime
) -> Draft:
    """Change a draft that was shown as of a revision; gives it as it is now. What was undone before is forgotten.

    Raises ForbiddenError, NotFoundError, StateChangedError, DraftChangedError, EditRefusedError.
    """
    require_party(BATCHES, "edit_batch_draft", actor.parties)

    def work(tx: Transaction) -> Draft:
        draft = _begin(tx, actor, batch_id, draft_id, revision, at)
        run = tx.batches.get_run(draft.run_id, batch_id)
        told = asked_of(tx.batches.list_answers(batch_id)).stays
        why = refusal_of(standing_of(draft), edit, run.settings, run.frozen, told)
        if why is not None:
            raise EditRefusedError(why)
        if draft.cursor >= MOST_EDITS:
            raise StateChangedError("batch draft", "full")
        made = _signed(edit, actor, draft, at)
        tx.batches.set_edits(draft, (*draft.edits[: draft.cursor], made), draft.cursor + 1, [made])
        return tx.batches.get_draft(draft_id, batch_id)

    return graph.write(work)


def step_draft(
    graph: Graph, actor: Actor, batch_id: str, draft_id: str, which: str, revision: int, at: datetime
) -> Draft:
    """Undo or redo the last change, or all; does nothing where there is none. Raises what `edit_draft` raises."""
    require_party(BATCHES, "edit_batch_draft", actor.parties)

    def work(tx: Transaction) -> Draft:
        draft = _begin(tx, actor, batch_id, draft_id, revision, at)
        last = len(draft.edits)
        cursors = {UNDO: draft.cursor - 1, REDO: draft.cursor + 1, UNDO_ALL: 0, REDO_ALL: last}
        cursor = min(last, max(0, cursors[which]))
        told = asked_of(tx.batches.list_answers(batch_id)).stays
        if not told & standing_of(draft).pairs <= standing_of(replace(draft, cursor=cursor)).pairs:
            raise EditRefusedError(Refusal.TOLD)
        if cursor != draft.cursor:
            tx.batches.set_edits(draft, draft.edits, cursor, [_signed(Edit(which, ""), actor, draft, at)])
        return tx.batches.get_draft(draft_id, batch_id)

    return graph.write(work)


def _begin(tx: Transaction, actor: Actor, batch_id: str, draft_id: str, revision: int, at: datetime) -> Draft:
    batch = tx.batches.lock(batch_id, actor.subject_id)
    step = require_step(BATCHES, "edit_batch_draft", actor.parties, batch.state)
    draft = tx.batches.get_draft(draft_id, batch_id)
    if draft.revision != revision:
        raise DraftChangedError(tuple(one for one in draft.log if one.revision > revision))
    note_step(tx, step, actor, batch_id, at, draft_id)
    return draft


def _signed(edit: Edit, actor: Actor, draft: Draft, at: datetime) -> Edit:
    return replace(edit, by=actor.account_id, at=at.isoformat(), revision=draft.revision + 1)
