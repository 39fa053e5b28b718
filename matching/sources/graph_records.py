"""Everything that a graph holds as records, for work that asks what was known on past days."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from graph.domain.kinds import KINDS
from graph.domain.roles import Side
from graph.domain.states.terms import Availability
from graph.entities.profile import InteractionRecord, ProfileRecord
from graph.transaction import Transaction
from matching.sources.folder_records import Row, conflict_of, documents_of, membership_of, need_of
from matching.sources.graph import GraphSource
from matching.sources.records import Membership, Records, RecordSource

_PAGE = 1000
_MEMBERSHIPS = {"INCUBATED_BY": "startups", "IN_POOL_OF": "people"}


def read_source(tx: Transaction, today: date, expire_after_days: int) -> RecordSource:
    """The whole graph as a source, page by page within one read transaction."""
    source = GraphSource(tx, today)
    populations = ("startups", *(kind.population for kind in KINDS.values()))
    people = {name: list(_profiles(tx, name, today)) for name in populations}
    former = list(_profiles(tx, "former_supervisors", today))
    needs = {row["id"]: (need_of(row), row["startup_id"]) for row in _rows(tx, "needs")}
    records = Records(
        profiles={one.id: one for group in (*people.values(), former) for one in group},
        populations={name: [one.id for one in group] for name, group in people.items()},
        needs=needs,
        interactions=[one for kind in KINDS for one in _interactions(tx, kind) if one.need_id in {None, *needs}],
        industries=source.list_industries(),
        topics=source.list_topics(),
        documents=[pair for row in _documents(tx) for pair in documents_of(row)],
        memberships=list(_memberships(tx)),
        conflicts=[conflict_of(row, number) for number, row in enumerate(_conflicts(tx))],
    )
    return RecordSource(records, expire_after_days=expire_after_days)


def _profiles(tx: Transaction, population: str, today: date) -> Iterator[ProfileRecord]:
    """Who stands in a population today. A pause, a reservation or the reach of today says nothing
    of past days."""
    for page in tx.profiles.pages(population, today):
        for one in page:
            yield replace(one, state=Availability.ACTIVE, paused_until=None, reserved_for=(), reach=None)


def _interactions(tx: Transaction, kind: str) -> Iterator[InteractionRecord]:
    ratings = tx.interactions.ratings(kind)
    for page in tx.interactions.pages(kind):
        for one in page:
            given = ratings.get(one.id, {})
            yield replace(
                one,
                proposed_on=one.proposed_on or one.decided_on,
                ratings_by_seeker=given.get(Side.SEEKER, ()),
                ratings_by_provider=given.get(Side.PROVIDER, ()),
            )


def _rows(tx: Transaction, sheet: str) -> Iterator[Row]:
    for ids in _ids(tx, sheet):
        yield from tx.exchange.list_records(sheet, ids).values()


def _documents(tx: Transaction) -> Iterator[Row]:
    for ids in _ids(tx, "documents"):
        yield from tx.exchange_links.list_documents(ids).values()


def _memberships(tx: Transaction) -> Iterator[Membership]:
    for relation, sheet in _MEMBERSHIPS.items():
        for ids in _ids(tx, sheet):
            yield from map(membership_of, tx.exchange_links.list_relations(relation, ids))


def _conflicts(tx: Transaction) -> Iterator[Row]:
    for sheet in ("startups", "people", "investors"):
        for ids in _ids(tx, sheet):
            yield from tx.exchange_links.list_conflicts(ids)


def _ids(tx: Transaction, sheet: str) -> Iterator[list[str]]:
    """Ids in parts small enough for one message to the server."""
    ids = tx.exchange.list_ids(sheet)
    return (ids[start : start + _PAGE] for start in range(0, len(ids), _PAGE))
