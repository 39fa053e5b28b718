"""Whatever stands in an address or a form is answered in words: nothing that is typed fails a page."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pyotp
import pytest

from graph.driver import Graph
from graph.entities.account import Account
from tests.support.city import City
from tests.support.cleaning import run_raw
from tests.support.visitor import SignIn, Visitor
from tests.support.web import Web
from webapp.accounts.totp import matching_step, typed_code
from webapp.operations.requests.accept_proposal import accept_proposal

NOW = datetime.now(UTC)
SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"  # pragma: allowlist secret
HUGE = "9" * 5000


@pytest.mark.parametrize("code", ["１２３４５６", "²²²²²²", "৪৪৪৪৪৪", "12345６", "------", "0" * 40])
def test_a_code_in_any_digits_is_right_or_wrong(
    client: Visitor, make_account: Callable[..., Account], graph: Graph, code: str
) -> None:
    account = make_account("administrator")
    graph.write(lambda tx: tx.accounts.set_second_factor(account.id, SECRET, 0, []))
    client.sign_in(account.email)

    assert client.post("/sign-in/code", {"code": code}).status_code == 422


def test_full_width_digits_are_the_digits_that_they_mean() -> None:
    at = datetime(2026, 11, 22, tzinfo=UTC)
    code = pyotp.TOTP(SECRET).at(at)
    wide = "".join(chr(ord(digit) - ord("0") + ord("０")) for digit in code)

    assert matching_step(SECRET, wide, at) is None
    assert matching_step(SECRET, typed_code(f" {wide[:3]}　{wide[3:]} "), at) is not None


@pytest.mark.parametrize("back", ["http://[", "//[", "/x\r\nSet-Cookie: y=1", "/\x7f", "https://elsewhere.example", ""])
@pytest.mark.parametrize("path", ["/language", "/theme"])
def test_a_bad_way_back_leads_home(client: Visitor, path: str, back: str) -> None:
    answer = client.post(path, {"language": "zh", "theme": "dark", "back": back})

    assert (answer.status_code, answer.headers["Location"]) == (303, "/")


@pytest.mark.parametrize(
    "query",
    [
        "since=0001-01-01",
        "until=9999-12-31",
        "since=9999-12-31&until=0001-01-01",
        "before=0001-01-01T00:00%2B14:00",
        "before=9999-12-31T23:59-14:00&before_id=x",
        "since=２０２６-11-22",
        "since=2026-02-30",
        "endpoint=x&_external=1&_scheme=ftp&_anchor=y&_method=PUT",
    ],
)
@pytest.mark.parametrize("path", ["/admin/audit", "/admin/audit.csv"])
def test_the_audit_log_is_narrowed_by_any_day(sign_in: SignIn, path: str, query: str) -> None:
    assert sign_in("administrator").get(f"{path}?{query}").status_code == 200


@pytest.mark.parametrize("number", [HUGE, "-1", "1e9", "²", "１２", "", "NaN"])
def test_any_number_of_a_page_is_a_page(city: City, web: Web, number: str) -> None:
    curator, founder = web.sign_in(city.incubator(), NOW), web.sign_in(city.startup(), NOW)
    pages = [f"/incubator/pool?page={number}", f"/incubator/shown?page={number}&days={number}"]

    assert [curator.get(page).status_code for page in pages] == [200, 200]
    assert founder.get(f"/startup/search?q=gu&shown={number}").status_code == 200


def test_words_of_the_machinery_in_an_address_mean_nothing(city: City, web: Web) -> None:
    ours = city.incubator()
    person = city.supervisor(pool_of=ours)
    query = f"person_id=x&endpoint=y&_scheme=ftp&_external=1&_method=PUT&kind=z&self=1&state=any&q={'顾' * 50}"

    assert web.sign_in(ours, NOW).get(f"/incubator/pool/{person.id}?{query}").status_code == 200


@pytest.mark.parametrize("path", ["act", "pause", "renew", "end", "write", "undo"])
def test_an_empty_id_is_nobody(city: City, web: Web, path: str) -> None:
    curator = web.sign_in(city.incubator(), NOW)
    fields = {"action": "pause", "until": (NOW + timedelta(days=9)).date().isoformat(), "subject": "A", "body": "B"}

    assert curator.post(f"/incubator/pool/{path}", id="", event="", **fields).status_code == 404


@pytest.mark.parametrize("end", ["\r\n", "\n", "\r", "\u2028", "\x0b"])
def test_a_field_of_one_line_holds_one_line(city: City, web: Web, end: str) -> None:
    startup, supervisor = city.startup(), city.supervisor()
    request = city.asked_proposal(to=supervisor, startup=startup, asked_at=NOW)
    work = accept_proposal(city.graph, supervisor.actor, request.id, NOW).id
    browser = web.sign_in(startup, NOW)
    day = (NOW + timedelta(days=3)).date().isoformat()

    browser.follow(
        f"/engagements/{work}/sessions", day=day, clock="14:30", minutes="60", zone="Asia/Shanghai",
        place=f"Hall{end}3", link=f"https://meet.example/x{end}ATTENDEE:y",
    )  # fmt: skip

    (session,) = run_raw(city.graph, "MATCH (s:Session) RETURN s.id AS id, s.link AS link, s.place AS place")
    assert not any(mark in f"{session['link']}{session['place']}" for mark in "\r\n\u2028\x0b")
    file = browser.get(f"/engagements/sessions/{session['id']}.ics")
    assert file.status_code == 200
    assert "\nATTENDEE" not in file.text.replace("\r", "")


def test_a_link_with_a_break_that_is_stored_already_goes_into_a_calendar(city: City, web: Web) -> None:
    startup, supervisor = city.startup(), city.supervisor()
    request = city.asked_proposal(to=supervisor, startup=startup, asked_at=NOW)
    work = accept_proposal(city.graph, supervisor.actor, request.id, NOW).id
    run_raw(
        city.graph,
        """MATCH (e:Engagement {id: $id})
        CREATE (:Session {id: 'session-1', starts_at: $at, minutes: 60, zone: 'UTC', state: 'planned', changed_at: 0,
                          link: 'https://meet.example\\r\\nATTENDEE:y', place: 'a\\nb'})-[:IN]->(e)""",
        id=work, at=NOW,
    )  # fmt: skip

    file = web.sign_in(startup, NOW).get("/engagements/sessions/session-1.ics")

    assert file.status_code == 200
    assert "\nATTENDEE" not in file.text.replace("\r", "")
