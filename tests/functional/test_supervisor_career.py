"""What a supervisor has done: areas confirmed or only found in texts, entries, and what a curator sees."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta

from graph.domain.periods import Period
from graph.entities.career import Career, CareerRecord
from tests.support.city import City, Made
from tests.support.cleaning import run_raw
from tests.support.web import Browser, Web

NOW = datetime.now(UTC)
ENTRY = {
    "organisation": "Harbour Sensors",
    "title": "CEO",
    "since": "2012-03-01",
    "until": "2019-06-30",
    "help_areas": "overseas_sales",
    "summary": "Opened the office in Munich.",
}


def careers_of(city: City, person: Made) -> list[Career]:
    return city.graph.read(lambda tx: tx.careers.list_of_people([person.id]))


def ticked(page: str) -> list[str]:
    return re.findall(r'name="help_areas" value="(\w+)" checked', page)


def told_apart(browser: Browser, path: str = "/supervisor/career") -> tuple[str, str]:
    """The page before and after the words that say what is not confirmed."""
    page = browser.get(path).get_data(as_text=True)
    confirmed, _words, found = page.partition("not confirmed")
    return confirmed, found.partition("All other areas")[0]


def test_areas_found_in_texts_are_told_apart_until_they_are_confirmed(city: City, web: Web) -> None:
    person = city.supervisor(summary="Took a company to its IPO and read many a term sheet.")
    browser = web.sign_in(person, NOW)

    confirmed, found = told_apart(browser)
    assert "Confirmed by you" not in confirmed
    assert {'value="listing"', 'value="term_sheets"'} <= set(re.findall(r'value="\w+"', found))
    assert ticked(found) == []

    page = browser.follow("/supervisor/career/areas", help_areas=["listing", "pricing"])
    assert ticked(page) == ["listing", "pricing"]
    confirmed, found = told_apart(browser)
    assert "Listing (IPO)" in confirmed
    assert "Listing (IPO)" not in found
    assert "Term sheets and investor terms" in found
    seen = city.graph.read(lambda tx: tx.providers.get(person.id, visible_to=person.actor))
    assert seen.help_areas == ("listing", "pricing")


def test_an_entry_is_added_changed_and_removed(city: City, web: Web) -> None:
    person = city.supervisor()
    browser = web.sign_in(person, NOW)
    assert "No entry yet" in browser.get("/supervisor/career").get_data(as_text=True)

    page = browser.follow("/supervisor/career/new", **ENTRY)
    assert "Harbour Sensors" in page
    assert "Opened the office in Munich." in page
    [career] = careers_of(city, person)
    period = Period(date(2012, 3, 1), date(2019, 6, 30))
    assert career.record == CareerRecord(
        "Harbour Sensors", "CEO", period, ("overseas_sales",), "Opened the office in Munich."
    )
    assert "Overseas markets" in told_apart(browser)[1], "an entry names it, and nobody confirmed it"

    form = browser.get(f"/supervisor/career/{career.id}").get_data(as_text=True)
    assert 'value="overseas_sales" selected' in form
    browser.follow(f"/supervisor/career/{career.id}", **{**ENTRY, "title": "Founder", "until": ""})
    [changed] = careers_of(city, person)
    assert (changed.id, changed.record.title, changed.record.period.until) == (career.id, "Founder", None)

    assert "The entry is removed." in browser.follow(f"/supervisor/career/{career.id}/remove")
    assert careers_of(city, person) == []
    log = run_raw(
        city.graph, "MATCH (e:AuditEvent) WHERE e.action ENDS WITH 'career' RETURN e.action AS action ORDER BY action"
    )
    assert [row["action"] for row in log] == ["add_career", "change_career", "remove_career"]


def test_wrong_days_a_missing_place_and_the_same_entry_again_are_refused_at_their_fields(city: City, web: Web) -> None:
    person = city.supervisor()
    browser = web.sign_in(person, NOW)
    browser.follow("/supervisor/career/new", **ENTRY)
    tomorrow = (NOW + timedelta(days=3)).date().isoformat()

    for changed, field in (
        ({"until": "2011-01-01"}, "until"),
        ({"since": tomorrow, "until": ""}, "since"),
        ({"since": "0012-03-01"}, "since"),
        ({"organisation": ""}, "organisation"),
        ({"help_areas": "nothing_known"}, "help_areas"),
        ({"summary": "Another text"}, "organisation"),
    ):
        answer = browser.post("/supervisor/career/new", **{**ENTRY, **changed})
        assert answer.status_code == 422, changed
        assert f'href="#{field}"' in answer.get_data(as_text=True), changed
    assert len(careers_of(city, person)) == 1


def test_nobody_changes_the_entry_of_another(city: City, web: Web) -> None:
    person, other = city.supervisor(), city.supervisor()
    web.sign_in(person, NOW).follow("/supervisor/career/new", **ENTRY)
    [career] = careers_of(city, person)
    stranger = web.sign_in(other, NOW)

    assert stranger.get(f"/supervisor/career/{career.id}").status_code == 404
    assert stranger.post(f"/supervisor/career/{career.id}", **ENTRY).status_code == 404
    assert stranger.post(f"/supervisor/career/{career.id}/remove").status_code == 404
    assert careers_of(city, person) == [career]


def test_a_curator_sees_what_is_confirmed_and_what_is_not_but_nothing_of_who_was_only_invited(
    city: City, web: Web
) -> None:
    ours = city.incubator()
    person = city.supervisor(summary="Took a company to its IPO.", pool_of=ours)
    browser = web.sign_in(person, NOW)
    browser.follow("/supervisor/career/areas", help_areas="pricing")
    browser.follow("/supervisor/career/new", **ENTRY)
    curator, path = web.sign_in(ours, NOW), f"/incubator/supervisors/{person.id}"

    confirmed, found = told_apart(curator, path)
    assert "Pricing and packaging" in confirmed
    assert "Listing (IPO)" in found
    assert "Harbour Sensors" in found

    run_raw(
        city.graph, "MATCH (:Person {id: $id})-[m:IN_POOL_OF]->() SET m.state = 'invited', m.name = 'X'", id=person.id
    )
    page = curator.get(path).get_data(as_text=True)
    assert "Harbour Sensors" not in page
    assert "Pricing and packaging" not in page
