"""Where the demonstration's investor stands today, and the open round of its startup."""

from __future__ import annotations

from datetime import date, timedelta

from graph.domain.answers import Answer
from graph.domain.states.requests import NeedState, RequestState
from graph.domain.states.work import SessionState
from webapp.demo import deals
from webapp.demo.chance import Chance, at_hour, sigmoid
from webapp.demo.habits import Venture
from webapp.demo.history import settle
from webapp.demo.investor_history import PERSONA, InvestorHistory, deal_closeness
from webapp.demo.letters import in_room
from webapp.demo.records import Records, Row

_TALKS = (58, 24)
_WAITING = (2, 5)


class InvestorSituation:
    """Adds today's situation after the year was played."""

    def __init__(
        self, seed: int, on: date, ventures: list[Venture], history: InvestorHistory, records: Records
    ) -> None:
        self._chance = Chance(seed, "investor live")
        self._on = on
        self._history = history
        self._records = records
        self._tidewell = next(venture for venture in ventures if venture.id == "startup-tidewell")
        self._persona = next(who for who in history.investors if who.id == PERSONA)
        met = {row["startup_id"] for row in records.engagements if row["supervisor_id"] == PERSONA}
        near = [v for v in ventures if v.id not in met and v.id != "startup-tidewell"]
        self._near = sorted(near, key=lambda venture: (-self._nearness(venture), venture.id))

    def play(self) -> None:
        """Two talks that go on, two requests that wait, and an open round that nobody was asked for yet."""
        for place, days in enumerate(_TALKS):
            self._talk(self._near[place], days, 61 + place)
        for place, days in enumerate(_WAITING):
            self._wait(self._near[len(_TALKS) + place], days, 63 + place)
        self._round()

    def _nearness(self, venture: Venture) -> float:
        row = self._persona.row
        same = venture.field["code"] in row["industries"]
        return 2.0 * same + 1.0 * (venture.row["stage"] in row["stages"])

    def _need(self, venture: Venture, days: int, number: int, saying: Row, amount: float) -> Row:
        opened = self._on - timedelta(days=days)
        need = self._records.need(self._chance, venture, saying, opened, number, "investor")
        need |= {"amount": amount, "languages": []}
        return need

    def _amount(self) -> float:
        return self._chance.whole(60, 200) * 100_000.0

    def _talk(self, venture: Venture, days: int, number: int) -> None:
        need = self._need(venture, days + 3, number, self._history.question_of(venture), self._amount())
        proposal = self._asked(need, venture, days + 2)
        at = at_hour(self._on - timedelta(days=days), 11, 5)
        settle(proposal, RequestState.ACCEPTED, at, provider_decision=Answer.ACCEPTED)
        need |= {"state": NeedState.CLOSED, "closed_on": at.date()}
        engagement = self._records.engage(proposal, need, PERSONA, at)
        self._history.meet(engagement, proposal, venture, self._persona, self._on)
        starts_at = at_hour(self._on + timedelta(days=number % 3 + 1), 15)
        self._records.meet(engagement, 80, starts_at, 60, SessionState.PLANNED, in_room(venture, "Zhangjiang", 2), None)

    def _wait(self, venture: Venture, days: int, number: int) -> None:
        need = self._need(venture, days + 1, number, self._history.question_of(venture), self._amount())
        self._asked(need, venture, days)

    def _asked(self, need: Row, venture: Venture, days: int) -> Row:
        proposal = self._records.show(need, [PERSONA], [0.66], need["created_at"])[0]
        proposal |= {
            "state": RequestState.ASKED, "seeker_decision": Answer.ACCEPTED, "asked_at": at_hour(self._on - timedelta(days=days), 9, 40),
            "asked_by": venture.row["name"], "note": self._history.letters["asks"].write(venture.tongue, PERSONA),
        }  # fmt: skip
        return proposal

    def _round(self) -> None:
        need = self._need(self._tidewell, 4, 60, deals.TIDEWELL, 12_000_000.0)
        need["industries"], need["topics"] = ["advanced_materials", "automobile"], ["Piezoelectric sensors", "Scale-up"]
        ranked = sorted(
            self._history.investors,
            key=lambda who: (-deal_closeness(self._tidewell, who, need), who.id != PERSONA, who.id),
        )[:5]
        scores = [sigmoid(1.0 - 0.25 * place) for place in range(len(ranked))]
        at = need["created_at"] + timedelta(minutes=4)
        proposals = self._records.show(need, [who.id for who in ranked], scores, at)
        next(row for row in proposals if row["provider_id"] != PERSONA)["state"] = RequestState.SAVED
