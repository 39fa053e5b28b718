"""What follows an acceptance: sessions, ratings by people with habits, an end with an outcome."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta

from graph.domain.kinds import Outcome
from graph.domain.roles import Side
from graph.domain.states.work import EngagementState, SessionState
from webapp.demo.chance import Chance, at_hour, words, working_day
from webapp.demo.habits import Character, Venture
from webapp.demo.letters import Letters, Minutes, at_startup, in_room
from webapp.demo.records import Records, Row

_HOURS = (9, 10, 10, 11, 14, 14, 15, 16, 16, 17)


class Meetings:
    """Holds the sessions of engagements; `now` is where the past ends."""

    def __init__(self, seed: int, on: date, records: Records) -> None:
        self.now = at_hour(on, 8)
        self._chance = Chance(seed, "meetings")
        said, kinds = words("sayings"), ("liked", "disliked", "of_startups", "completed", "ended_early")
        self._letters = {kind: Letters(Chance(seed, kind), said[kind]) for kind in kinds}
        self.minutes = Minutes(Chance(seed, "minutes"))
        self._on = on
        self._records = records

    def hold(
        self,
        engagement: Row,
        proposal: Row,
        venture: Venture,
        who: Character,
        saying: Row,
        fit: float,
        latest: date | None,
    ) -> date:
        """Meet every few weeks until the end; returns the day on which the place is free again."""
        chance = self._chance
        started: date = engagement["opened_at"].date()
        end = started + timedelta(days=chance.whole(50, 150))
        end = min(end, latest) if latest else end
        day, number = started + timedelta(days=chance.whole(3, 12)), 0
        given: dict[Side, list[int]] = {Side.SEEKER: [], Side.PROVIDER: []}
        notes = self.minutes.of_work(engagement["id"], saying["area"], venture)
        while day < end and day < self._on + timedelta(days=20):
            number += 1
            self._one(engagement, venture, who, fit, number, working_day(day), notes, given)
            day += timedelta(days=chance.whole(10, 26))
        self._note_means(proposal, given)
        if end < self._on:
            self._close(engagement, proposal, who, given[Side.SEEKER], end)
        return end

    def _one(
        self,
        engagement: Row,
        venture: Venture,
        who: Character,
        fit: float,
        number: int,
        day: date,
        notes: Iterator[str],
        given: dict[Side, list[int]],
    ) -> None:
        chance = self._chance
        starts_at = at_hour(day, chance.pick(_HOURS), chance.pick((0, 30)))
        online = chance.happens(0.35)
        place = (
            ""
            if online
            else chance.pick((at_startup(venture), in_room(venture, who.row["region"], chance.whole(1, 9))))
        )
        link = f"https://meet.example/{engagement['id'][-8:]}" if online else None
        state = self._state_of(starts_at)
        session = self._records.meet(engagement, number, starts_at, chance.pick((60, 60, 90)), state, place, link)
        if state is SessionState.HELD:
            session["notes"] = next(notes) if chance.happens(0.7) else None
            self.rate_both(session, venture, who, fit, given)

    def _state_of(self, starts_at: datetime) -> SessionState:
        if starts_at > self.now:
            return SessionState.PLANNED
        return SessionState.CANCELLED if self._chance.happens(0.05) else SessionState.HELD

    def rate_both(
        self, session: Row, venture: Venture, who: Character, fit: float, given: dict[Side, list[int]]
    ) -> None:
        """Both sides rate within two weeks, one in eight never does."""
        liked = 3.55 + who.habit.quality + 0.16 * (fit - 2.5) - venture.strict
        earned = 3.7 + venture.earnest - who.habit.strict
        for side, mean in ((Side.SEEKER, liked), (Side.PROVIDER, earned)):
            at = session["starts_at"] + timedelta(hours=self._chance.whole(2, 200))
            if at < self.now and self._chance.happens(0.87):
                rating = max(1, min(5, round(self._chance.normal(mean, 0.55))))
                self._records.rate(session, side, rating, self._comment(side, rating, venture, who), at)
                given[side].append(rating)

    def _comment(self, side: Side, rating: int, venture: Venture, who: Character) -> str | None:
        if not self._chance.happens(0.3):
            return None
        if side is Side.PROVIDER:
            return self._letters["of_startups"].write(self._tongue_of(who), venture.id)
        return self._letters["liked" if rating >= 4 else "disliked"].write(venture.tongue, who.id)

    def _tongue_of(self, who: Character) -> str:
        """The language in which somebody writes this time."""
        return self._chance.pick([one for one in who.row.get("languages") or ("en", "zh") if one in ("en", "zh")])

    def _note_means(self, proposal: Row, given: dict[Side, list[int]]) -> None:
        for column, side in (("rating_by_seeker", Side.SEEKER), ("rating_by_provider", Side.PROVIDER)):
            if given[side]:
                proposal[column] = round(sum(given[side]) / len(given[side]))

    def _close(self, engagement: Row, proposal: Row, who: Character, ratings: list[int], end: date) -> None:
        mean = sum(ratings) / len(ratings) if ratings else 3.0
        completed = self._chance.happens(min(0.95, max(0.15, 0.35 * (mean - 2))))
        at: datetime = self._chance.moment(end)
        note = self._letters["completed" if completed else "ended_early"].write(self._tongue_of(who), who.id)
        outcome = Outcome.COMPLETED if completed else Outcome.ENDED_EARLY
        engagement |= {"state": EngagementState.CLOSED, "closed_at": at, "outcome": outcome, "closing_note": note}
        proposal["outcome"] = outcome
