"""Groups of records that are probably one, each record in one group at most."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from math import log

from graph.doubles.blocking import candidate_pairs
from graph.doubles.comparison import Comparison, compare
from graph.doubles.evidence import Evidence
from graph.doubles.frequencies import Frequencies
from graph.doubles.record import PEOPLE, Described

PROBABLE = 0.9
"""From this probability on two records are told to be probably one."""

_PAIRS_BETWEEN_REPORTS = 5000

Progress = Callable[[str, int, int], None]


@dataclass(frozen=True)
class Group:
    """Two or more records that are probably one: the probability of the weakest link, and what speaks for it."""

    ids: tuple[str, ...]
    probability: float
    evidence: tuple[Evidence, ...]


def find_doubles(records: Sequence[Described], progress: Progress | None = None) -> list[Group]:
    """Groups among records of any tables, most probable first; people count as of one employer where it is a double."""
    by_table: dict[str, list[Described]] = defaultdict(list)
    for record in records:
        by_table[record.table].append(record)
    people = by_table.pop(PEOPLE, [])
    groups = [group for found in by_table.values() for group in _groups(found, progress)]
    first = {other: group.ids[0] for group in groups for other in group.ids[1:]}
    groups += _groups([_at_one_employer(one, first) for one in people], progress)
    return sorted(groups, key=lambda one: (-one.probability, one.ids))


def probable_pairs(
    records: Sequence[Described], frequencies: Frequencies, progress: Progress | None = None
) -> list[Comparison]:
    """Pairs of records of one table that are probably one, most probable first."""
    candidates = list(candidate_pairs(records))
    probable = []
    for at, (left, right) in enumerate(candidates):
        compared = compare(records[left], records[right], frequencies)
        if compared.probability >= PROBABLE:
            probable.append(compared)
        if progress and at % _PAIRS_BETWEEN_REPORTS == 0:
            progress("compare", at, len(candidates))
    return sorted(probable, key=lambda one: (-one.log_odds, one.left.id, one.right.id))


def _groups(records: Sequence[Described], progress: Progress | None) -> list[Group]:
    """Joins the most probable pairs first; groups become one only where their records do not speak against it."""
    frequencies = Frequencies(records)
    pairs = probable_pairs(records, frequencies, progress)
    group_of = {one.id: [one] for pair in pairs for one in (pair.left, pair.right)}
    for pair in pairs:
        left, right = group_of[pair.left.id], group_of[pair.right.id]
        if left is not right and not _speaks_against(left, right, frequencies):
            left += right
            group_of |= dict.fromkeys((one.id for one in right), left)
    inside: dict[int, list[Comparison]] = defaultdict(list)
    for pair in pairs:
        if group_of[pair.left.id] is group_of[pair.right.id]:
            inside[id(group_of[pair.left.id])].append(pair)
    return [_group(found) for found in inside.values()]


def _speaks_against(left: Sequence[Described], right: Sequence[Described], frequencies: Frequencies) -> bool:
    pairs = [compare(one, other, frequencies).log_odds for one in left for other in right]
    return sum(pairs) / len(pairs) < log(PROBABLE / (1 - PROBABLE))


def _group(pairs: Sequence[Comparison]) -> Group:
    """The pairs within a group, most probable first."""
    strongest: dict[str, Comparison] = {}
    evidence: dict[str, Evidence] = {}
    for pair in pairs:
        strongest.setdefault(pair.left.id, pair)
        strongest.setdefault(pair.right.id, pair)
        for one in pair.evidence:
            evidence.setdefault(one.code, one)
    weakest = min(pair.probability for pair in strongest.values())
    return Group(tuple(sorted(strongest)), weakest, tuple(sorted(evidence.values(), key=lambda one: -one.weight)))


def _at_one_employer(person: Described, first: Mapping[str, str]) -> Described:
    return replace(person, employers=frozenset(first.get(one, one) for one in person.employers))
