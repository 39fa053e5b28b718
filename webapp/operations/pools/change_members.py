"""A curator changes the same things in several records of the own pool at once, and can have each back as it was."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime

from graph.domain.days import PLAN_YEARS, is_plannable
from graph.driver import Graph
from graph.emails import normal_email
from graph.entities import Actor
from graph.entities.member_record import MemberRecord, MemberValues
from graph.errors import ConflictError, InvalidInputError
from graph.taxonomy import load
from graph.taxonomy.model import LONGEST_TOPIC, topic_id
from graph.transaction import Transaction
from webapp.operations.accounts.curators import require_curator
from webapp.operations.pools.change_pool import MOST_AT_ONCE
from webapp.operations.pools.correct_supervisor import move_account
from webapp.operations.pools.member_plans import OWN, TERM, Wanted, differing, plan_changes, refusals
from webapp.operations.pools.tag_members import LONGEST_TAG, MOST_TAGS
from webapp.operations.profiles.change_provider import MOST_PLACES

MOST_NAMED = 60
"""Fields, and as many topics, that somebody may come to have by a change of several."""


@dataclass(frozen=True)
class Change:
    """How somebody's record stood before a change, and stands after it: what Undo goes by."""

    before: MemberValues
    after: MemberValues


@dataclass(frozen=True)
class Changed:
    """What was done to whom, by id; `moved`: whose invitation has to be sent again, for its address is another."""

    changes: dict[str, Change] = field(default_factory=dict)
    moved: tuple[str, ...] = ()


@dataclass(frozen=True)
class PutBack:
    """How many stand as before; the names of those who were changed since, and stay; how many are in no such pool."""

    count: int
    kept: tuple[str, ...] = ()
    gone: int = 0


class ChangedMeanwhileError(ConflictError):
    """Somebody's record is another than when the change was looked at; nothing is changed. `names`: whose."""

    code = "changed_meanwhile"

    def __init__(self, names: tuple[str, ...]) -> None:
        super().__init__("These records were changed meanwhile.")
        self.names = names


def change_members(graph: Graph, actor: Actor, wanted: Wanted, seen: Mapping[str, str], at: datetime) -> Changed:
    """Make a change to these members, all or none; `seen`: the mark of each one's plan, as it was looked at.

    What is not the actor's to change stays as it is. Raises InvalidInputError, NotFoundError, ChangedMeanwhileError,
    AddressTakenError.
    """
    _check_actor(actor, seen)
    wanted = checked(wanted, actor.today(at, graph.calendar))

    def work(tx: Transaction) -> Changed:
        tx.member_records.lock(seen)
        plans = plan_changes(tx, actor, seen, wanted, tx.calendar.day_of(at))
        others = tuple(one.record.name for one in plans if one.mark != seen[one.record.id])
        if others:
            raise ChangedMeanwhileError(others)
        done, moved = {}, []
        for plan in plans:
            if not plan.changed:
                continue
            _check_length(plan.after)
            if _write(tx, actor, plan.record, plan.after, at):
                moved.append(plan.record.id)
            tx.audit.record(actor, "change_member", plan.record.id, at, _detail(actor, plan.changed))
            done[plan.record.id] = Change(plan.record.values, plan.after)
        tx.changes_only(seen)
        return Changed(done, tuple(moved))

    return graph.write(work)


def put_members_back(graph: Graph, actor: Actor, changes: Mapping[str, Change], at: datetime) -> PutBack:
    """Undo a change where what it changed stands as it left it, and is the actor's to change still."""
    _check_actor(actor, changes)

    def work(tx: Transaction) -> PutBack:
        day = tx.calendar.day_of(at)
        tx.member_records.lock(changes)
        records = tx.member_records.list_by_id(actor.subject_id, changes, day)
        refused, kept = refusals(tx, actor, records, day), []
        for one in records:
            change = changes[one.id]
            names = differing(change.before, change.after)
            is_theirs = one.id not in refused or {*names} <= TERM | OWN
            now = {name: getattr(one.values, name) for name in names}
            if not is_theirs or any(now[name] != getattr(change.after, name) for name in names):
                kept.append(one.name)
                continue
            _write(tx, actor, one, _with(one.values, change.before, names), at)
            tx.audit.record(actor, "undo_change_member", one.id, at, _detail(actor, names))
        tx.changes_only(changes)
        return PutBack(len(records) - len(kept), tuple(kept), len(changes) - len(records))

    return graph.write(work)


