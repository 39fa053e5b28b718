"""A folder in the exchange format as the source of profiles and history, without a server."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from graph.domain.deadlines import EXPIRE_AFTER_DAYS
from graph.entities.career import latest_first
from graph.entities.profile import InteractionRecord, ProfileRecord, TagRecord
from graph.exchange.format.schema import PROFILES
from graph.taxonomy import load
from matching.sources.base import NeedRecord
from matching.sources.folder_reader import FolderError, FolderReader
from matching.sources.folder_records import (
    Row,
    career_of,
    conflict_of,
    documents_of,
    interaction_of,
    membership_of,
    need_of,
    profile_of,
)
from matching.sources.folder_ties import folder_ties
from matching.sources.records import Membership, Records, RecordSource, grouped

__all__ = ["Folder", "FolderError"]

_POPULATIONS = {"supervisors": "supervisor", "talents": "talent"}
_MEMBERSHIPS = ("INCUBATED_BY", "IN_POOL_OF")


class Folder(RecordSource):
    """All that files say."""

    def __init__(self, paths: Sequence[Path], *, expire_after_days: int = EXPIRE_AFTER_DAYS) -> None:
        """Raises FolderError on bad input."""
        reader = FolderReader(paths)
        super().__init__(_records(reader, expire_after_days), expire_after_days=expire_after_days)


def _records(reader: FolderReader, expire_after_days: int) -> Records:
    rows = reader.rows
    careers = grouped((row["person_id"], career_of(row)) for row in rows["careers"])
    profiles = {
        row["id"]: replace(profile_of(row), careers=latest_first(careers.get(row["id"], ())))
        for name in PROFILES
        for row in rows.get(name, ())
    }
    needs = {row["id"]: (need_of(row), row["startup_id"]) for row in rows["needs"]}
    return Records(
        profiles=profiles,
        populations=_populations(rows),
        needs=needs,
        interactions=list(_interactions(rows, expire_after_days)),
        industries=_industries(),
        topics=_topics(profiles.values(), (need for need, _ in needs.values())),
        documents=[pair for row in rows["documents"] for pair in documents_of(row)],
        memberships=list(_memberships(rows)),
        conflicts=[conflict_of(row, number) for number, row in enumerate(rows["conflicts"])],
        ties=folder_ties(reader),
        notes=reader.notes,
    )


def _populations(rows: dict[str, list[Row]]) -> dict[str, list[str]]:
    found = {name: [row["id"] for row in rows[name]] for name in ("startups", "investors", "labs")}
    for name, role in _POPULATIONS.items():
        found[name] = [row["id"] for row in rows["people"] if role in row["roles"]]
    return found


def _interactions(rows: dict[str, list[Row]], expire_after_days: int) -> Iterator[InteractionRecord]:
    about: dict[str, Row] = {row["id"]: row for name in ("startups", "needs") for row in rows[name]}
    for row in rows["interactions"]:
        need, seeker = about.get(row.get("need_id") or "", {}), about.get(row["seeker_id"], {})
        asked = need if need.get("industries") or need.get("topics") else seeker
        yield interaction_of(row, asked, seeker, expire_after_days)


def _memberships(rows: dict[str, list[Row]]) -> Iterator[Membership]:
    """The column of a startup, and the dated relations."""
    yield from (Membership(row["id"], row["incubator_id"]) for row in rows["startups"] if row.get("incubator_id"))
    yield from (membership_of(row) for row in rows["relations"] if row["type"] in _MEMBERSHIPS)


def _industries() -> list[TagRecord]:
    terms = load().industries.terms.values()
    return [TagRecord(term.code, term.en, term.zh, tuple(sorted(term.parents))) for term in terms]


def _topics(profiles: Iterable[ProfileRecord], needs: Iterable[NeedRecord]) -> list[TagRecord]:
    names = {topic for record in profiles for topic in record.topics}
    names |= {topic for need in needs for topic in need.topics}
    return [TagRecord(name, name) for name in sorted(names)]
