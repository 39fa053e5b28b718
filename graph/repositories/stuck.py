"""What does not move in an incubator: one reading, from which every page, badge and export counts."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import asdict, dataclass, replace
from datetime import date, datetime

from graph.domain.kinds import KINDS, pooled_kind
from graph.domain.stuck import StuckSort
from graph.entities.incubators import GuidedNow, OpenNeed, WaitingRequest
from graph.entities.stuck import FollowUp, StuckThing
from graph.errors import NotFoundError
from graph.ids import derived_id, new_nonce
from graph.query_runner import Row
from graph.repositories.base import Repository
from graph.repositories.incubators import IncubatorRepository
from graph.repositories.minding import MindingRepository

LIMIT = 5000
_Days = Callable[[date | datetime], int]


@dataclass(frozen=True)
class Noted:
    """A note under its lock: what it says, which step left it, and how it stood before that one."""

    now: FollowUp
    event_id: str
    before_text: str | None

    @property
    def before(self) -> FollowUp:
        """How it stood before the last step; nothing noted where that is not known."""
        told = json.loads(self.before_text) if self.before_text else {"since": ""}
        days = {name: date.fromisoformat(told[name]) for name in ("snoozed_until", "due_on") if told.get(name)}
        return FollowUp(told["since"], assignee_id=told.get("assignee_id", ""), **days)


class StuckRepository(Repository):
    """Every method takes the incubator that asks: nobody sees another's."""

    def list_things(self, incubator_id: str, at: datetime) -> list[StuckThing]:
        """All that waits, also what has not waited long and what was put off, the longest wait first."""
        incubators, today = IncubatorRepository(self._tx), self._tx.calendar.day_of(at)

        def days(since: date | datetime) -> int:
            return (today - (self._tx.calendar.day_of(since) if isinstance(since, datetime) else since)).days

        things = [
            *_of_requests(incubators.list_requests(incubator_id, today), days),
            *(_of_need(one, days) for one in incubators.list_open_needs(incubator_id, today) if _is_unmatched(one)),
            *(_of_work(one, days) for one in incubators.list_engagements(incubator_id, today) if not one.next_at),
            *self._loads(incubator_id, today, days),
        ]
        noted, minders = self._follow_ups(incubator_id), MindingRepository(self._tx).list_of(incubator_id)
        with_notes = [
            replace(one, follow_up=_standing(noted.get(one.key), one), owner_id=_owner(minders, one)) for one in things
        ]
        return sorted(with_notes, key=lambda one: (-one.days, one.startup_name, one.provider_name, one.id))

    def get(self, incubator_id: str, keys: list[str], at: datetime) -> list[StuckThing]:
        """These things, each once, in this order; raises NotFoundError for what does not wait here."""
        known = {one.key: one for one in self.list_things(incubator_id, at)}
        for key in keys:
            if key not in known:
                raise NotFoundError("stuck thing", key)
        return [known[key] for key in dict.fromkeys(keys)]

    def count_wanting_care(self, incubator_id: str, at: datetime) -> int:
        """How many are stuck and not put off."""
        today = self._tx.calendar.day_of(at)
        return sum(one.wants_care(today) for one in self.list_things(incubator_id, at))

    def lock_follow_up(self, incubator_id: str, key: str) -> Noted:
        """The note of a thing under its lock, made where there is none."""
        row = self._tx.one(
            "stuck.lock_follow_up", id=_id(incubator_id, key), incubator_id=incubator_id, thing=key, nonce=new_nonce()
        )
        return Noted(follow_up_of(row), row["event_id"] or "", row["before"])

    def set_follow_up(
        self, incubator_id: str, key: str, noted: FollowUp, before: FollowUp | None, event_id: str, at: datetime
    ) -> None:
        """Write the note of a thing; `before`: how it stood, for who takes the step of the event back."""
        self._tx.run(
            "stuck.set_follow_up", id=_id(incubator_id, key), since=noted.since, snoozed_until=noted.snoozed_until,
            assignee_id=noted.assignee_id or None, due_on=noted.due_on, event_id=event_id or None,
            before=_as_text(before) if before else None, on=self._tx.calendar.day_of(at),
        )  # fmt: skip

    def find_by_event(self, incubator_id: str, event_id: str) -> str | None:
        """The key of the thing whose note a step left last; None where it was changed since."""
        row = self._tx.one_or_none("stuck.of_event", incubator_id=incubator_id, event_id=event_id)
        return str(row["thing"]) if row else None

    def forget_assignee(self, account_id: str, incubator_id: str | None = None) -> None:
        """Nobody minds any more what was handed to an account, in one incubator or, where none is given, in all."""
        self._tx.run("stuck.forget_assignee", account_id=account_id, incubator_id=incubator_id)

    def prune(self, before: date) -> int:
        """Forget notes whose days have long passed; returns how many went."""
        return int(self._tx.one("stuck.prune", before=before)["count"])

    def _loads(self, incubator_id: str, today: date, days: _Days) -> list[StuckThing]:
        rows = self._tx.rows("stuck.loads", incubator_id=incubator_id, day=today, limit=LIMIT)
        return [_of_load(row, days) for row in rows if _is_overloaded(row)]

    def _follow_ups(self, incubator_id: str) -> dict[str, FollowUp]:
        rows = self._tx.rows("stuck.follow_ups", incubator_id=incubator_id, limit=LIMIT)
        return {str(row["thing"]): follow_up_of(row) for row in rows}