def checked(wanted: Wanted, today: date) -> Wanted:
    """The change with its address as addresses are kept; raises InvalidInputError for what no record may say."""
    terms = load()
    named = {name: change.named for name in ("industries", "help_areas", "tags") if (change := getattr(wanted, name))}
    if not wanted.asked:
        raise InvalidInputError("Say what is to be changed.", field="category")
    if wanted.category and wanted.category not in terms.list("categories").terms:
        raise InvalidInputError("Choose from the list.", field="category")
    if wanted.capacity is not None and not 0 <= wanted.capacity <= MOST_PLACES:
        raise InvalidInputError(f"Give a number from 0 to {MOST_PLACES}.", field="capacity")
    if wanted.until is not None and not is_plannable(wanted.until, today):
        raise InvalidInputError(f"Give a day after today, within {PLAN_YEARS} years.", field="until")
    if any(code not in terms.list("industries").terms for code in named.get("industries", ())):
        raise InvalidInputError("Choose from the list.", field="fields")
    if any(code not in terms.help_areas.terms for code in named.get("help_areas", ())):
        raise InvalidInputError("Choose from the list.", field="help_areas")
    if wanted.topics and any(len(topic) > LONGEST_TOPIC for topic in wanted.topics.named):
        raise InvalidInputError(f"Keep each topic under {LONGEST_TOPIC} characters.", field="fields")
    if any(len(tag) > LONGEST_TAG for tag in named.get("tags", ())):
        raise InvalidInputError(f"Keep each tag under {LONGEST_TAG} characters.", field="tags")
    return replace(wanted, email=normal_email(wanted.email)) if wanted.email else wanted


def _check_actor(actor: Actor, chosen: Mapping[str, object]) -> None:
    if not chosen or len(chosen) > MOST_AT_ONCE:
        raise InvalidInputError(f"Choose one, and at most {MOST_AT_ONCE}.", field="id")
    require_curator(actor)


def _check_length(after: MemberValues) -> None:
    if max(len(after.industries), len(after.topics)) > MOST_NAMED:
        raise InvalidInputError(f"Nobody has more than {MOST_NAMED} fields or topics.", field="fields")
    if len(after.tags) > MOST_TAGS:
        raise InvalidInputError(f"Nobody has more than {MOST_TAGS} tags.", field="tags")


def _write(tx: Transaction, actor: Actor, one: MemberRecord, after: MemberValues, at: datetime) -> bool:
    """Write what differs; whether an invitation has another address now. The caller holds the lock."""
    names, is_moved = {*differing(one.values, after)}, False
    if "email" in names:
        is_moved = move_account(tx, one.id, after.email, at)
    if names - TERM - OWN:
        tx.providers.update(one.id, _properties(after, names), at)
    if names & {"industries", "topics"}:
        tx.providers.replace_fields(one.id, after.industries, {topic_id(name): name for name in after.topics})
    if "tags" in names:
        tx.pools.set_tags(actor.subject_id, one.id, list(after.tags))
    if "until" in names:
        tx.pools.set_term(actor.subject_id, one.id, one.term.state, after.until, at)
    return is_moved


def _properties(after: MemberValues, names: set[str]) -> dict[str, object]:
    """What of a record is properties of the person; nothing stands as null."""
    written = (name for name in ("category", "capacity", "email", "help_areas", "unconfirmed_areas") if name in names)
    values = {name: getattr(after, name) for name in written}
    return {
        name: (list(value) or None) if isinstance(value, tuple) else None if value == "" else value
        for name, value in values.items()
    }


def _with(values: MemberValues, others: MemberValues, names: tuple[str, ...]) -> MemberValues:
    return replace(values, **{name: getattr(others, name) for name in names})


def _detail(actor: Actor, names: tuple[str, ...]) -> str:
    return f"in {actor.subject_id}: {' '.join(names)}"
