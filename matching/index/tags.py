"""Industries and topics as codes: the tree of industries, and how much a shared tag says."""

from __future__ import annotations

import threading
from collections.abc import Iterable
from functools import lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from graph.entities.profile import ProfileRecord, TagRecord
from graph.taxonomy import Term, load
from matching.results import Label

INDUSTRY, TOPIC = "i:", "t:"


@lru_cache(maxsize=50_000)
def known_topic(topic: str) -> Term | None:
    """The common topic that people write in this way, if it is one."""
    code = load().topics.find(topic)
    return load().topics.terms[code] if code else None


def topic_key(topic: str) -> str:
    """One key for a topic however it is written: "HR" and "human resources" are the same."""
    known = known_topic(topic)
    return TOPIC + (known.code if known else topic)


class Tags:
    """Codes for industries and topics; an industry brings what it is narrower than.

    Codes are only ever added, by one thread at a time: what was packed with them stays right.
    """

    def __init__(self, industries: Iterable[TagRecord] = (), topics: Iterable[TagRecord] = ()) -> None:
        self.keys: list[str] = []
        self.labels: list[Label] = []
        self.parents: list[tuple[int, ...]] = []
        self.code_of: dict[str, int] = {}
        self._adding = threading.Lock()
        tree = {tag.id: tag for tag in industries}
        for tag_id in sorted(tree):
            self._add_industry(tag_id, tree)
        self.name_topics(topics)

    def __len__(self) -> int:
        return len(self.keys)

    def codes(self, industries: Iterable[str], topics: Iterable[str]) -> list[int]:
        """The codes of ids; an id never seen gets a code, with itself as its name."""
        keys = [INDUSTRY + name for name in industries] + [topic_key(name) for name in topics]
        return [self._code(key) for key in keys]

    def of_profile(self, profile: ProfileRecord) -> list[int]:
        """The codes of a profile's own tags."""
        return self.codes(profile.industries, profile.topics)

    def with_broader(self, codes: Iterable[int]) -> list[int]:
        """The codes and all that they are narrower than."""
        found: set[int] = set()
        waiting = list(codes)
        while waiting:
            code = waiting.pop()
            if code not in found:
                found.add(code)
                waiting += self.parents[code]
        return sorted(found)

    def shares(self, codes: Iterable[int], share: float) -> dict[int, float]:
        """How much each of these and all broader ones count: `share`, divided where a field lies in several.

        So a field that two trees hold counts no more than one that stands alone.
        """
        found: dict[int, float] = {}
        waiting = [(code, share) for code in codes]
        while waiting:
            code, mine = waiting.pop()
            if mine > found.get(code, 0.0):
                found[code] = mine
                parents = self.parents[code]
                waiting += [(parent, mine / len(parents)) for parent in parents]
        return found

    def increments(self, counts: NDArray[np.int64], total: int) -> NDArray[np.float32]:
        """What each tag says beyond the most telling of its broader ones, in bits.

        Information content -log2(n_tag / n) (Resnik 1995) less that of the broader tag, so that the increments of a
        shared narrow tag and of what stands above it add up to the narrow tag's information: nothing counts twice.
        """
        information = self.information(counts, total)
        known = self.parents[: len(information)]
        above = [max((information[parent] for parent in parents), default=0.0) for parents in known]
        return np.maximum(information - np.asarray(above, dtype=np.float32), 0.0).astype(np.float32)

    def information(self, counts: NDArray[np.int64], total: int) -> NDArray[np.float32]:
        """-log2 of the share n_tag / (n + 1) of profiles that carry each tag; one that nobody carries counts as one's.

        The one more keeps a tag that all of a few carry from saying nothing at all.
        """
        return -np.log2(np.maximum(counts[: len(self)], 1) / (total + 1)).astype(np.float32)

    def to_json(self) -> dict[str, Any]:
        """What `from_json` needs."""
        return {"keys": self.keys, "en": [label.en for label in self.labels], "zh": [label.zh for label in self.labels],
                "parents": self.parents}  # fmt: skip

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> Tags:
        """The tags of a snapshot."""
        tags = cls()
        for key, en, zh, parents in zip(data["keys"], data["en"], data["zh"], data["parents"], strict=True):
            tags._add(key, Label(key[2:], en, zh), tuple(parents))
        return tags

    def name_topics(self, topics: Iterable[TagRecord]) -> None:
        """Give topics that have no code yet one, with the name that people gave them."""
        for tag in topics:
            if known_topic(tag.id) is None:
                self._add(TOPIC + tag.id, Label(tag.id, tag.name, tag.name_zh), ())
            else:
                self._code(topic_key(tag.id))

    def _code(self, key: str) -> int:
        found = self.code_of.get(key)
        if found is not None:
            return found
        known = load().topics.terms.get(key[2:]) if key.startswith(TOPIC) else None
        if known is None:
            return self._add(key, Label(key[2:], key[2:].replace("_", " ")), ())
        above = tuple(self._code(self._key_above(name)) for name in known.parents)
        return self._add(key, Label(known.code, known.en, known.zh), above)

    @staticmethod
    def _key_above(code: str) -> str:
        """What a common topic lies in: another one, or an industry."""
        return (TOPIC if code in load().topics else INDUSTRY) + code

    def _add(self, key: str, label: Label, parents: tuple[int, ...]) -> int:
        with self._adding:
            if key not in self.code_of:
                self.keys.append(key)
                self.labels.append(label)
                self.parents.append(parents)
                # Last: whoever finds the code finds all that belongs to it.
                self.code_of[key] = len(self.keys) - 1
            return self.code_of[key]

    def _add_industry(self, tag_id: str, tree: dict[str, TagRecord]) -> int:
        key = INDUSTRY + tag_id
        if key in self.code_of:
            return self.code_of[key]
        tag = tree[tag_id]
        # Broader ones get their codes first; a tree with a loop (bad data) ends at the loop.
        rest = {name: record for name, record in tree.items() if name != tag_id}
        parents = tuple(self._add_industry(name, rest) for name in tag.broader if name in rest)
        if key in self.code_of:
            return self.code_of[key]
        return self._add(key, Label(tag.id, tag.name, tag.name_zh), parents)
