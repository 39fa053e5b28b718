"""A year of requests for mentors, played day by day: who is shown, who is asked, who answers how and when."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

from graph.domain.answers import Answer
from graph.domain.reasons import DeclineReason, DismissReason, WithdrawReason
from graph.domain.states.requests import NeedState, RequestState
from graph.ids import milliseconds
from webapp.demo.chance import Chance, sigmoid, words
from webapp.demo.habits import Character, Venture
from webapp.demo.letters import Letters
from webapp.demo.meetings import Meetings
from webapp.demo.questions import Questions
from webapp.demo.records import Records, Row

DAYS = 400
SHOWN = 5
EXPIRES_DAYS = 14
# Their situation of today is set by hand (current_situation.py), so their played history ends earlier.
QUIET = {"person-gu-mingche": 45, "startup-tidewell": 40, "person-ding-kezhi": 150, "person-qiao-lanxin": 20}
KEPT_APART = {("startup-tidewell", f"person-{name}") for name in ("gu-mingche", "wen-rushan", "qiao-lanxin")}


class History:
    """Plays the year; `places` is read again by current_situation.py."""

    def __init__(
        self,
        seed: int,
        on: date,
        ventures: list[Venture],
        supervisors: list[Character],
        questions: Questions,
        records: Records,
    ) -> None:
        self._questions = questions
        self._asks = Letters(Chance(seed, "asks"), words("sayings")["asks"])
        self._chance = Chance(seed, "history")
        self._on = on
        self._ventures = ventures
        self._supervisors = supervisors
        self._records = records
        self._meetings = Meetings(seed, on, records)
        self._busy: dict[str, list[tuple[date, date]]] = {}
        self._accepted: dict[str, int] = {}
        self._pairs: dict[tuple[str, str], date] = {}

    def play(self) -> None:
        """Every need in the order of its day."""
        calendar = []
        for venture in self._ventures:
            last = QUIET.get(venture.id, 2)
            days = sorted({self._chance.whole(last, DAYS) for _ in range(self._chance.whole(8, 12))}, reverse=True)
            calendar += [(self._on - timedelta(days=ago), venture, number) for number, ago in enumerate(days, 1)]
        for opened, venture, number in sorted(calendar, key=lambda entry: (entry[0], entry[1].id)):
            self._one_need(venture, opened, number)

    def taken(self, supervisor_id: str, day: date) -> int:
        """How many startups this supervisor guides on that day."""
        return sum(1 for start, end in self._busy.get(supervisor_id, ()) if start <= day < end)

    def _guides(self, supervisor_id: str, startup_id: str, day: date) -> bool:
        """Whether the two work together on that day already."""
        ended = self._pairs.get((supervisor_id, startup_id))
        return ended is not None and day < ended

    def _one_need(self, venture: Venture, opened: date, number: int) -> None:
        chance = self._chance
        saying = self._questions.next_of(venture)
        need = self._records.need(chance, venture, saying, opened, number)
        ranked = self._ranked(venture, saying, opened)
        at = need["created_at"] + timedelta(minutes=chance.whole(2, 40))
        proposals = self._records.show(need, [who.id for _, who in ranked], [score for score, _ in ranked], at)
        asked = self._decide(venture, saying, [who for _, who in ranked], proposals, at)
        self._answers(venture, need, saying, asked)
        self._close(need)

    def _ranked(self, venture: Venture, saying: Row, day: date) -> list[tuple[float, Character]]:
        """The list of that day: close ones first, the often accepted a little higher, some chance."""
        scored = []
        for who in self._supervisors:
            if who.row["joined_on"] > day or QUIET.get(who.id, 0) > (self._on - day).days:
                continue
            if self._guides(who.id, venture.id, day) or (venture.id, who.id) in KEPT_APART:
                continue
            popular = 0.1 * min(10, self._accepted.get(who.id, 0)) + 1.5 * who.habit.known
            score = closeness(venture, who, saying) + popular + self._chance.normal(0, 0.8)
            scored.append((score - 1.2 * (self.taken(who.id, day) >= who.row["capacity"]), who))
        scored.sort(key=lambda pair: (-pair[0], pair[1].id))
        return [(sigmoid(score - 3), who) for score, who in scored[:SHOWN]]

    def _decide(
        self, venture: Venture, saying: Row, people: list[Character], proposals: list[Row], at: datetime
    ) -> list[tuple[Row, Character]]:
        """What the startup does with its list: asks up to three, saves or dismisses a few."""
        chance = self._chance
        asked: list[tuple[Row, Character]] = []
        for proposal, who in zip(proposals, people, strict=True):
            likes = wish(venture, who, saying) - 0.12 * proposal["position"] + chance.normal(0, 0.5)
            when = at + timedelta(hours=chance.whole(0, 60))
            if (
                len(asked) < 3
                and when < self._meetings.now
                and chance.happens(sigmoid(likes + 0.5) * 0.55 ** len(asked))
            ):
                proposal |= {
                    "state": RequestState.ASKED,
                    "seeker_decision": Answer.ACCEPTED,
                    "asked_at": when,
                    "changed_at": milliseconds(when),
                }
                proposal |= {"note": self._asks.write(venture.tongue, who.id), "asked_by": venture.row["name"]}
                asked.append((proposal, who))
            elif likes < -1.2 and chance.happens(0.4):
                reason = (
                    DismissReason.WRONG_FIELD
                    if venture.field["code"] not in who.row["industries"]
                    else chance.pick(words("sayings")["dismiss"])
                )
                proposal |= {
                    "state": RequestState.DISMISSED,
                    "seeker_decision": Answer.DECLINED,
                    "dismiss_reason": reason,
                    "decided_on": at.date(),
                }
            elif likes > 0 and chance.happens(0.3):
                proposal["state"] = RequestState.SAVED
        return sorted(asked, key=lambda pair: pair[0]["asked_at"])

    def _answers(self, venture: Venture, need: Row, saying: Row, asked: list[tuple[Row, Character]]) -> None:
        """Each asked supervisor's answer in the order of time; the first acceptance fills the need."""
        now = self._meetings.now
        timeline = sorted(
            (
                (proposal["asked_at"] + self._delay(who, proposal["asked_at"]), index)
                for index, (proposal, who) in enumerate(asked)
            )
        )
        filled: datetime | None = None
        for when, index in timeline:
            proposal, who = asked[index]
            limit = proposal["asked_at"] + timedelta(days=EXPIRES_DAYS)
            if filled and filled < now:
                give_way(proposal, filled)
            elif when > limit and limit < now:
                settle(proposal, RequestState.EXPIRED, limit)
            elif when < now:
                filled = self._answer(venture, need, saying, proposal, who, when)

    def _answer(
        self, venture: Venture, need: Row, saying: Row, proposal: Row, who: Character, at: datetime
    ) -> datetime | None:
        """Accept or decline; the moment in which the need is filled, if it is."""
        day = at.date()
        reason = self._refusal(venture, saying, who, day)
        if reason:
            decline(proposal, reason, at)
            return None
        settle(proposal, RequestState.ACCEPTED, at, provider_decision=Answer.ACCEPTED)
        need |= {"state": NeedState.CLOSED, "closed_on": day}
        self._accepted[who.id] = self._accepted.get(who.id, 0) + 1
        latest = self._on - timedelta(days=QUIET.get(who.id, 0) - 5) if who.id in QUIET else None
        engagement = self._records.engage(proposal, need, who.id, at)
        end = self._meetings.hold(engagement, proposal, venture, who, saying, closeness(venture, who, saying), latest)
        self._busy.setdefault(who.id, []).append((day, end))
        self._pairs[who.id, venture.id] = end
        return at

    def _refusal(self, venture: Venture, saying: Row, who: Character, day: date) -> DeclineReason | None:
        """Why this supervisor says no on that day; None for a yes."""
        same = venture.field["code"] in who.row["industries"]
        # Answers come out of order, so places promised for later days count too.
        if sum(1 for _, end in self._busy.get(who.id, ()) if end > day) >= who.row["capacity"]:
            return DeclineReason.NO_TIME
        if who.habit.close_only and not same:
            return DeclineReason.WRONG_FIELD
        load = self.taken(who.id, day) / who.row["capacity"]
        stage = venture.row["stage"] in who.row["stages"]
        skill = saying["area"] in who.areas
        ready = who.habit.willing + 0.1 + (0.9 if same else -1.2) + 0.6 * skill + 0.5 * stage - 0.5 * load
        if self._chance.happens(sigmoid(ready)):
            return None
        return (
            DeclineReason.WRONG_FIELD
            if not same and self._chance.happens(0.8)
            else self._chance.pick((DeclineReason.NO_TIME, DeclineReason.NO_TIME, DeclineReason.OTHER))
        )

    def _delay(self, who: Character, asked_at: datetime) -> timedelta:
        if who.habit.idle and (self._on - asked_at.date()).days < 160:
            return timedelta(days=EXPIRES_DAYS + 1)
        return timedelta(minutes=round(1440 * max(0.1, who.habit.days * 2.718 ** self._chance.normal(0, 0.35))))

    def _close(self, need: Row) -> None:
        """Old needs that nobody took are given up, most of them."""
        age = (self._on - need["opened_on"]).days
        if need["state"] == NeedState.OPEN and (age > 100 or (age > 30 and self._chance.happens(0.8))):
            need |= {
                "state": NeedState.CLOSED,
                "closed_on": need["opened_on"] + timedelta(days=min(age, self._chance.whole(20, 45))),
            }


