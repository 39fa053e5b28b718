"""Which pairs of records are worth comparing: those that share a key."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import combinations, permutations

from graph.doubles.record import PEOPLE, Described

LARGEST_BLOCK = 300
"""A key that more records share tells nobody from others, and costs its square in comparisons."""

_LONGEST_FOR_SLIPS = 30


def candidate_pairs(
    records: Sequence[Described], *, since: int = 0, same_names: bool = False
) -> Iterator[tuple[int, int]]:
    """Pairs of positions, the lower first, each once; those that share what few do come first.

    Of those before `since` none is paired with another of them. `same_names`: by the whole name alone, in any script.
    """
    blocks: dict[tuple[str, ...], list[int]] = defaultdict(list)
    keys_of = _name_keys if same_names else _keys
    for at, record in enumerate(records):
        for key in set(keys_of(record)):
            blocks[key].append(at)
    seen: set[int] = set()
    for block in sorted(blocks.values(), key=len):
        if 1 < len(block) <= LARGEST_BLOCK and block[-1] >= since:
            for left, right in combinations(block, 2):
                code = left * len(records) + right
                if right >= since and code not in seen:
                    seen.add(code)
                    yield left, right


def _keys(record: Described) -> Iterator[tuple[str, ...]]:
    for kind, value in (
        ("mail", record.address), ("orcid", record.orcid), ("uscc", record.uscc), ("site", record.site),
    ):  # fmt: skip
        if value:
            yield kind, value
    yield from _person_keys(record) if record.table == PEOPLE else _organisation_keys(record)


def _name_keys(record: Described) -> Iterator[tuple[str, ...]]:
    if record.table == PEOPLE:
        yield from (("ring", one) for one in record.person.rings)
    else:
        name = record.organisation
        yield from (("spoken", one) for one in {"".join(name.latin), name.spoken} if one)


def _person_keys(record: Described) -> Iterator[tuple[str, ...]]:
    name = record.person
    if name.chinese:
        yield "zh", name.chinese
        yield "zh", name.surname, name.given[-1:]
    for one in name.rings:
        yield "ring", one
    for tokens in ({name.latin} if name.latin else set()) | set(name.readings[:2]):
        yield from _slips("".join(sorted(tokens)))
        for token, other in permutations(tokens, 2):
            if len(token) > 1:
                yield "part", token, other[0]
                yield "tail", token, other[-3:]
        for workplace in record.workplaces:
            yield from (("work", workplace, token) for token in tokens if len(token) > 1)


def _organisation_keys(record: Described) -> Iterator[tuple[str, ...]]:
    name = record.organisation
    if name.latin:
        joined = "".join(name.latin)
        yield "spoken", joined
        yield "sorted", *sorted(name.latin)
        yield "first", name.latin[0]
        yield from (("spoken", token) for token in name.latin if len(token) > 2)
        yield from _slips(joined)
    if name.chinese:
        yield "zh", name.chinese
        yield "brand", name.brand
        yield "spoken", name.spoken


def _slips(text: str) -> Iterator[tuple[str, ...]]:
    """Texts with a letter less: two that differ by one slip have one of them in common."""
    if 5 < len(text) <= _LONGEST_FOR_SLIPS:
        yield "slip", text
        yield from (("slip", text[:at] + text[at + 1 :]) for at in range(len(text)))
