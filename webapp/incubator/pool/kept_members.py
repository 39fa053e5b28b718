"""Whole pools as they were read last, kept as long as nobody has written anything since."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable
from datetime import date, datetime
from typing import Generic, TypeVar, cast

from flask import current_app

from graph.entities.gaps import GapPerson
from graph.entities.pools import PoolMember
from graph.transaction import Transaction

T = TypeVar("T")
# Smaller pools are read in the time of a page.
_LARGE = 1000
_MOST_POOLS = 8


class KeptReadings(Generic[T]):
    """A process's last readings of large pools by `work`, for many threads.

    One holds for its day and for the two counts of which each write raises one (docs/adr/0006). These are read before
    the pool is, so that what is written meanwhile is at most read once too often.
    """

    def __init__(self, work: Callable[[Transaction, str, datetime], list[T]]) -> None:
        self._work = work
        self._kept: OrderedDict[str, tuple[tuple[date, tuple[int, int]], list[T]]] = OrderedDict()
        self._lock = threading.Lock()

    def read(self, tx: Transaction, incubator_id: str, at: datetime) -> list[T]:
        """Everybody in the pool of an incubator."""
        mark = tx.calendar.day_of(at), tx.profiles.write_mark()
        with self._lock:
            known = self._kept.get(incubator_id)
        if known is not None and known[0] == mark:
            return list(known[1])
        people = self._work(tx, incubator_id, at)
        if len(people) >= _LARGE:
            with self._lock:
                self._kept[incubator_id] = mark, people
                self._kept.move_to_end(incubator_id)
                while len(self._kept) > _MOST_POOLS:
                    self._kept.popitem(last=False)
        return list(people)


def kept_members() -> KeptReadings[PoolMember]:
    """Those of the application that answers, as `PoolRepository.list_members` tells them."""
    made = KeptReadings[PoolMember](lambda tx, incubator_id, at: tx.pools.list_members(incubator_id, at))
    return cast(KeptReadings[PoolMember], current_app.extensions["liulu"].setdefault("kept_members", made))


def kept_supply() -> KeptReadings[GapPerson]:
    """The same as `GapRepository.list_people` tells them."""
    made = KeptReadings[GapPerson](
        lambda tx, incubator_id, at: tx.gaps.list_people(incubator_id, tx.calendar.day_of(at))
    )
    return cast(KeptReadings[GapPerson], current_app.extensions["liulu"].setdefault("kept_supply", made))
