"""A curator finds, compares, changes, writes to and takes away the supervisors of the own pool, and no other's."""

from __future__ import annotations

import csv
import io
import re
from datetime import UTC, date, datetime, timedelta

from openpyxl import load_workbook

from tests.support.city import City, Made
from tests.support.cleaning import run_raw
from tests.support.web import Web

NOW = datetime.now(UTC)
NEXT_YEAR = (date.today() + timedelta(days=365)).isoformat()


def term_of(city: City, person: Made) -> dict[str, object]:
    return run_raw(
        city.graph,
        "MATCH (s:Supervisor {id: $id})-[m:IN_POOL_OF]->() "
        "RETURN s.state AS state, m.state AS term_state, m.to AS until",
        id=person.id,
    )[0]


def undo_fields(page: str) -> dict[str, object]:
    found = re.search(r'action="/incubator/pool/undo">(.*?)</form>', page, re.DOTALL)
    assert found, "the message offers no Undo"
    return {"event": re.findall(r'name="event" value="([^"]*)"', found.group(1))}


def test_the_pool_lists_its_own_supervisors_and_no_others(city: City, web: Web) -> None:
    ours, theirs = city.incubator("Caohe Harbour"), city.incubator("Elsewhere")
    city.supervisor("Gu Mingche", name_zh="顾明澈", pool_of=ours)
    city.supervisor("Somebody Else", pool_of=theirs)

    page = web.sign_in(ours, NOW).get("/incubator/pool").get_data(as_text=True)

    assert "Gu Mingche" in page
    assert "顾明澈" in page
    assert "Somebody Else" not in page


def test_another_pools_supervisor_answers_404_everywhere(city: City, web: Web) -> None:
    ours, theirs = city.incubator(), city.incubator()
    stranger = city.supervisor(pool_of=theirs)
    browser = web.sign_in(ours, NOW)

    assert browser.get(f"/incubator/pool/{stranger.id}").status_code == 404
    assert browser.get(f"/incubator/supervisors/{stranger.id}").status_code == 404
    for path in ("act", "pause", "renew", "end", "write", "tag"):
        answer = browser.post(
            f"/incubator/pool/{path}", id=stranger.id, action="pause", until=NEXT_YEAR, subject="A", body="B"
        )
        assert answer.status_code == 404, path
    assert browser.post(f"/incubator/supervisors/{stranger.id}/note", note="x").status_code == 404
    assert term_of(city, stranger)["state"] == "active"


def test_a_search_finds_names_in_both_scripts_and_fields_in_both_languages(city: City, web: Web) -> None:
    ours = city.incubator()
    city.supervisor("Gu Mingche", name_zh="顾明澈", industries=("automobile",), pool_of=ours)
    city.supervisor("Wen Rushan", name_zh="闻汝山", industries=("advanced_materials",), pool_of=ours)
    browser = web.sign_in(ours, NOW)

    for text in ("mingche", "顾明", "汽车"):
        page = browser.get("/incubator/pool", query_string={"q": text}).get_data(as_text=True)
        assert "Gu Mingche" in page, text
        assert "Wen Rushan" not in page, text


def test_filters_order_and_columns_are_kept_in_the_address(city: City, web: Web) -> None:
    ours = city.incubator()
    city.supervisor("Full One", capacity=0, pool_of=ours)
    city.supervisor("Bao Free", capacity=2, pool_of=ours)
    city.supervisor("An Free", capacity=3, pool_of=ours)
    browser = web.sign_in(ours, NOW)

    page = browser.get("/incubator/pool?free=1&sort=name&col=places&col=region").get_data(as_text=True)

    assert "Full One" not in page
    assert page.index("An Free") < page.index("Bao Free")
    assert "District" in page
    assert 'href="/incubator/pool/' in page
    assert "free=1" in page


def test_nonsense_in_the_address_is_left_out(city: City, web: Web) -> None:
    ours = city.incubator()
    city.supervisor("An Free", pool_of=ours)

    answer = web.sign_in(ours, NOW).get("/incubator/pool?sort=%27;drop&page=-3&state=x&col=y&free=z&ends=99999999")

    assert answer.status_code == 200
    assert "An Free" in answer.get_data(as_text=True)


def test_a_pause_of_several_can_be_undone(city: City, web: Web) -> None:
    ours = city.incubator()
    people = [city.supervisor(f"Person {number}", pool_of=ours) for number in range(3)]
    browser = web.sign_in(ours, NOW)
    ids = [one.id for one in people]

    asked = browser.follow("/incubator/pool/act", action="pause", id=ids)
    assert "Pause 3 supervisors until when?" in asked
    page = browser.follow("/incubator/pool/pause", id=ids, until=NEXT_YEAR)
    assert "3 supervisors are paused" in page
    assert {term_of(city, one)["state"] for one in people} == {"paused"}

    page = browser.follow("/incubator/pool/undo", **undo_fields(page))
    assert "3 supervisors stand as before" in page
    assert {term_of(city, one)["state"] for one in people} == {"active"}


def test_a_term_is_ended_and_renewed(city: City, web: Web) -> None:
    ours = city.incubator()
    person = city.supervisor("Gu Mingche", pool_of=ours)
    browser = web.sign_in(ours, NOW)

    assert "1 term has ended" in browser.follow("/incubator/pool/end", id=person.id, reason="time")
    assert term_of(city, person)["term_state"] == "ended"
    assert "1 term is renewed" in browser.follow("/incubator/pool/renew", id=person.id, until=NEXT_YEAR)
    assert (term_of(city, person)["term_state"], str(term_of(city, person)["until"])) == ("active", NEXT_YEAR)