def closeness(venture: Venture, who: Character, saying: Row) -> float:
    """How much a supervisor truly has to do with this need: field, topics, skill, stage."""
    same = 1.3 * (venture.field["code"] == who.field) + 1.1 * (venture.field["code"] in who.row["industries"])
    topics = 0.5 * len(set(venture.row["topics"]) & set(who.row["topics"]))
    skill = 2.4 * (saying["area"] in who.areas)
    return float(same) + topics + skill + 0.4 * (venture.row["stage"] in who.row["stages"])


def wish(venture: Venture, who: Character, saying: Row) -> float:
    """How much the startup wants this supervisor, as a log-odds."""
    near = venture.row["region"] == who.row["region"]
    spoken = bool(set(venture.row["languages"]) & set(who.row["languages"]))
    category = 0.9 if who.row["category"] in words("areas")[saying["area"]]["done_by"] else -0.3
    local = (0.9 if near else -0.5) if venture.local else 0.2 * near
    return -2.0 + 0.45 * closeness(venture, who, saying) + category + local - 2.0 * (not spoken)


def give_way(proposal: Row, filled: datetime) -> None:
    """Withdraw a request because its need was filled."""
    settle(
        proposal,
        RequestState.WITHDRAWN,
        max(filled, proposal["asked_at"]),
        withdraw_reason=WithdrawReason.PLACE_FILLED,
    )


def decline(proposal: Row, reason: DeclineReason, at: datetime) -> None:
    """Write a no; who has no time may be asked again two months later."""
    again = at.date() + timedelta(days=60) if reason is DeclineReason.NO_TIME else None
    more = {"provider_decision": Answer.DECLINED, "decline_reason": reason, "ask_again_on": again}
    settle(proposal, RequestState.DECLINED, at, **more)


def settle(proposal: Row, state: RequestState, at: datetime, **more: Any) -> None:
    """Write how a request ended."""
    proposal |= {"state": state, "decided_at": at, "decided_on": at.date(), "changed_at": milliseconds(at)} | more
