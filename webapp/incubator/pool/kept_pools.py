"""Large pools and what is counted in them, as they were read last."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from graph.entities.gaps import GapPerson
from graph.transaction import Transaction
from webapp.http.kept_readings import KeptReadings, kept
from webapp.incubator.pool.reading import Pool

# Smaller pools are read in the time of a page.
_LARGE = 1000


def _read_pool(tx: Transaction, incubator_id: str, at: datetime) -> Pool:
    return Pool(tuple(tx.pools.list_members(incubator_id, at)), tx.calendar.day_of(at))


def _read_again(tx: Transaction, incubator_id: str, at: datetime, pool: Pool, ids: Collection[str]) -> Pool:
    return pool.with_changed(ids, tx.pools.list_members(incubator_id, at, ids))


def _read_supply(tx: Transaction, incubator_id: str, at: datetime) -> list[GapPerson]:
    return tx.gaps.list_people(incubator_id, tx.calendar.day_of(at))


def _count_doubles(tx: Transaction, incubator_id: str, at: datetime) -> int:
    return tx.doubles.count_maybes(incubator_id, tx.calendar.day_of(at))


def kept_pools() -> KeptReadings[str, Pool]:
    """Everybody in a pool, as `PoolRepository.list_members` tells them."""
    return kept(
        "pools",
        lambda: KeptReadings(_read_pool, is_worth=lambda pool: len(pool.members) >= _LARGE, update=_read_again),
    )


def kept_supply() -> KeptReadings[str, list[GapPerson]]:
    """The same as `GapRepository.list_people` tells them."""
    return kept("supply", lambda: KeptReadings(_read_supply, is_worth=lambda people: len(people) >= _LARGE))


def kept_doubles() -> KeptReadings[str, int]:
    """How many pairs of a pool are probably one person."""
    return kept("doubles", lambda: KeptReadings(_count_doubles, is_worth=lambda _count: True, most=100))