def test_a_day_that_has_passed_is_refused_and_what_was_chosen_stays(city: City, web: Web) -> None:
    ours = city.incubator()
    person = city.supervisor(pool_of=ours)

    answer = web.sign_in(ours, NOW).post("/incubator/pool/renew", id=person.id, until="2020-01-01")

    assert answer.status_code == 422
    assert "Give a day after today." in answer.get_data(as_text=True)
    assert person.id in answer.get_data(as_text=True)


def test_a_mail_goes_to_each_chosen_supervisor_once(city: City, web: Web) -> None:
    ours = city.incubator("Caohe Harbour")
    reached = city.supervisor("Reached", pool_of=ours)
    city.open_account(reached.actor)
    silent = city.supervisor("Never Accepted", email="never@example.org", pool_of=ours)

    page = web.sign_in(ours, NOW).follow(
        "/incubator/pool/write", id=[reached.id, silent.id], subject="Open day", body="Will you come?", step="send"
    )

    assert "1 email is on its way." in page
    assert "your words do not go to: Never Accepted." in page
    waiting = run_raw(city.graph, "MATCH (m:Outbox {kind: 'write_to_supervisor'}) RETURN m.subject_id AS id")
    assert waiting == [{"id": reached.id}]


def test_an_export_holds_what_is_shown_and_no_formula(city: City, web: Web) -> None:
    ours = city.incubator()
    city.supervisor('=HYPERLINK("http://evil.example")', pool_of=ours)
    city.supervisor("Wen Rushan", pool_of=ours)
    browser = web.sign_in(ours, NOW)

    text = browser.client.get("/incubator/pool.csv?sort=name").get_data().decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(text)))
    assert [row[0] for row in rows[1:]] == ['\'=HYPERLINK("http://evil.example")', "Wen Rushan"]
    book = load_workbook(io.BytesIO(browser.client.get("/incubator/pool.xlsx?q=wen").get_data()))
    assert [row[0] for row in book.worksheets[0].iter_rows(min_row=2, values_only=True)] == ["Wen Rushan"]


def test_a_figure_is_shown_only_once_five_startups_have_rated(city: City, web: Web) -> None:
    ours = city.incubator()
    person = city.supervisor("Gu Mingche", pool_of=ours)
    browser = web.sign_in(ours, NOW)
    for number in range(5):
        assert "Not enough yet" in browser.get("/incubator/pool").get_data(as_text=True)
        startup = city.startup(f"Startup {number}")
        run_raw(
            city.graph,
            "MATCH (s:Startup {id: $startup}), (v:Supervisor {id: $person}) "
            "CREATE (e:Engagement {id: $id, state: 'closed'})-[:OF]->(s), (e)-[:WITH]->(v), "
            "(x:Session {id: $id, state: 'held', starts_at: $at})-[:IN]->(e), "
            "(:Feedback {id: $id, side: 'seeker', rating: 4, given_at: $at})-[:ON]->(x)",
            startup=startup.id, person=person.id, id=f"rated-{number}", at=NOW - timedelta(days=20),
        )  # fmt: skip

    page = browser.get("/incubator/pool").get_data(as_text=True)
    assert "Not enough yet" not in page
    assert "4.0" in page


def test_all_on_other_pages_are_chosen_too_and_posted_once(city: City, web: Web) -> None:
    ours = city.incubator()
    people = {city.supervisor(f"Person {number:02}", pool_of=ours).id for number in range(17)}
    browser = web.sign_in(ours, NOW)

    page = browser.get("/incubator/pool?chosen=all").get_data(as_text=True)
    hidden = re.findall(r'type="hidden" name="id" value="([^"]+)"', page)
    shown = re.findall(r'<input type="checkbox" class="tick" name="id" value="([^"]+)" checked', page)

    assert "17 chosen" in page
    assert 'data-rest="2"' in page
    assert sorted(hidden + shown) == sorted(people)
    # A search replaces #pool: what was chosen on other pages must go with it.
    assert page.index('id="pool"') < page.index('id="bulk"')


def test_a_curator_sees_the_own_change_at_once(city: City, web: Web) -> None:
    ours = city.incubator()
    person = city.supervisor("Gu Mingche", pool_of=ours)
    browser = web.sign_in(ours, NOW)
    assert "Gu Mingche" in browser.get("/incubator/pool?state=active").get_data(as_text=True)

    browser.post("/incubator/pool/pause", id=person.id, until=NEXT_YEAR)

    listed = f'value="{person.id}"'
    assert listed not in browser.get("/incubator/pool?state=active").get_data(as_text=True)
    assert listed in browser.get("/incubator/pool?state=paused").get_data(as_text=True)


def test_a_pool_reaches_nobody_whose_term_is_over(city: City, web: Web) -> None:
    ours = city.incubator()
    left = city.supervisor("Qiao Lanxin", pool_of=ours, email="qiao@liulu.example")
    city.asked_proposal(to=left, startup=city.startup("Secret Sensing"))
    run_raw(city.graph, "MATCH ()-[m:IN_POOL_OF]->() SET m.state = 'ended'")
    browser = web.sign_in(ours, NOW)

    pages = [
        browser.get(f"/incubator/supervisors/{left.id}").get_data(as_text=True),
        browser.get(f"/incubator/pool/{left.id}?state=ended").get_data(as_text=True),
        browser.client.get("/incubator/pool.csv?state=ended").get_data(as_text=True),
    ]
    browser.post("/incubator/pool/pause", id=left.id, until=NEXT_YEAR)

    assert all("Qiao Lanxin" in page for page in pages)
    assert not any("Secret Sensing" in page or "qiao@liulu.example" in page for page in pages)
    assert term_of(city, left)["state"] == "active"
