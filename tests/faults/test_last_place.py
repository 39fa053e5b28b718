"""Fifty accept the last place at the same moment: one gets it, the others a page that says so, nothing is half done."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

import pytest

from tests.support.city import City
from tests.support.cleaning import run_raw
from tests.support.web import Browser, Web

pytestmark = [pytest.mark.faults, pytest.mark.both_servers]
NOW = datetime.now(UTC)
MANY = 50


def press(browser: Browser, path: str) -> tuple[int, str]:
    answer = browser.post(path)
    return answer.status_code, answer.get_data(as_text=True)


def test_fifty_supervisors_pages_at_once_one_place(city: City, web: Web, at_once: Callable[..., list[object]]) -> None:
    supervisor = city.supervisor(capacity=1)
    requests = [city.asked_proposal(to=supervisor, asked_at=NOW) for _ in range(MANY)]
    browsers = [web.sign_in(supervisor, NOW) for _ in range(MANY)]
    for browser in browsers:
        browser.get("/supervisor/places")  # fetches the token that the form will carry

    pairs = zip(browsers, requests, strict=True)
    answers = at_once(press, [(browser, f"/supervisor/requests/{request.id}/accept") for browser, request in pairs])

    assert all(isinstance(answer, tuple) for answer in answers), answers
    statuses = sorted(answer[0] for answer in answers if isinstance(answer, tuple))
    assert statuses == [302, *[409] * (MANY - 1)]
    refusals = [answer[1] for answer in answers if isinstance(answer, tuple) and answer[0] == 409]
    assert all("You have no free place any more." in page for page in refusals)
    counted = run_raw(
        city.graph,
        """MATCH (s:Supervisor {id: $id})
        RETURN COUNT { (s)<-[:WITH]-(:Engagement) } AS engagements,
               COUNT { (s)<-[:TO]-(:Proposal {state: 'accepted'}) } AS accepted,
               COUNT { (s)<-[:TO]-(:Proposal {state: 'asked'}) } AS waiting""",
        id=supervisor.id,
    )
    assert counted == [{"engagements": 1, "accepted": 1, "waiting": MANY - 1}]
    told = run_raw(city.graph, "MATCH (m:Outbox {kind: 'tell_accepted'}) RETURN count(m) AS count")
    audited = run_raw(city.graph, "MATCH (a:AuditEvent {action: 'accept_proposal'}) RETURN count(a) AS count")
    assert (told, audited) == ([{"count": 1}], [{"count": 1}])
