"""Requests for talents and labs in the same year, with their outcomes."""

from __future__ import annotations

from datetime import date, timedelta
from functools import partial
from typing import Any

from graph.domain.answers import Answer
from graph.domain.kinds import Outcome
from graph.domain.reasons import DeclineReason, WithdrawReason
from graph.domain.states.requests import NeedState, RequestState
from webapp.demo.chance import Chance, Deck, sigmoid, words
from webapp.demo.habits import Character, Venture
from webapp.demo.history import DAYS, settle
from webapp.demo.questions import of_field
from webapp.demo.records import Records, Row

_ENDED = {"talent": Outcome.HIRED, "lab": Outcome.COMPLETED}


def play_other_needs(
    seed: int,
    on: date,
    ventures: list[Venture],
    talents: list[Character],
    labs: list[Row],
    records: Records,
) -> None:
    """About one such need for each startup; most providers decline, and say so within two weeks."""
    chance = Chance(seed, "other needs")
    questions = {kind: Deck(chance, words("other_questions")[kind]) for kind in ("talent", "lab")}
    providers = {"talent": [who.row for who in talents], "lab": labs}
    for venture in ventures:
        for kind in chance.some(("talent", "lab"), chance.whole(0, 2)):
            opened = on - timedelta(days=chance.whole(4, DAYS))
            question = questions[kind].deal(partial(of_field, venture=venture))
            need = records.need(chance, venture, question, opened, 90 + len(kind), kind)
            need["talent_category"] = chance.pick(talents).row["category"] if kind == "talent" else None
            _play(chance, on, venture, need, providers[kind], records)


def _play(chance: Chance, on: date, venture: Venture, need: Row, providers: list[Row], records: Records) -> None:
    scored = sorted(((_fit(chance, venture, row), row["id"]) for row in providers), reverse=True)[:6]
    at = need["created_at"] + timedelta(minutes=chance.whole(2, 40))
    proposals = records.show(need, [pid for _, pid in scored], [sigmoid(score - 2) for score, _ in scored], at)
    filled = False
    for proposal, (score, _) in list(zip(proposals, scored, strict=True))[:3]:
        asked_at = at + timedelta(hours=chance.whole(1, 40))
        if asked_at.date() >= on:
            continue
        proposal |= {
            "state": RequestState.ASKED,
            "seeker_decision": Answer.ACCEPTED,
            "asked_at": asked_at,
            "asked_by": venture.row["name"],
        }
        answered = asked_at + timedelta(days=chance.whole(1, 12), hours=chance.whole(0, 9))
        if answered.date() >= on:
            continue
        if filled:
            settle(proposal, RequestState.WITHDRAWN, answered, withdraw_reason=WithdrawReason.PLACE_FILLED)
        elif chance.happens(sigmoid(0.8 * score - 2.2)):
            filled = True
            settle(
                proposal,
                RequestState.ACCEPTED,
                answered,
                provider_decision=Answer.ACCEPTED,
                **_result(chance, need["kind"], answered.date(), on),
            )
            need |= {"state": NeedState.CLOSED, "closed_on": answered.date()}
        else:
            reason = chance.pick((DeclineReason.NO_TIME, DeclineReason.WRONG_FIELD, DeclineReason.OTHER))
            settle(proposal, RequestState.DECLINED, answered, provider_decision=Answer.DECLINED, decline_reason=reason)
    if need["state"] == NeedState.OPEN and (on - need["opened_on"]).days > 60:
        need |= {"state": NeedState.CLOSED, "closed_on": need["opened_on"] + timedelta(days=50)}


def _fit(chance: Chance, venture: Venture, row: Row) -> float:
    same = 2.0 * bool(venture.field["code"] in row["industries"])
    topics = 0.6 * len(set(venture.row["topics"]) & set(row["topics"] or []))
    return same + topics + 0.4 * bool(venture.row["region"] == row["region"]) + chance.normal(0, 0.5)


def _result(chance: Chance, kind: str, day: date, on: date) -> dict[str, Any]:
    if (on - day).days < 40 or chance.happens(0.3):
        return {}
    return {
        "outcome": _ENDED[kind],
        "rating_by_seeker": chance.whole(3, 5),
        "rating_by_provider": chance.whole(3, 5),
    }
