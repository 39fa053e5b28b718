"""The rows of a year: needs, what was shown and asked, answers, engagements, sessions and ratings."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from graph.domain.answers import Answer
from graph.domain.kinds import Outcome
from graph.domain.roles import Side
from graph.domain.states.requests import NeedState, RequestState
from graph.domain.states.work import EngagementState, SessionState
from graph.ids import derived_id, milliseconds
from webapp.demo.careers import areas_of_need
from webapp.demo.chance import CITY_ZONE, Chance, words
from webapp.demo.habits import Venture

Row = dict[str, Any]

MODEL = "baseline-demo"


@dataclass
class Records:
    """Rows by label, in the order in which they happened."""

    needs: list[Row] = field(default_factory=list)
    proposals: list[Row] = field(default_factory=list)
    showings: list[Row] = field(default_factory=list)
    shown: list[Row] = field(default_factory=list)
    engagements: list[Row] = field(default_factory=list)
    sessions: list[Row] = field(default_factory=list)
    feedback: list[Row] = field(default_factory=list)

    def need(
        self, chance: Chance, venture: Venture, saying: Row, opened: date, number: int, kind: str = "mentor"
    ) -> Row:
        """An open need that says in this startup's words what it asks for."""
        facts = need_facts(chance, venture)
        ending = "" if venture.tongue == "en" else "_zh"
        at = chance.moment(opened)
        row = {
            "id": f"need-{venture.id.removeprefix('startup-')}-{number}", "startup_id": venture.id, "kind": kind,
            "title": _begin(saying["title" + ending].format(**facts)), "stage": venture.row["stage"], "talent_category": None,
            "languages": venture.row["languages"][:1], "places": 1, "description": saying["text"].format(**facts),
            "description_zh": saying["text_zh"].format(**facts), "state": NeedState.OPEN, "opened_on": opened, "closed_on": None,
            "created_at": at, "industries": venture.row["industries"][:1],
            "topics": _topics_of(chance, venture, saying),
            "goal": _begin(saying["goal" + ending].format(**facts)),
        }  # fmt: skip
        text = "\n".join(row[name] for name in ("title", "description", "description_zh"))
        row |= areas_of_need(kind, saying, text)
        self.needs.append(row)
        return row

    def show(self, need: Row, provider_ids: list[str], scores: list[float], at: datetime) -> list[Row]:
        """The list that was shown for a need: one proposal each, first to last."""
        showing_id = derived_id("showing", need["id"], at.isoformat())
        self.showings.append(
            {"id": showing_id, "need_id": need["id"], "model_id": MODEL, "at": at, "digest": showing_id}
        )
        proposals = [self._proposal(need, pid, place, scores[place], at) for place, pid in enumerate(provider_ids)]
        self.proposals += proposals
        self.shown += [
            {
                "showing_id": showing_id,
                "proposal_id": row["id"],
                "position": row["position"],
                "score": row["score"],
                "probability": 1.0,
            }
            for row in proposals
        ]
        return proposals

    def _proposal(self, need: Row, provider_id: str, place: int, score: float, at: datetime) -> Row:
        row: Row = dict.fromkeys(PROPOSAL_COLUMNS)
        return row | {
            "id": derived_id("proposal", need["id"], provider_id), "kind": need["kind"], "state": RequestState.SHOWN, "need_id": need["id"],
            "seeker_id": need["startup_id"], "provider_id": provider_id, "proposed_on": need["opened_on"],
            "seeker_decision": Answer.NONE, "provider_decision": Answer.NONE, "outcome": Outcome.NONE, "position": place + 1,
            "score": round(score, 4), "model_id": MODEL, "changed_at": milliseconds(at),
        }  # fmt: skip

    def engage(self, proposal: Row, need: Row, supervisor_id: str, at: datetime) -> Row:
        """The engagement that an acceptance opens."""
        row = {
            "id": proposal["id"], "state": EngagementState.OPEN, "goal": need["goal"], "opened_at": at, "closed_at": None, "outcome": None,
            "closing_note": None, "startup_id": need["startup_id"], "supervisor_id": supervisor_id, "changed_at": milliseconds(at),
        }  # fmt: skip
        self.engagements.append(row)
        return row

    def meet(
        self,
        engagement: Row,
        number: int,
        starts_at: datetime,
        minutes: int,
        state: SessionState,
        place: str,
        link: str | None,
    ) -> Row:
        """One session of an engagement."""
        row = {
            "id": f"session-{engagement['id'].removeprefix('proposal-')}-{number}", "engagement_id": engagement["id"],
            "starts_at": starts_at, "minutes": minutes, "zone": CITY_ZONE, "place": place, "link": link, "notes": None,
            "state": state, "changed_at": milliseconds(min(starts_at, engagement["opened_at"] + timedelta(days=number * 20))),
        }  # fmt: skip
        self.sessions.append(row)
        return row

    def rate(self, session: Row, side: Side, rating: int, comment: str | None, at: datetime) -> None:
        """One side's rating of one session."""
        self.feedback.append(
            {"id": f"feedback-{session['id']}-{side}", "session_id": session["id"], "side": side, "rating": rating,
             "comment": comment, "given_at": at}
        )  # fmt: skip


PROPOSAL_COLUMNS = (
    "id", "kind", "state", "need_id", "seeker_id", "provider_id", "proposed_on", "seeker_decision", "provider_decision",
    "decided_on", "outcome", "rating_by_seeker", "rating_by_provider", "amount", "currency", "score", "position", "model_id",
    "note", "asked_by", "asked_at", "decided_at", "decline_reason", "dismiss_reason", "ask_again_on", "reminded_at", "withdraw_reason",
)  # fmt: skip


def _begin(text: str) -> str:
    return text[:1].upper() + text[1:]


def need_facts(chance: Chance, venture: Venture) -> Row:
    """The figures and nouns that the sentences of a need hold."""
    told = {"products": venture.product, **{key: venture.field[key] for key in ("customers", "science", "hurdle")}}
    return {key: pair[0] for key, pair in told.items()} | {f"{key}_zh": pair[1] for key, pair in told.items()} | {
        "small": chance.whole(12, 90), "big": f"{chance.whole(15, 90) * 100:,}", "months": chance.whole(5, 14),
        "few": chance.whole(3, 9), "headcount": venture.row["headcount"],
    }  # fmt: skip


def _topics_of(chance: Chance, venture: Venture, saying: Row) -> list[str]:
    skill = words("areas")[saying["area"]]["skill"]
    return list(dict.fromkeys([*([skill] if skill else []), *chance.some(venture.row["topics"], 2)]))
