"""A link that is handed over by WeChat or on paper: what stands on the sheet, and whom no link is made for."""

from __future__ import annotations

import re
from datetime import UTC, datetime

from graph.entities import Actor
from tests.support.city import City, Made
from tests.support.cleaning import run_raw
from tests.support.web import Browser, Web

NOW = datetime.now(UTC)
PASSWORD = "a long sentence that nobody guesses"  # pragma: allowlist secret


def link_on(page: str) -> str:
    found = re.search(r"<code>http[^<]*(/invitations/[\w-]+)</code>", page)
    assert found, page
    return found.group(1)


def make(browser: Browser, path: str) -> str:
    assert "Make the link" in browser.get(path).get_data(as_text=True)
    answer = browser.post(path)
    assert answer.status_code == 200
    return answer.get_data(as_text=True)


def states(city: City) -> dict[str, str]:
    rows = run_raw(city.graph, "MATCH (a:Account) RETURN a.email AS email, a.state AS state")
    return {str(row["email"]): str(row["state"]) for row in rows}


def test_the_sheet_opens_the_account_of_one_person_once_and_ends_the_link_of_before(city: City, web: Web) -> None:
    incubator = city.incubator("Caohe Harbour", name_zh="漕河港")
    person = city.supervisor("Bo Xun", pool_of=incubator, answered_by=None, email="bo@example.org")
    curator, path = web.sign_in(incubator, NOW), f"/incubator/supervisors/{person.id}/hand-over"
    assert path in curator.get(f"/incubator/supervisors/{person.id}").get_data(as_text=True)

    first = make(curator, path)
    page = make(curator, path)

    assert re.search(r'<svg class="qr"[^>]*role="img" aria-label="QR code with the link for Bo Xun"', page)
    assert "Caohe Harbour invites you to Liulu" in page
    assert "漕河港邀请您使用六路" in page
    assert "style=" not in page
    visitor = web.app.test_client()
    assert visitor.get(link_on(first)).status_code == 410
    opened = Browser(visitor)
    opened.get(link_on(page))
    answer = opened.post(link_on(page), name="Bo Xun", language="en", password=PASSWORD)
    assert answer.status_code == 302
    assert states(city)["bo@example.org"] == "active"
    assert web.app.test_client().get(link_on(page)).status_code == 410
    assert curator.post(path).status_code == 403, "who has an account is handed nothing"
    log = run_raw(city.graph, "MATCH (e:AuditEvent {action: 'hand_over_link'}) RETURN e.detail AS detail")
    assert [row["detail"] for row in log] == [f"for {person.id}"] * 2


def test_nobody_opens_the_account_of_who_belongs_elsewhere_too(city: City, web: Web) -> None:
    ours, theirs = city.incubator(), city.incubator()
    shared = city.supervisor(pool_of=ours, answered_by=None, email="shared@example.org")
    city.relate(shared.id, "IN_POOL_OF", theirs.id, state="active", reserved=False)
    busy = city.supervisor(pool_of=ours, answered_by=None, email="busy@example.org")
    curator = web.sign_in(ours, NOW)
    make(curator, f"/incubator/supervisors/{busy.id}/hand-over")
    foreign = city.startup("Farshore", incubator=theirs)
    run_raw(
        city.graph,
        "MATCH (a:Account {email: 'busy@example.org'}), (s {id: $startup}) "
        "CREATE (a)-[:HOLDS]->(:Membership {id: 'held', role: 'startup', subject_id: $startup})-[:OF]->(s)",
        startup=foreign.id,
    )

    assert curator.post(f"/incubator/supervisors/{shared.id}/hand-over").status_code == 403
    refused = curator.post(f"/incubator/supervisors/{busy.id}/hand-over")

    assert refused.status_code == 409
    assert "for something else, too" in refused.get_data(as_text=True)
    assert "/invitations/" not in refused.get_data(as_text=True)
    assert "shared@example.org" not in states(city)


def test_a_founder_and_whoever_an_administrator_invited_are_handed_a_link(city: City, web: Web) -> None:
    incubator = city.incubator()
    startup = city.startup(incubator=incubator)
    curator = web.sign_in(incubator, NOW)
    curator.post(f"/incubator/startups/{startup.id}/invite", name="Gu", email="gu@example.org", language="zh")
    (row,) = run_raw(city.graph, "MATCH (a:Account {email: 'gu@example.org'}) RETURN a.id AS id")
    path = f"/incubator/startups/{startup.id}/founders/{row['id']}/hand-over"
    assert path in curator.get(f"/incubator/startups/{startup.id}").get_data(as_text=True)

    theirs = link_on(make(curator, path))

    assert web.app.test_client().get(theirs).status_code == 200
    elsewhere = web.sign_in(city.incubator(), NOW)
    assert elsewhere.post(path).status_code == 404
    root = web.sign_in(Made("", Actor("account-root", "Root", "administrator", "")), NOW)
    ours = make(root, f"/admin/accounts/{row['id']}/hand-over")
    assert "You are invited to Liulu" in ours
    assert web.app.test_client().get(link_on(ours)).status_code == 200
    assert web.app.test_client().get(theirs).status_code == 410


def test_who_has_no_address_is_told_to_be_corrected_first(city: City, web: Web) -> None:
    incubator = city.incubator()
    person = city.supervisor(pool_of=incubator, answered_by=None)

    refused = web.sign_in(incubator, NOW).post(f"/incubator/supervisors/{person.id}/hand-over")

    assert refused.status_code == 422
    assert "No address is known" in refused.get_data(as_text=True)
