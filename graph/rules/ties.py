"""What is recorded between people and organisations, as far as it can make a conflict of interest."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from graph.domain.periods import Period

_ALWAYS = Period()


class TieKind(StrEnum):
    """A recorded relation; those from `employment` on are conflicts that somebody noted (conflicts.csv)."""

    FOUNDED = "founded"
    WORKS_AT = "works_at"
    INVESTED_IN = "invested_in"
    ADVISES = "advises"
    GUIDES = "guides"
    SAME_EMAIL = "same_email"
    SAME_ORCID = "same_orcid"
    SAME_ACCOUNT = "same_account"
    EMPLOYMENT = "employment"
    INVESTMENT = "investment"
    FAMILY = "family"
    COMPETITOR = "competitor"
    SUPERVISION = "supervision"
    DECLARED = "declared"


IDENTITIES = frozenset({TieKind.SAME_EMAIL, TieKind.SAME_ORCID, TieKind.SAME_ACCOUNT})


@dataclass(frozen=True)
class Tie:
    """A relation from one to another, or, noted and of identity, between two; `file` and `line` say where it stands.

    `noted_by`: whose word a conflict is, an incubator or one of the two; empty is the installation's.
    `is_confidential`: nobody else is told of it.
    """

    kind: TieKind
    left_id: str
    right_id: str
    period: Period = _ALWAYS
    file: str = ""
    line: int = 0
    noted_by: str = ""
    is_confidential: bool = False

    def other(self, one_id: str) -> str:
        """The other end."""
        return self.right_id if self.left_id == one_id else self.left_id

    def holds_on(self, day: date) -> bool:
        """Whether it counts on a day. Who founded something stays its founder, whatever end is written."""
        return not self.period.begins_after(day) if self.kind is TieKind.FOUNDED else self.period.holds_on(day)


@dataclass(frozen=True)
class Party:
    """Somebody who may have ties: `kind` is that of a counterpart (mentor, talent, lab, investor, startup)."""

    id: str
    kind: str


class Ties:
    """All ties of some parties, by their ends. `houses`: the incubators that look after somebody, with the period."""

    def __init__(
        self, parties: Iterable[Party], ties: Iterable[Tie], houses: Mapping[str, Sequence[tuple[str, Period]]]
    ) -> None:
        self.parties = {party.id: party for party in parties}
        self._houses = houses
        self._of: dict[str, list[Tie]] = defaultdict(list)
        for tie in ties:
            for end in {tie.left_id, tie.right_id}:
                self._of[end].append(tie)

    def to(self, organisation_id: str, *kinds: TieKind) -> list[Tie]:
        """Relations that lead to an organisation."""
        return [
            tie for tie in self._of.get(organisation_id, ()) if tie.kind in kinds and tie.right_id == organisation_id
        ]

    def starting_at(self, one_id: str, *kinds: TieKind) -> list[Tie]:
        """Relations that lead away from somebody."""
        return [tie for tie in self._of.get(one_id, ()) if tie.kind in kinds and tie.left_id == one_id]

    def noted(self, one_id: str, *kinds: TieKind, day: date) -> list[Tie]:
        """Conflicts that were noted of one, and identities, whatever their period, by who has a say on a day."""
        return [tie for tie in self._of.get(one_id, ()) if tie.kind in kinds and self._counts(tie, day)]

    def between(self, one_id: str, *kinds: TieKind, day: date) -> list[Tie]:
        """Those that hold on the day."""
        return [tie for tie in self.noted(one_id, *kinds, day=day) if tie.holds_on(day)]

    def _counts(self, tie: Tie, day: date) -> bool:
        """What an incubator noted counts while it looks after one of the two (`has_say` of the graph)."""
        ends = (tie.left_id, tie.right_id)
        if not tie.noted_by or tie.noted_by in ends:
            return True
        houses = [house for end in ends for house in self._houses.get(end, ())]
        return any(house == tie.noted_by and period.holds_on(day) for house, period in houses)
