"""Rows that are probably about somebody, by all in which two records agree, as far as that costs little."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from itertools import islice
from typing import Any

from graph.doubles.blocking import candidate_pairs
from graph.doubles.comparison import compare
from graph.doubles.frequencies import Frequencies
from graph.doubles.groups import PROBABLE
from graph.doubles.record import Described
from graph.exchange.checking.spool import Record, Spool
from graph.exchange.identity.known import Known, Mark
from graph.exchange.identity.questions import Why

_MOST_RECORDS = 2_000
_MOST_PAIRS = 8_000
"""Above them names, addresses and numbers alone tell: a list of thousands would wait a second or two longer."""
_BATCH = 1000

Other = str | int
"""The id of a record, or the number of an earlier row."""


def probable_others(
    spool: Spool, sheet: str, known: Known, employers_of: Callable[[int], Sequence[str]]
) -> dict[int, list[Other]]:
    """For rows that no address or number tells, whom they are probably about, the most probable first."""
    rows = [(number, record) for batch in spool.batches(sheet, _BATCH) for number, record in batch]
    if len(rows) + len(known.own) > _MOST_RECORDS:
        return {}
    open_rows = [(number, record) for number, record in rows if not _is_told(known, record)]
    others: list[Other] = [*known.own, *(number for number, _ in open_rows)]
    records = [_described(sheet, row, row.get("works_at") or ()) for row in known.own.values()]
    records += [_described(sheet, record, employers_of(number)) for number, record in open_rows]
    frequencies, found = Frequencies(records), dict[int, list[tuple[float, Other]]]()
    asked = (pair for pair in candidate_pairs(records) if isinstance(others[pair[1]], int))
    for left, right in islice(asked, _MOST_PAIRS):
        probability = compare(records[left], records[right], frequencies).probability
        if probability >= PROBABLE:
            found.setdefault(int(others[right]), []).append((probability, others[left]))
    return {number: [other for _, other in sorted(ones, key=_by_probability)] for number, ones in found.items()}


def _by_probability(one: tuple[float, Other]) -> tuple[float, str]:
    return -one[0], str(one[1])


def _is_told(known: Known, record: Record) -> bool:
    return any(why is not Why.SAME_NAME and key in known.by_key for why, key in Mark.of(record).found_by())


def _described(sheet: str, row: Mapping[str, Any], employers: Sequence[str]) -> Described:
    def text(name: str) -> str:
        return str(row.get(name) or "")

    return Described(
        id=text("id"), table=sheet, name=text("name"), name_zh=text("name_zh"), email=text("email"),
        orcid=text("orcid"), uscc=text("uscc"), website=text("website"), employers=frozenset(employers),
    )  # fmt: skip