def _id(incubator_id: str, key: str) -> str:
    return derived_id("follow", incubator_id, key)


def _as_text(noted: FollowUp) -> str:
    return json.dumps(asdict(noted), default=date.isoformat)


def since_text(thing: StuckThing) -> str:
    """How a note says since when its thing waits."""
    return thing.since.isoformat()


def follow_up_of(row: Row) -> FollowUp:
    """A note as it is stored."""
    return FollowUp(row["since"] or "", row["snoozed_until"], row["assignee_id"] or "", row["due_on"])


def _standing(noted: FollowUp | None, thing: StuckThing) -> FollowUp | None:
    """A note counts until its thing moves."""
    return noted if noted and noted.since == since_text(thing) else None


def _owner(minders: dict[str, str], thing: StuckThing) -> str:
    return minders.get(thing.startup_id) or (minders.get(thing.provider_id, "") if thing.is_own_provider else "")


def _is_unmatched(need: OpenNeed) -> bool:
    return need.is_unmatched and need.opened_on is not None and need.kind in KINDS


def _of_requests(requests: list[WaitingRequest], days: _Days) -> list[StuckThing]:
    """Own startups by name; those of others as one thing for each supervisor."""
    elsewhere: dict[str, list[WaitingRequest]] = {}
    things = []
    for one in requests:
        if one.own_startup:
            things.append(_of_request(one, days))
        else:
            elsewhere.setdefault(one.provider_id, []).append(one)
    return things + [_of_elsewhere(found, days) for found in elsewhere.values()]


def _of_request(one: WaitingRequest, days: _Days) -> StuckThing:
    return StuckThing(
        StuckSort.REQUEST, one.id, one.asked_at, days(one.asked_at), one.kind, one.need_title or "", one.need_id or "",
        one.startup_id, one.startup_name, one.startup_name_zh or "",
        one.provider_id, one.provider_name, one.provider_name_zh or "",
        is_own_provider=one.own_supervisor, is_answered_here=one.is_answered_here, is_unread=one.is_unread, count=1,
        reminded_at=one.reminded_at, extended_until=one.extended_until,
    )  # fmt: skip


def _of_elsewhere(found: list[WaitingRequest], days: _Days) -> StuckThing:
    first = min(found, key=lambda one: (one.asked_at, one.id))
    return StuckThing(
        StuckSort.ELSEWHERE, first.provider_id, first.asked_at, days(first.asked_at), first.kind,
        provider_id=first.provider_id, provider_name=first.provider_name,
        provider_name_zh=first.provider_name_zh or "", is_own_provider=True, count=len(found),
        is_answered_here=first.is_answered_here, is_unread=first.is_unread, reminded_at=first.reminded_at,
    )  # fmt: skip


def _of_need(need: OpenNeed, days: _Days) -> StuckThing:
    since = need.last_at or need.opened_on or date.min
    return StuckThing(
        StuckSort.NEED, need.id, since, days(since), need.kind, need.title, need.id,
        need.startup_id, need.startup_name, need.startup_name_zh or "", said_no=need.declined,
        unanswered=need.unanswered, count=need.shown,
    )  # fmt: skip


def _of_work(one: GuidedNow, days: _Days) -> StuckThing:
    since = one.last_at or one.opened_at
    return StuckThing(
        StuckSort.WORK, one.id, since, days(since), one.kind, one.goal or "", "",
        one.startup_id, one.startup_name, one.startup_name_zh or "",
        one.provider_id, one.provider_name, one.provider_name_zh or "",
        is_own_provider=one.is_own_provider, has_met=one.last_at is not None,
    )  # fmt: skip


def _is_overloaded(row: Row) -> bool:
    places = pooled_kind().places(row["capacity"])
    return bool(row["taken"] > places or (row["taken"] >= places and row["waiting"]))


def _of_load(row: Row, days: _Days) -> StuckThing:
    since = row["waiting_since"] or row["opened_at"]
    return StuckThing(
        StuckSort.LOAD, row["id"], since, days(since), pooled_kind().name, provider_id=row["id"],
        provider_name=row["name"], provider_name_zh=row["name_zh"] or "", is_own_provider=True, count=row["waiting"],
    )  # fmt: skip
