"""What somebody has done, entry by entry."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from graph.domain.periods import Period


@dataclass(frozen=True, slots=True)
class CareerRecord:
    """One thing that a person has done, and the help areas that it speaks for."""

    organisation: str
    title: str = ""
    period: Period = field(default_factory=Period)
    help_areas: tuple[str, ...] = ()
    summary: str = ""
    summary_zh: str = ""

    @classmethod
    def of(cls, row: Mapping[str, Any]) -> CareerRecord:
        """The entry that a row tells, its days as dates."""
        return cls(
            organisation=row["organisation"],
            title=row.get("title") or "",
            period=Period(row.get("from"), row.get("to")),
            help_areas=tuple(sorted(row.get("help_areas") or ())),
            summary=row.get("summary") or "",
            summary_zh=row.get("summary_zh") or "",
        )

    def as_row(self) -> dict[str, Any]:
        """The entry as a row."""
        return {
            "organisation": self.organisation,
            "title": self.title,
            "from": self.period.since,
            "to": self.period.until,
            "help_areas": list(self.help_areas),
            "summary": self.summary,
            "summary_zh": self.summary_zh,
        }

    @property
    def key(self) -> tuple[str, date | None, str]:
        """By what two entries of a person are one: where, from when, and as what."""
        return self.organisation, self.period.since, self.title

    def repeats(self, other: CareerRecord) -> bool:
        """Whether this says the place alone, where the other says more of the same place, or as much."""
        is_place_alone = not self.title and self.period == Period()
        return is_place_alone and _plain(self.organisation) == _plain(other.organisation)

    @property
    def order(self) -> tuple[object, ...]:
        """The latest first; what goes on, or has no known end, before what is over."""
        latest = (self.period.until or date.max, self.period.since or date.min)
        return *(-day.toordinal() for day in latest), self.organisation, self.title


@dataclass(frozen=True, slots=True)
class Career:
    """An entry as the graph keeps it."""

    id: str
    person_id: str
    record: CareerRecord


def latest_first(records: Iterable[CareerRecord]) -> tuple[CareerRecord, ...]:
    """Entries of one person in order."""
    return tuple(sorted(records, key=lambda record: record.order))


class Careers:
    """Entries of some people, found again by what they say."""

    def __init__(self, careers: Iterable[Career]) -> None:
        self._of: dict[str, dict[str, Career]] = {}
        for one in careers:
            self.put(one)

    def put(self, career: Career) -> None:
        """Know of an entry, or of what it says now."""
        self._of.setdefault(career.person_id, {})[career.id] = career

    def find(self, person_id: str, told: CareerRecord) -> Career | None:
        """The entry that says the same, or the place alone, or more of a place that is all that is told."""
        held = self._of.get(person_id, {}).values()
        same = next((one for one in held if one.record.key == told.key), None)
        return same or next((one for one in held if told.repeats(one.record) or one.record.repeats(told)), None)


def _plain(organisation: str) -> str:
    return "".join(unicodedata.normalize("NFKC", organisation).casefold().split())
