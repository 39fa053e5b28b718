"""Conflicts of interest between startups and providers: noted ones, in force for a time, and those that facts imply."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from graph.domain.kinds import MENTOR
from graph.domain.periods import Period
from graph.entities.profile import Conflict
from graph.query_runner import Row
from graph.repositories.base import Repository
from graph.rules.conflict_rules import Severity, shipped_conflict_rules
from graph.rules.finding_conflicts import conflicts_of
from graph.rules.ties import Party, Tie, TieKind, Ties

_OF_FOUNDERS = (TieKind.FAMILY, TieKind.SUPERVISION, TieKind.DECLARED)
_RELATIONS = {"FOUNDED": TieKind.FOUNDED, "WORKS_AT": TieKind.WORKS_AT}


class ConflictRepository(Repository):
    """Who must not be brought together, and from when to when."""

    def list_of_startup(self, startup_id: str, day: date) -> list[Conflict]:
        """The conflicts of a startup that are in force on a day, noted and implied; `right_id` is the other side."""
        noted = [Conflict(**row) for row in self._tx.rows("conflicts.of_startup", id=startup_id, day=day)]
        known = {conflict.right_id for conflict in noted}
        return [*noted, *(one for one in self.list_implied(startup_id, day) if one.right_id not in known)]

    def list_implied(self, startup_id: str, day: date) -> list[Conflict]:
        """What forbids a match though nobody noted it: founders and staff, under whatever record, and their relatives.

        By the same rules as `liulu conflicts` (graph/rules/finding_conflicts.py).
        """
        ties = list(self._ties(startup_id, day))
        if not ties:
            return []
        parties = {end for tie in ties for end in (tie.left_id, tie.right_id)} - {startup_id}
        known = Ties((Party(one, MENTOR.name) for one in parties), ties, {})
        return [
            Conflict("", startup_id, found.other_id, found.kind, found.period.since, found.period.until)
            for found in conflicts_of(startup_id, known, shipped_conflict_rules(), day)
            if found.severity is Severity.FORBIDS
        ]

    def _ties(self, startup_id: str, day: date) -> Iterator[Tie]:
        """What ties a startup to people, by its founders, staff and accounts; an account stands for who holds it."""
        people = self._tx.rows("conflicts.people_of", id=startup_id)
        accounts = self._tx.rows("conflicts.accounts_of", id=startup_id)
        for row in people:
            yield Tie(_RELATIONS[row["kind"]], row["id"], startup_id, Period(row["since"], row["until"]))
        for row in accounts:
            yield Tie(TieKind.WORKS_AT, row["id"], startup_id)
            if row["person_id"]:
                yield Tie(TieKind.SAME_ACCOUNT, row["id"], row["person_id"])
        founders = sorted({row["id"] for row in people if _RELATIONS[row["kind"]] is TieKind.FOUNDED})
        if founders:
            kinds = [str(kind) for kind in _OF_FOUNDERS]
            for row in self._tx.rows("conflicts.noted_of_people", ids=founders, kinds=kinds, day=day):
                yield Tie(TieKind(row["kind"]), row["id"], row["other_id"], Period(row["since"], row["until"]))
        yield from self._same_people(startup_id, [*people, *accounts])

    def _same_people(self, startup_id: str, rows: Sequence[Row]) -> Iterator[Tie]:
        """Records with the e-mail address or the ORCID of one of these, in the pools of the startup's incubators."""
        emails = {row["email"].lower(): row["id"] for row in rows if row["email"]}
        orcids = {row["orcid"]: row["id"] for row in rows if row.get("orcid")}
        if not emails and not orcids:
            return
        for row in self._tx.rows(
            "conflicts.people_known_by", id=startup_id, emails=sorted(emails), orcids=sorted(orcids)
        ):
            for kind, own in (
                (TieKind.SAME_EMAIL, emails.get(row["email"])),
                (TieKind.SAME_ORCID, orcids.get(row["orcid"])),
            ):
                if own is not None and own != row["id"]:
                    yield Tie(kind, own, row["id"])
