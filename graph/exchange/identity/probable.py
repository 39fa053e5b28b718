"""Rows that are probably about somebody, by all in which two records agree: names in any script, employers, topics."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import Any

from graph.doubles.blocking import candidate_pairs
from graph.doubles.comparison import compare
from graph.doubles.frequencies import Frequencies
from graph.doubles.groups import PROBABLE
from graph.doubles.record import Described, described_row
from graph.exchange.checking.spool import Record, Spool
from graph.exchange.identity.known import Known, Mark
from graph.exchange.identity.questions import Why
from graph.query_runner import Row

_MOST_RECORDS = 2_000
"""Above them names must be the same, in any script and order, as slips and initials cost seconds to look for."""
_MOST_IN_ALL = 40_000
"""Above them, career entries included, nobody is compared: the records would not fit into what a worker may hold."""
_MOST_PAIRS = 8_000
_BATCH = 1000

Other = str | int
"""The id of a record, or the number of an earlier row."""


@dataclass(frozen=True)
class Probable:
    """Whom rows are probably about, by number, the most probable first."""

    others: Mapping[int, Sequence[Other]] = field(default_factory=dict)

    def of(self, number: int) -> Sequence[Other]:
        """Whom a row is probably about."""
        return self.others.get(number, ())

    def records_of(self, number: int) -> list[str]:
        """The same, records alone."""
        return [one for one in self.of(number) if isinstance(one, str)]


def probable_others(
    spool: Spool,
    sheet: str,
    known: Known,
    employers_of: Callable[[int], Sequence[str]],
    records_of: Callable[[Collection[str]], Mapping[str, Record]],
) -> Probable:
    """For rows that no address or number tells, whom they are probably about.

    `records_of` gives all that is known of records: it is asked for those alone whose name could be a row's.
    """
    if spool.count() + len(known.own) > _MOST_IN_ALL:
        return Probable()
    rows = [
        _described_row(sheet, number, record, employers_of(number))
        for batch in spool.batches(sheet, _BATCH)
        for number, record in batch
        if not _is_told(known, record)
    ]
    own = list(known.own.values())
    records = [*(_described(sheet, row) for row in own), *rows]
    same_names = len(records) > _MOST_RECORDS
    pairs = list(islice(candidate_pairs(records, since=len(own), same_names=same_names), _MOST_PAIRS))
    in_question = {left for left, _ in pairs if left < len(own)}
    held = records_of({own[at]["id"] for at in in_question}) if in_question else {}
    for at in in_question & {at for at in in_question if own[at]["id"] in held}:
        records[at] = described_row(sheet, held[own[at]["id"]], _employers(own[at]))
    frequencies, found = Frequencies(records), dict[int, list[tuple[float, Other]]]()
    for left, right in pairs:
        probability = compare(records[left], records[right], frequencies).probability
        if probability >= PROBABLE:
            other: Other = own[left]["id"] if left < len(own) else int(records[left].id)
            found.setdefault(int(records[right].id), []).append((probability, other))
    return Probable({number: [other for _, other in sorted(ones, key=_order)] for number, ones in found.items()})


def _order(one: tuple[float, Other]) -> tuple[float, str]:
    return -one[0], str(one[1])


def _is_told(known: Known, record: Record) -> bool:
    return any(why is not Why.SAME_NAME and key in known.by_key for why, key in Mark.of(record).found_by())


def _described_row(sheet: str, number: int, record: Record, employers: Sequence[str]) -> Described:
    return described_row(sheet, {**record, "id": str(number)}, frozenset(employers))


def _described(sheet: str, row: Row) -> Described:
    """A record by what is read of everybody."""

    def text(name: str) -> str:
        return str(row.get(name) or "")

    return Described(
        id=text("id"), table=sheet, name=text("name"), name_zh=text("name_zh"), email=text("email"),
        orcid=text("orcid"), uscc=text("uscc"), website=text("website"), employers=_employers(row),
    )  # fmt: skip


def _employers(row: Mapping[str, Any]) -> frozenset[str]:
    """Where somebody works, by ids and by names: a list says the one or the other."""
    return frozenset((*(row.get("employers") or ()), *(row.get("works_at") or ())))
