"""Profiles as arrays: what a ranking needs of everybody on one side, one row each, in order of id."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields
from typing import Any

import numpy as np
from numpy.typing import NDArray

from graph.domain.reach import reach_code
from graph.domain.states.terms import Availability
from graph.entities.profile import ProfileRecord
from matching.index.arrays import FOREVER, Book, Codes, Texts, bytes_of, day_number
from matching.index.tags import Tags
from matching.index.text import TextEncoder
from matching.relevance.evidence import Evidence, Reader, stands_for
from matching.relevance.passages import quotes_of

_LINE = 120
STAGES = ("idea", "seed", "angel", "pre_a", "a", "b", "c", "growth")


@dataclass(frozen=True)
class Books:
    """The codes of regions, countries, categories, languages, incubators and employers."""

    regions: Book
    countries: Book
    categories: Book
    languages: Book
    pools: Book
    employers: Book

    @classmethod
    def empty(cls) -> Books:
        """Books without a name in them."""
        return cls(*(Book() for _ in fields(cls)))

    def to_json(self) -> dict[str, list[str]]:
        """Names by book."""
        return {field.name: getattr(self, field.name).names for field in fields(self)}

    @classmethod
    def from_json(cls, data: dict[str, list[str]]) -> Books:
        """The books of a snapshot."""
        return cls(**{name: Book(names) for name, names in data.items()})


@dataclass(frozen=True)
class Profiles:
    """Rows sorted by id. Unknown is -1 (codes, days), no bit (stages, languages) or NaN (capacity, tickets), never
    a guess; `reach` is graph.domain.reach.reach_code.

    `vectors` (n, d) float32, of length 1 or less; `tags` with and `own_tags` without the broader ones;
    `paused_until` is the first day that is free again, 0 when not paused, FOREVER without an end. `evidence` has no
    rows where questions are not answered; `quotes` has a text for each of its passages, empty where not everybody may
    read it; `confirmed`: the help areas that each names as what they have done, also where nothing is read.
    """

    ids: NDArray[np.bytes_]
    names: Texts
    names_zh: Texts
    headlines: Texts
    headlines_zh: Texts
    texts: Texts
    tags: Codes
    own_tags: Codes
    vectors: NDArray[np.float32]
    stages: NDArray[np.int64]
    languages: NDArray[np.int64]
    regions: NDArray[np.int32]
    countries: NDArray[np.int32]
    categories: NDArray[np.int32]
    employers: NDArray[np.int32]
    capacity: NDArray[np.float32]
    paused_until: NDArray[np.int32]
    joined_on: NDArray[np.int32]
    reach: NDArray[np.int8]
    ticket_min: NDArray[np.float32]
    ticket_max: NDArray[np.float32]
    pools: Codes
    reserved_for: Codes
    evidence: Evidence
    quotes: Texts
    confirmed: Codes

    @property
    def count(self) -> int:
        return len(self.ids)

    @property
    def nbytes(self) -> int:
        """The size of all arrays."""
        return bytes_of(*vars(self).values())

    def row_of(self, profile_id: str) -> int:
        """The row of an id, -1 where there is none."""
        key = profile_id.encode()
        if len(key) > self.ids.dtype.itemsize:
            return -1
        row = int(np.searchsorted(self.ids, np.bytes_(key)))
        return row if row < self.count and self.ids[row] == key else -1

    def id_of(self, row: int) -> str:
        """The id of a row."""
        return bytes(self.ids[row]).decode()


def profile_text(profile: ProfileRecord, tags: Tags) -> str:
    """All that a profile says in words: headline, summary and the names of its tags, in both languages."""
    labels = [tags.labels[code] for code in tags.of_profile(profile)]
    parts = [profile.headline, profile.headline_zh, profile.summary, profile.summary_zh]
    parts += [name for label in labels for name in (label.en, label.zh)]
    return ". ".join(part for part in parts if part)


def one_line(headline: str, summary: str) -> str:
    """Who somebody is in one line: their own, or else the beginning of their summary."""
    if headline or len(summary) <= _LINE:
        return headline or summary
    return summary[:_LINE].rsplit(" ", 1)[0].rstrip(",.;，。；") + "…"


def stage_bits(stages: Sequence[str]) -> int:
    """Stages as bits."""
    return sum(1 << STAGES.index(stage) for stage in set(stages) if stage in STAGES)


def build_profiles(
    records: Sequence[ProfileRecord], tags: Tags, books: Books, encoder: TextEncoder, reader: Reader | None = None
) -> Profiles:
    """Pack records of any order into arrays; ids that repeat keep their last record. `reader`: of those who answer
    questions."""
    by_id = {record.id.encode(): record for record in records}
    ordered = [by_id[key] for key in sorted(by_id)]
    own = [tags.of_profile(record) for record in ordered]
    texts = [profile_text(record, tags) for record in ordered]
    return Profiles(
        ids=np.asarray(sorted(by_id), dtype=np.bytes_) if by_id else np.zeros(0, dtype="S1"),
        names=Texts.of(record.name for record in ordered),
        names_zh=Texts.of(record.name_zh for record in ordered),
        headlines=Texts.of(one_line(record.headline, record.summary) for record in ordered),
        headlines_zh=Texts.of(one_line(record.headline_zh, record.summary_zh) for record in ordered),
        texts=Texts.of(texts),
        tags=Codes.of([tags.with_broader(codes) for codes in own]),
        own_tags=Codes.of(own),
        vectors=encoder.transform(texts) if texts else np.zeros((0, len(encoder.axes_.components_)), dtype=np.float32),
        **_numbers(ordered, books),
        pools=Codes.of([books.pools.codes(record.pools) for record in ordered]),
        reserved_for=Codes.of([books.pools.codes(record.reserved_for) for record in ordered]),
        evidence=reader.read(ordered) if reader else Evidence.of_nobody(),
        quotes=Texts.of(_quotes(ordered) if reader else []),
        confirmed=Codes.of([stands_for(record) for record in ordered]),
    )


def _quotes(records: list[ProfileRecord]) -> Iterable[str]:
    for record in records:
        yield from quotes_of(record)


def _numbers(records: list[ProfileRecord], books: Books) -> dict[str, Any]:
    capacity = [np.nan if record.capacity is None else record.capacity for record in records]
    return {
        "stages": np.asarray([stage_bits(record.stages) for record in records], dtype=np.int64),
        "languages": np.asarray([books.languages.bits(record.languages) for record in records], dtype=np.int64),
        "regions": np.asarray([books.regions.code(record.region) for record in records], dtype=np.int32),
        "countries": np.asarray([books.countries.code(record.country) for record in records], dtype=np.int32),
        "categories": np.asarray([books.categories.code(record.category) for record in records], dtype=np.int32),
        "employers": np.asarray([books.employers.code(record.employer) for record in records], dtype=np.int32),
        "capacity": np.asarray(capacity, dtype=np.float32),
        "paused_until": np.asarray([_paused_until(record) for record in records], dtype=np.int32),
        "joined_on": np.asarray([day_number(record.joined_on) for record in records], dtype=np.int32),
        "reach": np.asarray([reach_code(record.reach) for record in records], dtype=np.int8),
        "ticket_min": _amounts(record.ticket_min for record in records),
        "ticket_max": _amounts(record.ticket_max for record in records),
    }


def _amounts(values: Iterable[float | None]) -> NDArray[np.float32]:
    return np.asarray([np.nan if value is None else value for value in values], dtype=np.float32)


def _paused_until(record: ProfileRecord) -> int:
    if record.state != Availability.PAUSED:
        return 0
    return FOREVER if record.paused_until is None else record.paused_until.toordinal()
