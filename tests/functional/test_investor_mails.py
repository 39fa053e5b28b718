"""Mails to investors and to startups that ask them: in their own words, to their own pages."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from graph.domain.kinds import Outcome
from graph.entities.account import Account
from graph.entities.proposal import Asking, Ending
from tests.support.city import City
from tests.support.cleaning import run_raw
from webapp.mail.composers import MAIL_KINDS
from webapp.operations.delivery.deliver_outbox import deliver_outbox
from webapp.operations.engagements.close_engagement import close_engagement
from webapp.operations.requests.accept_proposal import accept_proposal
from webapp.operations.requests.ask_for_introduction import ask_for_introduction
from webapp.operations.requests.waiting_requests import remind_waiting_requests

NOW = datetime.now(UTC)
BASE = "http://liulu.test"


def mails_to(city: City, account: Account) -> list[dict[str, str]]:
    deliver_outbox(city.graph, MAIL_KINDS, BASE, NOW + timedelta(days=9))
    rows = run_raw(
        city.graph,
        "MATCH (m:Mail) WHERE m.to = $to RETURN m.subject AS subject, m.body AS body ORDER BY subject",
        to=account.email,
    )
    return [{key: str(value) for key, value in row.items()} for row in rows]


def test_each_side_hears_of_a_request_to_an_investor_in_words_that_fit(
    city: City, make_account: Callable[..., Account]
) -> None:
    startup, investor = city.startup("Tidewell Sensing"), city.investor("Heron Point")
    founder, partner = make_account("startup", startup.id), make_account("investor", investor.id)
    need = city.need(startup, "A seed round", kind="investor")
    asking = Asking("Could we talk?")
    request = ask_for_introduction(city.graph, startup.actor, need.id, investor.id, asking, NOW, most_open=3).id
    remind_waiting_requests(city.graph, 7, NOW + timedelta(days=8))

    asked, reminded = mails_to(city, partner)
    accept_proposal(city.graph, investor.actor, request, NOW + timedelta(days=8))
    ending = Ending(Outcome.INVESTED, 2_000_000.0, "CNY")
    close_engagement(city.graph, investor.actor, request, ending, "", NOW + timedelta(days=9))
    closed, accepted = mails_to(city, founder)

    assert asked["subject"] == "Tidewell Sensing asks you for a talk about investing"
    assert f"investor/requests/{request}" in asked["body"]
    assert reminded["subject"] == "Tidewell Sensing still waits for your answer"
    assert accepted["subject"] == "Heron Point will talk with you"
    assert closed["subject"] == "Heron Point closed your work together"
