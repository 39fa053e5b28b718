"""Where the named people stand today: what waits for the demonstration's own accounts."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from graph.domain.answers import Answer
from graph.domain.reasons import DismissReason
from graph.domain.roles import Side
from graph.domain.states.requests import NeedState, RequestState
from graph.domain.states.terms import Availability
from graph.domain.states.work import EngagementState, SessionState
from graph.ids import milliseconds
from webapp.demo.chance import Chance, at_hour, sigmoid, words, working_day
from webapp.demo.habits import Character, Venture
from webapp.demo.history import closeness
from webapp.demo.letters import Letters, in_room
from webapp.demo.meetings import Meetings
from webapp.demo.questions import Questions
from webapp.demo.records import Records, Row

_GUIDED = ("suhe", "fenghe", "qinghe")
_OPENED_AGO = {"suhe": 96, "fenghe": 171, "qinghe": 52}
_FIRST = ("person-gu-mingche", "person-wen-rushan", "person-qiao-lanxin")
_STUCK = (("person-cheng-yubai", 12), ("person-ding-kezhi", 9), ("person-xu-zhaoning", 8), ("person-ding-kezhi", 6))
_ROOM = ("Zhangjiang", 4)


class CurrentSituation:
    """Adds today's situation after the year was played."""

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
        self._asks = Letters(Chance(seed, "live asks"), words("sayings")["asks"])
        self._chance = Chance(seed, "live")
        self._on = on
        self._ventures = {venture.id.removeprefix("startup-"): venture for venture in ventures}
        self._people = {who.id: who for who in supervisors}
        self._records = records
        self._meetings = Meetings(seed + 1, on, records)

    def play(self) -> None:
        """The supervisor's three startups and week, the startup's open need, and what is stuck at the incubator."""
        for key in _GUIDED:
            self._guide(key)
        self._tidewell()
        self._stuck()
        self._fill("person-xu-zhaoning")

    def _fill(self, person_id: str) -> None:
        """Somebody who takes no more: every place is taken."""
        taken = sum(
            1
            for row in self._records.engagements
            if row["supervisor_id"] == person_id and row["state"] == EngagementState.OPEN
        )
        self._people[person_id].row["capacity"] = max(1, taken)

    def _guide(self, key: str) -> None:
        venture, guide = self._ventures[key], self._people["person-gu-mingche"]
        saying = words("sayings")["live"][key]
        opened = self._on - timedelta(days=_OPENED_AGO[key])
        need = self._records.need(self._chance, venture, saying, opened, 70)
        proposal = self._records.show(need, [guide.id], [0.71], need["created_at"])[0]
        at = need["created_at"] + timedelta(days=2)
        proposal |= {
            "state": RequestState.ACCEPTED, "seeker_decision": Answer.ACCEPTED, "provider_decision": Answer.ACCEPTED, "asked_at": need["created_at"],
            "asked_by": venture.row["name"], "decided_at": at, "decided_on": at.date(), "changed_at": milliseconds(at),
        }  # fmt: skip
        need |= {"state": NeedState.CLOSED, "closed_on": at.date()}
        engagement = self._records.engage(proposal, need, guide.id, at)
        self._past(engagement, proposal, venture, guide, saying)
        self._week(key, engagement, venture)

    def _past(self, engagement: Row, proposal: Row, venture: Venture, guide: Character, saying: Row) -> None:
        given: dict[Side, list[int]] = {Side.SEEKER: [], Side.PROVIDER: []}
        day, number = engagement["opened_at"].date() + timedelta(days=5), 0
        room = in_room(venture, *_ROOM)
        notes = self._meetings.minutes.of_work(engagement["id"], saying["area"], venture)
        while day < self._on - timedelta(days=14):
            number += 1
            starts_at = at_hour(working_day(day), 10)
            session = self._records.meet(engagement, number, starts_at, 60, SessionState.HELD, room, None)
            session["notes"] = next(notes)
            self._meetings.rate_both(session, venture, guide, 4.5, given)
            day += timedelta(days=19)
        for column, side in (("rating_by_seeker", Side.SEEKER), ("rating_by_provider", Side.PROVIDER)):
            proposal[column] = round(sum(given[side]) / len(given[side])) if given[side] else None

    def _week(self, key: str, engagement: Row, venture: Venture) -> None:
        """This week's sessions, and one of last week that the supervisor has still to rate."""
        room = in_room(venture, *_ROOM)
        if key == "suhe":
            self._records.meet(engagement, 80, self._after(1, 10), 60, SessionState.PLANNED, room, None)
            last_week = at_hour(self._on - timedelta(days=9), 14)
            past = self._records.meet(engagement, 79, last_week, 60, SessionState.HELD, room, None)
            past["notes"] = "对比了三家供应商，约好两次拜访。"
            self._records.rate(
                past,
                Side.SEEKER,
                5,
                "告诉我们哪家供应商两年后还会在。",
                self._meetings.now - timedelta(days=7),
            )
        elif key == "fenghe":
            link = "https://meet.example/fenghe-yield"
            self._records.meet(engagement, 80, self._after(3, 16, 30), 60, SessionState.PLANNED, "", link)

    def _after(self, days: int, hour: int, minute: int = 0) -> datetime:
        return at_hour(self._on + timedelta(days=days), hour, minute)

    def _tidewell(self) -> None:
        """An open need of six days ago: one asked two days ago, one saved, one not wanted."""
        venture, saying = self._ventures["tidewell"], words("sayings")["live"]["tidewell"]
        need = self._records.need(self._chance, venture, saying, self._on - timedelta(days=6), 70)
        need["industries"] = ["advanced_materials", "automobile"]
        need["topics"] = ["Piezoelectric sensors", "Scale-up", "Automotive sensors"]
        rest = sorted(
            (who for who in self._people.values() if who.id not in _FIRST and who.row["state"] == Availability.ACTIVE),
            key=lambda who: (-closeness(venture, who, saying), who.id),
        )
        people = [self._people[key] for key in _FIRST] + rest[:9]
        scores = [sigmoid(1.2 - 0.25 * place) for place in range(len(people))]
        proposals = self._records.show(
            need, [who.id for who in people], scores, need["created_at"] + timedelta(minutes=4)
        )
        self._ask(proposals[0], venture, 2, words("sayings")["live_note"])
        proposals[1]["state"] = RequestState.SAVED
        proposals[5] |= {
            "state": RequestState.DISMISSED,
            "seeker_decision": Answer.DECLINED,
            "dismiss_reason": DismissReason.KNOW_ALREADY,
            "decided_on": self._on,
        }

    def _ask(self, proposal: Row, venture: Venture, days_ago: int, note: str) -> None:
        at = at_hour(self._on - timedelta(days=days_ago), 9, 20)
        proposal |= {
            "state": RequestState.ASKED, "seeker_decision": Answer.ACCEPTED, "asked_at": at, "note": note, "asked_by": venture.row["name"],
            "changed_at": milliseconds(at),
        }  # fmt: skip

    def _stuck(self) -> None:
        """Requests that the first incubator should chase."""
        home = sorted(
            v.id
            for v in self._ventures.values()
            if v.row["incubator_id"] == "incubator-caohe" and v.id != "startup-tidewell"
        )
        ventures = {venture.id: venture for venture in self._ventures.values()}
        for at, (person_id, days) in enumerate(_STUCK):
            venture = ventures[home[(at * 3 + 1) % len(home)]]
            saying = self._questions.next_of(venture)
            need = self._records.need(self._chance, venture, saying, self._on - timedelta(days=days + 1), 80 + at)
            proposal = self._records.show(need, [person_id], [0.6], need["created_at"])[0]
            self._ask(proposal, venture, days, self._asks.write(venture.tongue, person_id))
            if days > 7:
                proposal["reminded_at"] = proposal["asked_at"] + timedelta(days=7)
