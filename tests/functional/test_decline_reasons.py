"""Why somebody says no: an investor's reasons are not a supervisor's, and each is read again next time."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from tests.support.city import City
from tests.support.cleaning import run_raw
from tests.support.web import Web

NOW = datetime.now(UTC)


def test_an_investor_declines_for_an_investors_reasons_and_sees_them_next_time(city: City, web: Web) -> None:
    fund, startup = city.investor("Harbour Fund"), city.startup("Tidewell Sensing")
    first, second = (city.asked_proposal(to=fund, need=city.need(startup, kind="investor")) for _ in range(2))
    browser, path = web.sign_in(fund, NOW), f"/investor/requests/{first.id}"
    page = browser.get(f"{path}/decline").text
    for words in ("Not an amount that we put in", "Not our stage", "The valuation", "Come back when …"):
        assert words in page

    assert browser.post(f"{path}/decline", reason="later").status_code == 422
    day = (NOW + timedelta(days=40)).date()
    kept = browser.post(f"{path}/decline", reason="later", note="x" * 1001, ask_again_on=day.isoformat())
    assert kept.status_code == 422
    assert "x" * 1001 in kept.text
    answer = browser.post(f"{path}/decline", reason="later", note="The second line runs.", ask_again_on=day.isoformat())
    assert answer.status_code == 302
    told = web.sign_in(startup, NOW).get(f"/startup/requests/{first.id}").text
    assert "not yet: come back later" in told
    assert "The second line runs." in told
    assert "You can ask again from" in told

    again = browser.get(f"/investor/requests/{second.id}").text
    assert "You declined a request of this startup before:" in again
    assert "(Come back when …)" in again
    assert "(Come back when …)" in browser.get("/investor/").text


def test_a_supervisor_knows_no_investors_reasons(city: City, web: Web) -> None:
    supervisor = city.supervisor("Gu Mingche")
    request = city.asked_proposal(to=supervisor, need=city.need(city.startup()))
    browser = web.sign_in(supervisor, NOW)

    assert "The valuation" not in browser.get(f"/supervisor/requests/{request.id}/decline").text
    assert browser.post(f"/supervisor/requests/{request.id}/decline", reason="valuation").status_code == 422
    assert run_raw(city.graph, "MATCH (p:Proposal) RETURN p.state AS state") == [{"state": "asked"}]
