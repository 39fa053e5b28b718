"""What an incubator keeps of its contact with somebody stands in one line of time, and nobody overwrites another."""

from __future__ import annotations

import re
from datetime import UTC, datetime

import pytest

from graph.migrate import load_migrations
from tests.support.city import City
from tests.support.cleaning import run_raw
from tests.support.doubles import Twins
from tests.support.visitor import text_of
from tests.support.web import Web

NOW = datetime.now(UTC)


def note_id(city: City, text: str) -> str:
    rows = run_raw(city.graph, "MATCH (c:ContactEntry) WHERE c.text = $text RETURN c.id AS id", text=text)
    return str(rows[0]["id"])


@pytest.mark.both_servers
def test_notes_letters_requests_merges_and_terms_stand_in_one_line_of_time(city: City, web: Web) -> None:
    twins = Twins(city)
    startup = city.startup("Tidewell", incubator=twins.incubator)
    other = city.startup("Far Away")
    for asker in (startup, other):
        city.asked_proposal(to=twins.kept, need=city.need(asker, f"Need of {asker.id}"))
    city.open_account(twins.kept.actor)
    curator, page = web.sign_in(twins.incubator, NOW), f"/incubator/supervisors/{twins.kept.id}"
    long = "Called about term sheets. " * 60

    curator.post(f"/incubator/supervisors/{twins.other.id}/note", note="Prefers to be called")
    curator.post(f"{page}/note", note=long)
    curator.post("/incubator/pool/write", id=twins.kept.id, subject="Open day", body="Would you speak?", step="send")
    curator.post("/incubator/pool/pause", id=twins.kept.id, until="2027-06-30")
    curator.post(f"/incubator/doubles/{twins.kept.id}/{twins.other.id}/merge")
    told = text_of(curator.get(page))

    order = ["Merged two", "Letter: Open day", "Called about term sheets", "Prefers to be called", "Tidewell asked"]
    assert [told.index(words) for words in order] == sorted(told.index(words) for words in order)
    assert "Paused somebody in the pool" in told
    assert "Would you speak?" in told
    assert "Far Away" not in told
    curator.post(
        "/incubator/invite", name="Wen Rushan", email="wen@list.example", language="en", note="Met at the fair"
    )
    [invited] = run_raw(city.graph, "MATCH (p:Person {email: 'wen@list.example'}) RETURN p.id AS id")
    told = text_of(curator.get(f"/incubator/supervisors/{invited['id']}"))
    assert "Invited a supervisor" in told
    assert "Met at the fair" in told
    elsewhere = city.incubator()
    city.relate(twins.kept.id, "IN_POOL_OF", elsewhere.id, state="active")
    strange = text_of(web.sign_in(elsewhere, NOW).get(page))
    assert not any(words in strange for words in order), "each incubator keeps its own log"


def test_of_two_windows_the_second_is_told_and_keeps_its_text(city: City, web: Web) -> None:
    incubator = city.incubator()
    person = city.supervisor(pool_of=incubator)
    curator = web.sign_in(incubator, NOW)
    curator.post(f"/incubator/supervisors/{person.id}/note", note="First")
    path = f"/incubator/notes/{note_id(city, 'First')}"
    opened = curator.get(path).get_data(as_text=True)
    [seen] = set(re.findall(r'name="seen"[^>]*value="(\d+)"', opened))

    assert curator.post(path, note="From one window", seen=seen).status_code == 302
    second = curator.post(path, note="From the other", seen=seen)
    assert second.status_code == 409
    page = second.get_data(as_text=True)
    assert "changed in another window" in page
    assert "From one window" in page
    assert re.search(r"<textarea[^>]*>\s*From the other", page)
    assert curator.post(f"{path}/delete", seen=seen).status_code == 409

    [now] = set(re.findall(r'name="seen"[^>]*value="(\d+)"', page))
    assert curator.post(path, note="From the other", seen=now).status_code == 302
    assert curator.post(f"{path}/delete", seen=str(int(now) + 1)).status_code == 302
    assert run_raw(city.graph, "MATCH (c:ContactEntry) RETURN c.id AS id") == []


def test_a_colleague_reads_a_note_and_only_its_author_changes_it(city: City, web: Web) -> None:
    incubator = city.incubator()
    person = city.supervisor(pool_of=incubator)
    curator = web.sign_in(incubator, NOW)
    curator.post(f"/incubator/supervisors/{person.id}/note", note="Mine")
    mine = note_id(city, "Mine")
    run_raw(city.graph, "MATCH (c:ContactEntry) SET c.author_id = 'account-colleague'")

    page = curator.get(f"/incubator/supervisors/{person.id}").get_data(as_text=True)
    assert "Mine" in page
    assert f"/incubator/notes/{mine}" not in page
    assert curator.get(f"/incubator/notes/{mine}").status_code == 403
    assert curator.post(f"/incubator/notes/{mine}", note="Yours", seen="0").status_code == 403
    assert web.sign_in(city.incubator(), NOW).get(f"/incubator/notes/{mine}").status_code == 404


@pytest.mark.both_servers
def test_the_one_note_of_before_becomes_a_dated_one(city: City, web: Web) -> None:
    incubator = city.incubator()
    person = city.supervisor(pool_of=incubator)
    run_raw(city.graph, "MATCH (:Person)-[m:IN_POOL_OF]->() SET m.note = 'Meets on Fridays'")
    [migration] = [one for one in load_migrations() if one.version == "0020"]

    for _ in range(2):
        run_raw(city.graph, migration.statements[-1])

    assert "Meets on Fridays" in text_of(web.sign_in(incubator, NOW).get(f"/incubator/supervisors/{person.id}"))
    kept = "MATCH (c:ContactEntry)-[:CONTACT_WITH]->(p) RETURN p.id AS id, c.at IS NOT NULL AS dated"
    rows = run_raw(city.graph, kept)
    assert rows == [{"id": person.id, "dated": True}]
    assert run_raw(city.graph, "MATCH ()-[m:IN_POOL_OF]->() WHERE m.note IS NOT NULL RETURN m.note AS note") == []
