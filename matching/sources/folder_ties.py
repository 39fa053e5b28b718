"""A folder in the exchange format as ties between people and organisations, each with the row that says it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from itertools import combinations

from graph.domain.answers import Answer
from graph.domain.kinds import INVESTOR, LAB, MENTOR, TALENT, Outcome, is_guidance
from graph.domain.periods import Period
from graph.domain.roles import SUPERVISOR
from graph.rules.ties import Party, Tie, TieKind, Ties
from matching.sources.folder_reader import FolderReader
from matching.sources.folder_records import Row, day_of

_RELATIONS = {
    "FOUNDED": TieKind.FOUNDED, "WORKS_AT": TieKind.WORKS_AT, "INVESTED_IN": TieKind.INVESTED_IN,
    "ADVISES": TieKind.ADVISES,
}  # fmt: skip
_HOUSES = ("INCUBATED_BY", "IN_POOL_OF")
_PARTIES = {"startups": "startup", "investors": INVESTOR.name, "labs": LAB.name}
_MOST_OF_ONE_PERSON = 5  # an address that more people share is an office's
_Rows = Iterator[tuple[Row, str, int]]


def folder_ties(reader: FolderReader) -> Ties:
    """Whoever a startup can have a conflict with, what ties them, and who looks after them."""
    ties = [*_relations(reader), *_employers(reader), *_interactions(reader), *_noted(reader), *_identities(reader)]
    return Ties(_parties(reader), ties, _houses(reader))


def _parties(reader: FolderReader) -> Iterator[Party]:
    for table, kind in _PARTIES.items():
        yield from (Party(row["id"], kind) for row in reader.rows[table])
    for row in reader.rows["people"]:
        yield Party(row["id"], MENTOR.name if SUPERVISOR in row["roles"] else TALENT.name)


def _houses(reader: FolderReader) -> dict[str, list[tuple[str, Period]]]:
    houses: dict[str, list[tuple[str, Period]]] = defaultdict(list)
    for row in reader.rows["startups"]:
        if row.get("incubator_id"):
            houses[row["id"]].append((row["incubator_id"], Period()))
    for row in reader.rows["relations"]:
        if row["type"] in _HOUSES:
            houses[row["from_id"]].append((row["to_id"], _period(row)))
    return houses


def _relations(reader: FolderReader) -> Iterator[Tie]:
    for row, file, line in _rows(reader, "relations"):
        if row["type"] in _RELATIONS:
            yield Tie(_RELATIONS[row["type"]], row["from_id"], row["to_id"], _period(row), file, line)


def _employers(reader: FolderReader) -> Iterator[Tie]:
    for row, file, line in _rows(reader, "people"):
        if row.get("employer_id"):
            yield Tie(TieKind.WORKS_AT, row["id"], row["employer_id"], Period(), file, line)


def _interactions(reader: FolderReader) -> Iterator[Tie]:
    """Money that came of a match, and guidance that is not told to have ended."""
    for row, file, line in _rows(reader, "interactions"):
        kind = TieKind.INVESTED_IN if row.get("outcome") == Outcome.INVESTED else TieKind.GUIDES
        is_open = (row.get("outcome") or Outcome.NONE) == Outcome.NONE and is_guidance(row["kind"])
        agreed = row.get("seeker_decision") == row.get("provider_decision") == Answer.ACCEPTED
        if kind is TieKind.INVESTED_IN or (is_open and agreed):
            since = Period(day_of(row.get("decided_on") or row.get("proposed_on")))
            yield Tie(kind, row["provider_id"], row["seeker_id"], since, file, line)


def _noted(reader: FolderReader) -> Iterator[Tie]:
    for row, file, line in _rows(reader, "conflicts"):
        by = row.get("noted_by") or ""
        yield Tie(TieKind(row["kind"]), row["left_id"], row["right_id"], _period(row), file, line, by)


def _identities(reader: FolderReader) -> Iterator[Tie]:
    """People with the same e-mail or ORCID; the row is that of the later."""
    for column, kind in (("email", TieKind.SAME_EMAIL), ("orcid", TieKind.SAME_ORCID)):
        having: dict[str, list[tuple[str, str, int]]] = defaultdict(list)
        for row, file, line in _rows(reader, "people"):
            if row.get(column):
                having[row[column].lower()].append((row["id"], file, line))
        for people in having.values():
            if len(people) <= _MOST_OF_ONE_PERSON:
                for (one, _, _), (other, file, line) in combinations(people, 2):
                    yield Tie(kind, one, other, Period(), file, line)


def _rows(reader: FolderReader, table: str) -> _Rows:
    for row, (file, line) in zip(reader.rows[table], reader.places[table], strict=True):
        yield row, file, line


def _period(row: Row) -> Period:
    return Period(day_of(row.get("from")), day_of(row.get("to")))
