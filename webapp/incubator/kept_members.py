"""The whole pool as it was read last, kept as long as nobody has written anything since."""

from __future__ import annotations

import threading
from collections import OrderedDict
from datetime import date, datetime
from typing import cast

from flask import current_app

from graph.entities.pools import PoolMember
from graph.transaction import Transaction

# Smaller pools are read in the time of a page.
_LARGE = 1000
_MOST_POOLS = 8


class KeptMembers:
    """A process's last readings of large pools, for many threads.

    One holds for its day and for the two counts of which each write raises one (docs/adr/0006). These are read before
    the pool is, so that what is written meanwhile is at most read once too often.
    """

    def __init__(self) -> None:
        self._kept: OrderedDict[str, tuple[tuple[date, tuple[int, int]], list[PoolMember]]] = OrderedDict()
        self._lock = threading.Lock()

    def read(self, tx: Transaction, incubator_id: str, at: datetime) -> list[PoolMember]:
        """Everybody in the pool, as `PoolRepository.list_members` tells it."""
        mark = tx.calendar.day_of(at), tx.profiles.write_mark()
        with self._lock:
            known = self._kept.get(incubator_id)
        if known is not None and known[0] == mark:
            return list(known[1])
        members = tx.pools.list_members(incubator_id, at)
        if len(members) >= _LARGE:
            with self._lock:
                self._kept[incubator_id] = mark, members
                self._kept.move_to_end(incubator_id)
                while len(self._kept) > _MOST_POOLS:
                    self._kept.popitem(last=False)
        return list(members)


def kept_members() -> KeptMembers:
    """Those of the application that answers."""
    return cast(KeptMembers, current_app.extensions["liulu"].setdefault("kept_members", KeptMembers()))
