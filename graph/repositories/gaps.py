"""What an incubator's demand and supply are counted from, each in one reading."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, timedelta

from graph.domain.kinds import pooled_kind
from graph.domain.periods import Period
from graph.domain.reach import Reach, reach_code
from graph.domain.states.requests import CAME_TO_NOTHING, NeedState, RequestState
from graph.domain.states.terms import Availability, TermState
from graph.entities.gaps import GapNeed, GapPerson, GapWork
from graph.entities.term import Term
from graph.query_runner import Row
from graph.repositories.availability import AvailabilityRepository
from graph.repositories.base import Repository
from graph.repositories.pool_rows import state_before
from graph.repositories.rows import state_of

LIMIT = 20_000
LOOKED_BACK = timedelta(days=366)
"""How far back needs and terms are read: to the month's end a year ago."""


class GapRepository(Repository):
    """Every method takes the incubator that asks: nobody sees another's."""

    def list_needs(self, incubator_id: str, day: date) -> list[GapNeed]:
        """Needs of its startups that were open within the year, by id."""
        rows = self._tx.rows("gaps.needs", id=incubator_id, since=day - LOOKED_BACK, day=day, limit=LIMIT)
        times: dict[str, list[Period]] = {}
        for row in rows:
            times.setdefault(row["id"], []).append(Period(row["here_from"], row["here_to"]))
        return [self._need(row, tuple(times[row["id"]])) for row in {row["id"]: row for row in rows}.values()]

    def list_people(self, incubator_id: str, day: date) -> list[GapPerson]:
        """Who is in its pool, or was within the year, by id."""
        rows = self._tx.rows("gaps.people", id=incubator_id, since=day - LOOKED_BACK, day=day, limit=LIMIT)
        taken = AvailabilityRepository(self._tx).taken_places()
        return sorted((_person(row, incubator_id, taken) for row in rows), key=lambda one: one.id)

    def list_work(self, person_ids: Collection[str], day: date) -> list[GapWork]:
        """When work took a place of these people within the year."""
        calendar = self._tx.calendar
        since = calendar.start_of(day - LOOKED_BACK)
        rows = self._tx.rows("gaps.work", ids=sorted(person_ids), since=since)
        return [
            GapWork(
                row["person_id"],
                calendar.day_of(row["opened_at"]),
                calendar.day_of(row["closed_at"]) if row["closed_at"] else None,
            )
            for row in rows
            if row["opened_at"]
        ]

    def _need(self, row: Row, here: tuple[Period, ...]) -> GapNeed:
        calendar, requests = self._tx.calendar, row["requests"]
        accepted = [one["decided_at"] for one in requests if one["state"] == RequestState.ACCEPTED]
        answered = [calendar.day_of(moment) if moment else None for moment in accepted]
        waiting = [one["asked_at"] for one in requests if one["state"] == RequestState.ASKED and one["asked_at"]]
        return GapNeed(
            id=row["id"], kind=row["kind"], title=row["title"] or "", state=state_of(NeedState, row["state"]),
            opened_on=row["opened_on"], closed_on=row["closed_on"], places=row["places"],
            startup_id=row["startup_id"], startup_name=row["startup_name"],
            startup_name_zh=row["startup_name_zh"] or "", here=here,
            stage=row["stage"] or "", category=row["category"] or "", region=row["region"] or "",
            languages=tuple(row["languages"] or row["startup_languages"] or ()),
            industries=tuple(sorted(row["industries"] or row["startup_industries"])),
            help_areas=tuple(row["help_areas"] or ()),
            refused=sum(one["state"] in CAME_TO_NOTHING for one in requests),
            answered_on=tuple(answered), asked_on=calendar.day_of(min(waiting)) if waiting else None,
        )  # fmt: skip


def _person(row: Row, incubator_id: str, taken: dict[str, int]) -> GapPerson:
    person = row["person"]
    return GapPerson(
        id=person["id"], name=person["name"], name_zh=person["name_zh"] or "",
        category=person["category"] or "", region=person["region"] or "",
        languages=tuple(person["languages"] or ()), stages=tuple(person["stages"] or ()),
        industries=tuple(sorted(row["industries"])), help_areas=tuple(person["help_areas"] or ()),
        unconfirmed_areas=tuple(person["unconfirmed_areas"] or ()),
        capacity=pooled_kind().places(person["capacity"]), taken=taken.get(person["id"], 0),
        state=state_of(Availability, person["state"], Availability.ACTIVE), paused_until=person["paused_until"],
        reserving=len(row["reserved_for"]), reserving_here=incubator_id in row["reserved_for"],
        reach=reach_code(Reach(row["reach"])),
        term=Term(state_of(TermState, row["term_state"]), row["since"], row["until"], before=state_before(row)),
    )  # fmt: skip
