"""What was read last, kept until somebody writes, and brought up to date where a write says whom alone it changed."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Generic, TypeVar, cast

from flask import current_app

from graph.transaction import Transaction

K = TypeVar("K")
T = TypeVar("T")
Read = Callable[[Transaction, K, datetime], T]
Update = Callable[[Transaction, K, datetime, T, Collection[str]], T]
_MOST_READINGS = 8
# No write takes longer: what begins earlier than that before a reading is over when the reading begins.
_LONGEST_WRITE = timedelta(hours=1)
_MOST_WRITES = 1000


@dataclass(frozen=True)
class _Kept(Generic[T]):
    """A reading, of which day and at which counts of writes; `writes`: those that had begun since `begin`."""

    day: date
    mark: tuple[int, int]
    begin: datetime
    writes: Mapping[str, Collection[str] | None]
    value: T


class KeptReadings(Generic[K, T]):
    """A process's last readings by `work`, each under a key, for many threads.

    One holds for its day and for the two counts of which each write raises one (docs/adr/0006). These are read before
    `work` reads, so that what is written meanwhile is at most read once too often. `is_worth`: which readings are kept;
    `most`: how many. `update` makes a reading true again after writes that all say whom alone they changed; without it,
    and after any other write, `work` reads everything.
    """

    def __init__(
        self, work: Read[K, T], *, is_worth: Callable[[T], bool], update: Update[K, T] | None = None,
        most: int = _MOST_READINGS,
    ) -> None:  # fmt: skip
        self._work, self._is_worth, self._update, self._most = work, is_worth, update, most
        self._kept: OrderedDict[K, _Kept[T]] = OrderedDict()
        self._lock = threading.Lock()

    def read(self, tx: Transaction, key: K, at: datetime) -> T:
        """What `work` reads under a key at a moment; nobody changes what is given."""
        day, mark = tx.calendar.day_of(at), tx.profiles.write_mark()
        with self._lock:
            known = self._kept.get(key)
        if known is not None and known.day == day:
            if known.mark == mark:
                return known.value
            updated = self._brought_up_to_date(tx, key, at, known, mark)
            if updated is not None:
                return self._keep(key, updated).value
        value = self._work(tx, key, at)
        if self._is_worth(value):
            begin = at - _LONGEST_WRITE
            writes = tx.operations.list_since(begin, _MOST_WRITES) if self._update else {}
            self._keep(key, _Kept(day, mark, begin, writes, value))
        return value

    def _brought_up_to_date(
        self, tx: Transaction, key: K, at: datetime, known: _Kept[T], mark: tuple[int, int]
    ) -> _Kept[T] | None:
        """The reading with whom the writes since changed, read anew; None unless all that was written is known."""
        if self._update is None or mark[0] <= known.mark[0]:
            return None
        writes = tx.operations.list_since(known.begin, _MOST_WRITES)
        new = {one: ids for one, ids in writes.items() if one not in known.writes}
        changed: set[str] = set()
        for ids in new.values():
            if ids is None:
                return None
            changed.update(ids)
        if len(new) != mark[0] - known.mark[0] or len(writes) >= _MOST_WRITES:
            return None
        value = self._update(tx, key, at, known.value, changed)
        return _Kept(known.day, mark, known.begin, writes, value)

    def _keep(self, key: K, reading: _Kept[T]) -> _Kept[T]:
        with self._lock:
            self._kept[key] = reading
            self._kept.move_to_end(key)
            while len(self._kept) > self._most:
                self._kept.popitem(last=False)
        return reading


def kept(name: str, make: Callable[[], KeptReadings[K, T]]) -> KeptReadings[K, T]:
    """The readings of this name of the application that answers."""
    return cast(KeptReadings[K, T], current_app.extensions["liulu"].setdefault(f"kept_{name}", make()))
