"""Counts of what reaches people, kept with the write that they bound: they hold over processes and restarts."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from graph.domain.limits import LIMITS, LimitCode, Pace
from graph.errors import LimitReachedError
from graph.ids import derived_id, new_nonce
from graph.repositories.base import Repository

_DAY = timedelta(days=1)


@dataclass(frozen=True)
class _Count:
    """How much stands in a window that began on a day."""

    since: date
    count: int


class LimitRepository(Repository):
    """Nodes `Tally`, one for each limit or pace and whom it is for; the id says neither."""

    def take(self, code: LimitCode, at: datetime, *whom: str) -> None:
        """Count once more for whom it is; raises LimitReachedError, with the day on which it is possible again."""
        key = derived_id("tally", code, *whom)
        refused = self._take_each(code, at, {key: 1})
        if key in refused:
            raise LimitReachedError(code, LIMITS[code].most, refused[key])

    def take_each(self, code: LimitCode, at: datetime, whoms: Iterable[str]) -> dict[str, date]:
        """Count once for each of several; gives those who were not counted, with the day on which it is possible."""
        keys = {derived_id("tally", code, whom): whom for whom in whoms}
        refused = self._take_each(code, at, dict.fromkeys(keys, 1))
        return {keys[key]: again_on for key, again_on in refused.items()}

    def take_up_to(self, code: LimitCode, at: datetime, wanted: int, *whom: str) -> int:
        """Count as many of those wanted as the limit leaves; gives how many."""
        key, day = derived_id("tally", code, *whom), self._tx.calendar.day_of(at)
        counted = min(wanted, LIMITS[code].most - self._lock(code, day, [key])[key].count)
        if counted:
            self._take_each(code, at, {key: counted})
        return counted

    def full(self, code: LimitCode, at: datetime, whoms: Iterable[str]) -> set[str]:
        """Who of several could not be counted once more; nothing is counted."""
        keys = {derived_id("tally", code, whom): whom for whom in whoms}
        return {keys[key] for key, count in self._read(code, at, keys).items() if count >= LIMITS[code].most}

    def left(self, code: LimitCode, at: datetime, *whom: str) -> int:
        """How many more could be counted; nothing is counted."""
        key = derived_id("tally", code, *whom)
        return LIMITS[code].most - self._read(code, at, [key]).get(key, 0)

    def turn(self, pace: Pace, at: datetime, *whom: str) -> datetime:
        """Take the next turn of a pace for whom it is; gives the moment from which the mail may leave."""
        key = derived_id("pace", *whom)
        row = self._tx.one("limits.lock_pace", id=key, nonce=new_nonce())
        turn, busy_until = pace.turn(row["busy_until"], at)
        self._tx.run(
            "limits.set_pace", id=key, busy_until=busy_until, until=self._tx.calendar.day_of(busy_until) + _DAY
        )
        return turn

    def prune(self, day: date) -> int:
        """Forget counts of windows that are over on a day; returns how many went."""
        return int(self._tx.one("limits.prune", day=day)["count"])

    def _take_each(self, code: LimitCode, at: datetime, wanted: dict[str, int]) -> dict[str, date]:
        limit, day = LIMITS[code], self._tx.calendar.day_of(at)
        refused, rows = {}, []
        for key, held in self._lock(code, day, sorted(wanted)).items():
            count, until = held.count + wanted[key], limit.counts_until(held.since)
            if count > limit.most:
                refused[key] = until
            else:
                rows.append({"id": key, "since": held.since, "count": count, "until": until})
        self._tx.run("limits.set", rows=rows)
        return refused

    def _read(self, code: LimitCode, at: datetime, keys: Iterable[str]) -> dict[str, int]:
        """The counts of windows that are running, without their locks."""
        day = self._tx.calendar.day_of(at)
        rows = self._tx.rows("limits.read", ids=list(keys))
        return {
            row["id"]: row["count"] for row in rows if _is_running(code, _Count(row["since"], row["count"]), day)
        }  # fmt: skip

    def _lock(self, code: LimitCode, day: date, keys: list[str]) -> dict[str, _Count]:
        """The counts under their locks; a window that is over begins anew."""
        rows = self._tx.rows("limits.lock", ids=keys, day=day, nonce=new_nonce())
        counts = {row["id"]: _Count(row["since"], row["count"]) for row in rows}
        return {key: held if _is_running(code, held, day) else _Count(day, 0) for key, held in counts.items()}


def _is_running(code: LimitCode, held: _Count, day: date) -> bool:
    return held.since <= day < LIMITS[code].counts_until(held.since)
