"""A year of requests to investors: who is asked, who answers how, which talks end in an investment of how much."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta

from graph.domain.answers import Answer
from graph.domain.kinds import Outcome
from graph.domain.reasons import DeclineReason, DismissReason
from graph.domain.roles import Side
from graph.domain.states.requests import NeedState, RequestState
from graph.domain.states.terms import Availability
from graph.domain.states.work import EngagementState, SessionState
from webapp.demo import deals
from webapp.demo.chance import Chance, Deck, at_hour, sigmoid, words, working_day
from webapp.demo.habits import Character, Habit, Venture, draw_habit
from webapp.demo.history import DAYS, EXPIRES_DAYS, SHOWN, decline, give_way, settle
from webapp.demo.letters import Letters, at_startup, in_room
from webapp.demo.meetings import Meetings
from webapp.demo.questions import of_field
from webapp.demo.records import Records, Row

# The demonstration's own investor, whose situation of today is set by hand (investor_situation.py).
PERSONA = "investor-heron-point"
_QUIET_DAYS = 40


class InvestorHistory:
    """Plays the year; `stakes` are the investments that came of it, `investors` who they are."""

    def __init__(self, seed: int, on: date, ventures: list[Venture], investors: list[Row], records: Records) -> None:
        self._chance = Chance(seed, "investor history")
        self._on = on
        self._ventures = ventures
        self.investors = [self._character(row) for row in investors]
        self.stakes: list[Row] = []
        self._records = records
        self._meetings = Meetings(seed + 2, on, records)
        self._questions: Deck[Row] = Deck(Chance(seed, "rounds"), words("other_questions")["investor"])
        self.letters = {kind: Letters(Chance(seed, f"deal {kind}"), lines) for kind, lines in words("deals").items()}
        self._busy: dict[str, list[tuple[date, date]]] = {}
        self._pairs: set[tuple[str, str]] = set()

    def play(self) -> None:
        """Every round of every startup, in the order of its day."""
        calendar = []
        for venture in self._ventures:
            least = _QUIET_DAYS if venture.id == "startup-tidewell" else 3
            ago = sorted({self._chance.whole(least, DAYS) for _ in range(self._chance.whole(2, 4))}, reverse=True)
            calendar += [(self._on - timedelta(days=days), venture, number) for number, days in enumerate(ago, 31)]
        for opened, venture, number in sorted(calendar, key=lambda entry: (entry[0], entry[1].id)):
            self._one_need(venture, opened, number)

    def question_of(self, venture: Venture) -> Row:
        """How this startup asks for money."""
        return self._questions.deal(lambda one: of_field(one, venture))

    def _character(self, row: Row) -> Character:
        """Its places and habits; they come of a stream of their own, so that profiles stay what they were."""
        habit = draw_habit(self._chance, row["kind"])
        row |= {"capacity": self._chance.whole(4, 9), "state": Availability.ACTIVE}
        if row["id"] == PERSONA:
            habit = Habit(days=2, willing=0.6, strict=0.0, quality=0.4)
        return Character(row, replace(habit, willing=habit.willing - 0.4), row["industries"][0])

    def _one_need(self, venture: Venture, opened: date, number: int) -> None:
        chance = self._chance
        saying = self.question_of(venture)
        need = self._records.need(chance, venture, saying, opened, number, "investor")
        need |= {"amount": deals.amount_of(chance, venture.row["stage"]), "languages": []}
        ranked = self._ranked(venture, need, opened)
        at = need["created_at"] + timedelta(minutes=chance.whole(2, 40))
        proposals = self._records.show(need, [who.id for _, who in ranked], [score for score, _ in ranked], at)
        filled: datetime | None = None
        asked = self._asked(venture, need, list(zip(proposals, [who for _, who in ranked], strict=True)), at)
        for answers_at, proposal, who in sorted(asked, key=lambda entry: entry[0]):
            filled = self._answers(venture, need, proposal, who, answers_at, filled) or filled
        age = (self._on - opened).days
        if need["state"] == NeedState.OPEN and age > 45:
            need |= {"state": NeedState.CLOSED, "closed_on": opened + timedelta(days=min(age, chance.whole(30, 44)))}

    def _ranked(self, venture: Venture, need: Row, day: date) -> list[tuple[float, Character]]:
        scored = []
        for who in self.investors:
            quiet = who.id == PERSONA and (self._on - day).days < _QUIET_DAYS
            if quiet or (who.id, venture.id) in self._pairs or (who.id, venture.id) == (PERSONA, "startup-tidewell"):
                continue
            scored.append(
                (deal_closeness(venture, who, need) + 0.6 * who.habit.known + self._chance.normal(0, 0.6), who)
            )
        scored.sort(key=lambda pair: (-pair[0], pair[1].id))
        return [(sigmoid(score - 3), who) for score, who in scored[:SHOWN]]

    def _asked(
        self, venture: Venture, need: Row, shown: list[tuple[Row, Character]], at: datetime
    ) -> list[tuple[datetime, Row, Character]]:
        """Up to three are asked; each with the moment in which it will answer."""
        chance = self._chance
        asked: list[tuple[datetime, Row, Character]] = []
        for proposal, who in shown:
            likes = deal_closeness(venture, who, need) - 2.6 - 0.1 * proposal["position"] + chance.normal(0, 0.5)
            when = at + timedelta(hours=chance.whole(0, 60))
            if len(asked) < 3 and when < self._meetings.now and chance.happens(sigmoid(likes)):
                proposal |= {
                    "state": RequestState.ASKED, "seeker_decision": Answer.ACCEPTED, "asked_at": when,
                    "asked_by": venture.row["name"], "note": self.letters["asks"].write(venture.tongue, who.id),
                }  # fmt: skip
                days = max(0.2, who.habit.days * 2.718 ** chance.normal(0, 0.35)) + (
                    EXPIRES_DAYS if who.habit.idle else 0
                )
                asked.append((when + timedelta(minutes=round(1440 * days)), proposal, who))
            elif likes < -1.5 and chance.happens(0.4):
                fits = venture.row["stage"] in who.row["stages"]
                reason = DismissReason.WRONG_FIELD if fits else DismissReason.WRONG_STAGE
                proposal |= {
                    "state": RequestState.DISMISSED,
                    "seeker_decision": Answer.DECLINED,
                    "dismiss_reason": reason,
                }
                proposal["decided_on"] = at.date()
            elif likes > 0 and chance.happens(0.3):
                proposal["state"] = RequestState.SAVED
        return asked

    def _answers(
        self, venture: Venture, need: Row, proposal: Row, who: Character, at: datetime, filled: datetime | None
    ) -> datetime | None:
        """One answer; the moment in which the need is filled, if this fills it."""
        limit = proposal["asked_at"] + timedelta(days=EXPIRES_DAYS)
        if filled and filled < self._meetings.now:
            give_way(proposal, filled)
        elif at > limit and limit < self._meetings.now:
            settle(proposal, RequestState.EXPIRED, limit)
        elif at < self._meetings.now:
            reason, note = self._refusal(venture, need, who, at.date())
            if not reason:
                self._talk(venture, need, proposal, who, at)
                return at
            decline(proposal, reason, at)
            proposal["decline_note"] = note
        return None

    def _refusal(
        self, venture: Venture, need: Row, who: Character, day: date
    ) -> tuple[DeclineReason | None, str | None]:
        """Why this investor says no; None for a yes, and a note if there is one."""
        if sum(1 for _, end in self._busy.get(who.id, ()) if end > day) >= who.row["capacity"]:
            return DeclineReason.NO_TIME, None
        same = venture.field["code"] in who.row["industries"]
        if not deals.takes(who.row, need["amount"]) and self._chance.happens(0.8):
            size = "too_small" if need["amount"] < who.row["ticket_min"] else "too_large"
            return DeclineReason.OTHER, self.letters[size].write(venture.tongue, need["id"])
        if who.habit.close_only and not same:
            return DeclineReason.WRONG_FIELD, None
        if self._chance.happens(sigmoid(who.habit.willing + 0.5 * deal_closeness(venture, who, need) - 1.2)):
            return None, None
        if not same:
            return DeclineReason.WRONG_FIELD, None
        return self._chance.pick((DeclineReason.NO_TIME, DeclineReason.OTHER)), None

    def _talk(self, venture: Venture, need: Row, proposal: Row, who: Character, at: datetime) -> None:
        """Meetings every other week, then an investment or a no."""
        settle(proposal, RequestState.ACCEPTED, at, provider_decision=Answer.ACCEPTED)
        need |= {"state": NeedState.CLOSED, "closed_on": at.date()}
        self._pairs.add((who.id, venture.id))
        engagement = self._records.engage(proposal, need, who.id, at)
        end = at.date() + timedelta(days=self._chance.whole(30, 75))
        if who.id == PERSONA:
            end = min(end, self._on - timedelta(days=3))
        self._busy.setdefault(who.id, []).append((at.date(), end))
        self.meet(engagement, proposal, venture, who, end)
        if end < self._on:
            self.close(engagement, proposal, need, who, end)

    def meet(self, engagement: Row, proposal: Row, venture: Venture, who: Character, end: date) -> None:
        """Meet until the end, and rate each other."""
        chance = self._chance
        given: dict[Side, list[int]] = {Side.SEEKER: [], Side.PROVIDER: []}
        day, number = engagement["opened_at"].date() + timedelta(days=chance.whole(3, 9)), 0
        while day < end and day < self._on + timedelta(days=14):
            number += 1
            starts_at = at_hour(working_day(day), chance.pick((10, 14, 15, 16)))
            held = starts_at < self._meetings.now
            place = chance.pick((at_startup(venture), in_room(venture, who.row["region"], chance.whole(1, 9))))
            state = SessionState.HELD if held else SessionState.PLANNED
            session = self._records.meet(engagement, number, starts_at, 60, state, place, None)
            if held:
                session["notes"] = (
                    self.letters["meetings"].write(venture.tongue, engagement["id"]) if chance.happens(0.7) else None
                )
                self._meetings.rate_both(session, venture, who, 3.0, given)
            day += timedelta(days=chance.whole(10, 18))
        for column, side in (("rating_by_seeker", Side.SEEKER), ("rating_by_provider", Side.PROVIDER)):
            if given[side]:
                proposal[column] = round(sum(given[side]) / len(given[side]))

    def close(self, engagement: Row, proposal: Row, need: Row, who: Character, end: date) -> None:
        """An investment of a part of the amount, more likely where the ticket fits and both liked each other."""
        fits = deals.takes(who.row, need["amount"])
        liked = (proposal["rating_by_provider"] or 3) - 3.5
        invested = self._chance.happens(sigmoid(0.2 + 0.9 * liked + (0.3 if fits else -1.2)))
        outcome = Outcome.INVESTED if invested else Outcome.ENDED_EARLY
        note = self.letters["won" if invested else "lost"].write(self._chance.pick(("en", "zh")), who.id)
        engagement |= {
            "state": EngagementState.CLOSED,
            "closed_at": self._chance.moment(end),
            "outcome": outcome,
            "closing_note": note,
        }
        proposal["outcome"] = outcome
        if invested:
            share = min(need["amount"], who.row["ticket_max"]) * self._chance.pick((0.4, 0.5, 0.7, 1.0))
            proposal |= {"amount": round(share, -4), "currency": "CNY"}
            self.stakes.append({"from_id": who.id, "to_id": need["startup_id"], "from": end, "to": None})


def deal_closeness(venture: Venture, who: Character, need: Row) -> float:
    """How much an investor truly has to do with this round: field, topics, stage, ticket."""
    same = 1.8 * (venture.field["code"] in who.row["industries"])
    topics = 0.5 * len(set(venture.row["topics"]) & set(who.row["topics"]))
    stage = 0.8 * (venture.row["stage"] in who.row["stages"])
    return float(same) + topics + stage + (1.0 if deals.takes(who.row, need["amount"]) else -0.8)
