"""Doubles found in made lists of known truth, beside two plain rules; and the pairs told on lists without any.

.venv/bin/python -m tests.bench.bench_doubles
"""

from __future__ import annotations

import time
from collections import defaultdict
from collections.abc import Callable, Iterable
from itertools import combinations

from graph.doubles.groups import find_doubles
from graph.doubles.record import Described
from tests.bench.made_doubles import MadeList, make_people, make_startups

Pairs = set[tuple[str, str]]
SEEDS = range(5)
SIZES = (100, 1000, 3000)


def same(key: Callable[[Described], str]) -> Callable[[list[Described]], Pairs]:
    """The plain rule: whoever has the same key is the same."""

    def pairs(records: list[Described]) -> Pairs:
        found = defaultdict(list)
        for record in records:
            if key(record):
                found[key(record)].append(record.id)
        return _pairs(found.values())

    return pairs


def product(records: list[Described]) -> Pairs:
    """What `liulu doubles` tells."""
    return _pairs(group.ids for group in find_doubles(records))


RULES: dict[str, Callable[[list[Described]], Pairs]] = {
    "same e-mail": same(lambda one: one.email.casefold()),
    "same name": same(lambda one: one.name.casefold()),
    "liulu doubles": product,
}


def judge(made: MadeList, told: Pairs) -> tuple[int, int, int]:
    """(right, told, to be found) pairs."""
    true = {(min(pair), max(pair)) for pair in made.doubles.items()}
    return len(true & told), len(told), len(true)


def _pairs(groups: Iterable[Iterable[str]]) -> Pairs:
    return {(min(pair), max(pair)) for group in groups for pair in combinations(group, 2)}


def main() -> None:
    """Print the table."""
    print(f"{'list':<10}{'records':>8}  {'rule':<14}{'precision':>10}{'recall':>8}{'seconds':>9}")
    for name, make in (("people", make_people), ("startups", make_startups)):
        for size in SIZES:
            lists = [make(size, seed) for seed in SEEDS]
            for rule, tell in RULES.items():
                began = time.perf_counter()
                judged = [judge(one, tell(one.records)) for one in lists]
                seconds = (time.perf_counter() - began) / len(lists)
                right, told, wanted = (sum(column) for column in zip(*judged, strict=True))
                line = f"{right / max(told, 1):>10.3f}{right / wanted:>8.3f}{seconds:>9.2f}"
                print(f"{name:<10}{size:>8}  {rule:<14}{line}")
            none = [len(product(make(size, seed, 0.0).records)) for seed in SEEDS]
            print(f"{'':<20}pairs told where there is none: {sum(none) / len(none):.1f}")


if __name__ == "__main__":
    main()
