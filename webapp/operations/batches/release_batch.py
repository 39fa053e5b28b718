"""Release a draft: everybody in it is asked, in one write or not at all; and take the release back."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime

from graph.domain.eligibility import RuleCode
from graph.domain.jobs import RELEASE_BATCH
from graph.domain.reasons import WithdrawReason
from graph.domain.states.batches import BATCHES, GONE, NEED_CLOSED
from graph.domain.states.jobs import JOBS
from graph.domain.states.requests import REQUESTS, RequestState
from graph.driver import Graph
from graph.entities import Actor
from graph.entities.batch import Batch, Draft, PairId, Run
from graph.entities.pair import Pair
from graph.entities.proposal import Asking
from graph.errors import ConflictError, NotFoundError, StateChangedError
from graph.steps import note_step, require_party, require_step
from graph.transaction import Transaction
from matching.batches.editing import standing_of
from webapp.operations.batches.asked import asked_of
from webapp.operations.batches.edit_draft import DraftChangedError
from webapp.operations.batches.solve_batch import unfinished_job
from webapp.operations.jobs.follow import actor_of, follow
from webapp.operations.jobs.progress import Progress
from webapp.operations.jobs.run import Worker, runs
from webapp.operations.requests.ask_for_introduction import check_note

Problem = tuple[str, str, str]
"""A startup, a supervisor, and the code of what stands between them now."""


class ReleaseBlockedError(ConflictError):
    """Some of a draft may not be asked any more: nobody was."""

    def __init__(self, problems: list[Problem]) -> None:
        super().__init__("Some of this draft may not be asked any more.")
        self.problems = problems


def request_release(
    graph: Graph, actor: Actor, batch_id: str, draft_id: str, revision: int, note: str, at: datetime
) -> str:
    """Have a draft released as it was shown; gives the id of the job. `note`: what everybody who is asked reads.

    Raises ForbiddenError, NotFoundError, InvalidInputError, StateChangedError (also where a job works on the batch, and
    where nobody is left to be asked), DraftChangedError, ReleaseBlockedError.
    """
    check_note(Asking(note))
    require_party(BATCHES, "release_batch", actor.parties)

    def work(tx: Transaction) -> str:
        batch = tx.batches.lock(batch_id, actor.subject_id)
        require_step(BATCHES, "release_batch", actor.parties, batch.state)
        if unfinished_job(tx, batch) is not None:
            raise StateChangedError("batch", "at_work")
        draft = tx.batches.get_draft(draft_id, batch_id)
        if draft.revision != revision:
            raise DraftChangedError(tuple(one for one in draft.log if one.revision > revision))
        if not new_pairs(tx, batch, draft):
            raise StateChangedError("batch", "nobody_new")
        problems = problems_of(tx, batch, draft, at)
        if problems:
            raise ReleaseBlockedError(problems)
        step = require_step(JOBS, "create_job", actor.parties, None)
        job_id = tx.jobs.create(
            RELEASE_BATCH, actor, at, batch_id=batch_id, draft_id=draft_id, revision=revision, note=note.strip(),
            actor_name=actor.name,
        )  # fmt: skip
        tx.batches.set_job(batch_id, job_id)
        note_step(tx, step, actor, job_id, at, RELEASE_BATCH)
        return job_id

    return graph.write(work)


@runs(RELEASE_BATCH)
def release_batch(worker: Worker, job_id: str) -> None:
    """Release a draft as a worker does."""
    follow(worker, job_id, lambda progress: release_in(worker.graph, job_id, progress))


def release_in(graph: Graph, job_id: str, progress: Progress) -> dict[str, object]:
    """Do the job: all are asked in one write; where somebody may not be asked any more nobody is, and it says who."""
    at = datetime.now(UTC)
    job = graph.read(lambda tx: tx.jobs.get(job_id, visible_to=Actor.system()))
    given, actor = job.payload, actor_of(job)
    progress.begin_writing()

    def work(tx: Transaction) -> int:
        batch = tx.batches.lock(str(given["batch_id"]), actor.subject_id)
        if batch.draft_id == given["draft_id"] and not new_pairs(tx, batch, _draft(tx, batch, given)):
            return 0  # the first try was cut off after it had written
        return _release(tx, actor, batch, _draft(tx, batch, given), str(given["note"]), at)

    try:
        return {"asked": graph.write(work, is_long=True), "batch_id": given["batch_id"]}
    except ReleaseBlockedError as error:
        return {"problems": error.problems, "batch_id": given["batch_id"]}
    except ConflictError as error:
        return {"problems": [], "refused": error.code, "batch_id": given["batch_id"]}


def undo_release(graph: Graph, actor: Actor, batch_id: str, at: datetime) -> int:
    """Take every request of a batch back while nobody has answered; gives how many.

    Raises ForbiddenError, NotFoundError, StateChangedError.
    """
    require_party(BATCHES, "undo_release", actor.parties)

    def work(tx: Transaction) -> int:
        batch = tx.batches.lock(batch_id, actor.subject_id)
        step = require_step(BATCHES, "undo_release", actor.parties, batch.state)
        answers = tx.batches.list_answers(batch_id)
        states = {one.id: tx.proposals.lock(one.id) for one in answers}
        if unfinished_job(tx, batch) is not None or set(states.values()) - {RequestState.ASKED}:
            raise StateChangedError("batch", "answered")
        why = WithdrawReason.BY_INCUBATOR
        for one in answers:
            withdrawal = require_step(REQUESTS, "withdraw_on_behalf", actor.parties, states[one.id])
            tx.proposals.withdraw(one.id, why, at)
            note_step(tx, withdrawal, actor, one.id, at, why, reason=why)
        tx.batches.forget_requests(batch_id)
        tx.batches.move(batch_id, step.target, at)
        note_step(tx, step, actor, batch_id, at)
        return len(answers)

    return graph.write(work, is_long=True)


def new_pairs(tx: Transaction, batch: Batch, draft: Draft) -> list[PairId]:
    """Whom a release would ask: who is in the draft and was not asked by the batch before."""
    asked = asked_of(tx.batches.list_answers(batch.id))
    return sorted(standing_of(draft).pairs - asked.stays - asked.came_to_nothing)


def problems_of(tx: Transaction, batch: Batch, draft: Draft, at: datetime) -> list[Problem]:
    """What has come between since the draft was solved."""
    run = tx.batches.get_run(draft.run_id, batch.id)
    return [(one, who, code) for (one, who), found in _pairs(tx, batch, draft, run, at) if (code := found[0])]


def _release(tx: Transaction, actor: Actor, batch: Batch, draft: Draft, note: str, at: datetime) -> int:
    step = require_step(BATCHES, "release_batch", actor.parties, batch.state)
    run = tx.batches.get_run(draft.run_id, batch.id)
    chosen = new_pairs(tx, batch, draft)
    for person in sorted({who for _one, who in chosen}):
        tx.eligibility.lock_provider(person)
    for need_id in sorted({run.settings.startups[one].need_id for one, _who in chosen}):
        tx.needs.lock(need_id)
    found = dict(_pairs(tx, batch, draft, run, at))
    problems = [(one, who, code) for (one, who), (code, _pair) in found.items() if code]
    if problems:
        raise ReleaseBlockedError(problems)
    has = Counter(one for one, _who in standing_of(draft).pairs)
    for one in sorted({one for one, _who in chosen}):
        tx.batches.widen_need(run.settings.startups[one].need_id, has[one], at)
    for pair in chosen:
        eligible = found[pair][1]
        if eligible is None:
            raise NotFoundError("provider", pair[1])
        _ask(tx, actor, batch, eligible, Asking(note, asked_by=actor.name), at)
    tx.batches.move(batch.id, step.target, at, draft_id=draft.id)
    note_step(tx, step, actor, batch.id, at, draft.id)
    return len(chosen)


def _ask(tx: Transaction, actor: Actor, batch: Batch, pair: Pair, asking: Asking, at: datetime) -> None:
    identity = tx.proposals.ensure(pair, at)
    step = require_step(REQUESTS, "ask_on_behalf", actor.parties, tx.proposals.lock(identity))
    tx.proposals.ask(identity, asking, at)
    tx.waiting_requests.extend(identity, batch.settings.answer_by)
    tx.batches.note_request(batch.id, identity)
    note_step(tx, step, actor, identity, at, incubator_id=actor.subject_id)


def _pairs(
    tx: Transaction, batch: Batch, draft: Draft, run: Run, at: datetime
) -> Iterator[tuple[PairId, tuple[str, Pair | None]]]:
    """Each pair that would be asked, with what stands against it now (empty: nothing)."""
    day = tx.calendar.day_of(at)
    open_needs = {need.id for need in tx.incubators.list_open_needs(batch.incubator_id, day)}
    chosen, coming = new_pairs(tx, batch, draft), Counter[str]()
    by_startup: dict[str, list[str]] = {}
    for one, who in chosen:
        by_startup.setdefault(one, []).append(who)
    for one, people in by_startup.items():
        need_id = run.settings.startups[one].need_id
        pairs = {pair.provider_id: pair for pair in tx.eligibility.list_of_need(need_id, people, day)}
        for who in people:
            pair, coming[who] = pairs.get(who), coming[who] + 1
            yield (one, who), (_problem(pair, coming[who], is_open=need_id in open_needs), pair)


def _problem(pair: Pair | None, coming: int, *, is_open: bool) -> str:
    if not is_open:
        return NEED_CLOSED
    if pair is None:
        return GONE
    if pair.refusal is not None:
        return pair.refusal
    has_room = pair.facts.taken + coming <= pair.facts.capacity
    return "" if has_room else RuleCode.NO_FREE_PLACE


def _draft(tx: Transaction, batch: Batch, given: Mapping[str, object]) -> Draft:
    draft = tx.batches.get_draft(str(given["draft_id"]), batch.id)
    if draft.revision != given["revision"]:
        raise DraftChangedError(())
    return draft
