"""How often values stand among the records: what chance alone would make two of them agree in."""

from __future__ import annotations

import math
import random
from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from functools import cached_property

from rapidfuzz import fuzz

from graph.doubles.record import PEOPLE, Described

# Weight of the wider world beside the records at hand, in records: a short list does not tell how rare a name is.
_WORLD = 200
# Of further records with a personal address that two have, how many are somebody else's.
_OTHERS_AT_ONE_ADDRESS = 0.05
_SAMPLED_PAIRS = 4000
_SEED = 20_230_701
_PART_OF_THE_WORLD = {
    "surname": 0.01,
    "given": 0.001,
    "word": 0.002,
    "mail": 0.00001,
    "site": 0.00001,
    "work": 0.00001,
}


class Frequencies:
    """Counts over the records of one table."""

    def __init__(self, records: Sequence[Described]) -> None:
        self._records = records
        self.size = len(records)
        people = [one.person for one in records if one.table == PEOPLE]
        self._tokens = Counter(token for one in records for token in set(_tokens_of(one)))
        self._surnames = Counter(one.surname for one in people)
        self._given = Counter(one.given for one in people)
        self._values = {
            "mail": Counter(one.address for one in records),
            "site": Counter(one.site for one in records),
            "work": Counter(place for one in records for place in one.workplaces),
        }
        self._tags = Counter(tag for one in records for tag in one.tags)
        self._facts = {
            name: Counter(one.facts[name] for one in records if name in one.facts)
            for name in {name for one in records for name in one.facts}
        }
        self._saying = {name: counts.total() for name, counts in self._facts.items()}
        self._agreement = {
            name: sum((count / self._saying[name]) ** 2 for count in counts.values())
            for name, counts in self._facts.items()
        }
        self._spread = {
            "word": _gamma(self._tokens), "surname": _gamma(self._surnames), "given": _gamma(self._given),
        }  # fmt: skip

    def of_tokens(self, tokens: Iterable[str]) -> float:
        """Share of pairs that have these words of a name in common by chance."""
        return math.prod(self._share(self._tokens[token], "word") if len(token) > 1 else 0.1 for token in tokens)

    def of_chinese(self, surname: str, given: str) -> float:
        """The same of a Chinese name."""
        return self._share(self._surnames[surname], "surname") * self._share(self._given[given], "given")

    def of_value(self, kind: str, value: str) -> float:
        """The same of an address, a website or a workplace."""
        return self._share(self._values[kind][value], kind)

    def of_fact(self, name: str, value: str) -> float:
        """Share of records that say this of those that say anything."""
        return self._facts[name][value] / self._saying[name]

    def agreement_by_chance(self, name: str) -> float:
        """Share of pairs that say the same of a fact."""
        return self._agreement[name]

    def tag_similarity(self, left: Described, right: Described) -> float:
        """Cosine of two records' tags, rare ones weighing more; 0 where either has none."""
        norm = math.sqrt(self._weight(left.tags) * self._weight(right.tags))
        return self._weight(left.tags & right.tags) / norm if norm else 0.0

    def tags_by_chance(self, at_least: float) -> float:
        """Share of random pairs whose tags are at least so similar."""
        return _tail(self._random_tags, at_least)

    def texts_by_chance(self, at_least: float) -> float:
        """Share of random pairs whose texts are at least so similar."""
        return _tail(self._random_texts, at_least)

    def _weight(self, tags: Iterable[str]) -> float:
        return sum(math.log((self.size + 1) / self._tags[tag]) ** 2 for tag in tags)

    def _share(self, count: int, kind: str) -> float:
        """Share of records that have a value which two have: expected from how often others have it.

        Parts of names are drawn from few or from many; how much their counts spread tells which, and with it how often
        one is met that no third record has (an empirical Bayes estimate, Poisson counts with gamma rates).
        """
        others: float = max(count - 2, 0)
        if kind == "mail":
            others *= _OTHERS_AT_ONE_ADDRESS
        if kind in self._spread:
            shape, mean = self._spread[kind]
            others = (others + shape) / (1 + shape / mean)
        return (others + _WORLD * _PART_OF_THE_WORLD[kind]) / (self.size + _WORLD)

    @cached_property
    def _random_tags(self) -> list[float]:
        return self._sample([one for one in self._records if one.tags], self.tag_similarity)

    @cached_property
    def _random_texts(self) -> list[float]:
        return self._sample([one for one in self._records if one.text], text_similarity)

    def _sample(self, records: Sequence[Described], similarity: Callable[[Described, Described], float]) -> list[float]:
        if len(records) < 2:
            return []
        chance = random.Random(_SEED)  # noqa: S311  # nosec B311  # a sample to measure by, nothing secret
        drawn = (chance.sample(records, 2) for _ in range(_SAMPLED_PAIRS))
        return sorted(similarity(left, right) for left, right in drawn)


def text_similarity(left: Described, right: Described) -> float:
    """How alike two texts are, 0 to 1, whatever the order of their words; 0 where either is empty."""
    return fuzz.token_sort_ratio(left.text, right.text) / 100 if left.text and right.text else 0.0


def _gamma(counts: Counter[str]) -> tuple[float, float]:
    """(shape, mean) of the rates behind the counts, by moments."""
    found = [count for value, count in counts.items() if value] or [1]
    mean = sum(found) / len(found)
    variance = sum((count - mean) ** 2 for count in found) / len(found)
    return (min(mean**2 / (variance - mean), 50.0) if variance > mean else 50.0), mean


def _tokens_of(record: Described) -> Iterable[str]:
    if record.table != PEOPLE:
        return record.organisation.latin
    return [*record.person.latin, *(token for reading in record.person.readings[:1] for token in reading)]


def _tail(ordered: list[float], at_least: float) -> float:
    return (len(ordered) - bisect_left(ordered, at_least) + 1) / (len(ordered) + 2)
