"""What an incubator keeps of its contact with a startup stands in one line of time on its page."""

from __future__ import annotations

import re
from datetime import UTC, datetime

import pytest

from tests.support.city import City
from tests.support.cleaning import run_raw
from tests.support.visitor import text_of
from tests.support.web import Web

NOW = datetime.now(UTC)


@pytest.mark.both_servers
def test_notes_letters_requests_and_what_curators_did_stand_in_one_line_of_time(city: City, web: Web) -> None:
    incubator = city.incubator()
    startup, other = city.startup("Tidewell", incubator=incubator), city.startup("Far Away", incubator=incubator)
    asked = city.supervisor("Lin Wei", pool_of=incubator)
    proposal = city.asked_proposal(to=asked, need=city.need(startup, "A first factory"))
    city.asked_proposal(to=city.supervisor("Bo Xun"), need=city.need(other, "Another"))
    when = "MATCH (p:Proposal {id: $id}) SET p.state = 'declined', p.decided_at = $at"
    run_raw(city.graph, when, id=proposal.id, at=NOW)
    web.sign_in(startup, NOW)
    curator, page = web.sign_in(incubator, NOW), f"/incubator/startups/{startup.id}"

    curator.post(f"{page}/note", note="Prefers to be called")
    letter = {"subject": "Open day", "body": "Will you come?", "step": "send"}
    assert curator.post("/incubator/startups/letter", id=startup.id, **letter).status_code == 302
    curator.post(f"{page}/invite", name="Wen Rushan", email="wen@list.example", language="en")
    told = text_of(curator.get(page)).partition("Contact log")[2]

    order = ["Letter: Open day", "Prefers to be called", "Lin Wei was asked for an introduction"]
    assert [told.index(words) for words in order] == sorted(told.index(words) for words in order)
    assert "Lin Wei declined the request" in told
    assert "Will you come?" in told
    assert told.count("Open day") == 1
    assert "Invited somebody to act for a startup" in told
    assert "Bo Xun" not in told
    assert "Prefers to be called" not in text_of(curator.get(f"/incubator/startups/{other.id}"))


def test_a_note_about_a_startup_is_its_incubators_own_and_its_author_changes_it(city: City, web: Web) -> None:
    incubator, elsewhere = city.incubator(), city.incubator("Elsewhere House")
    startup = city.startup("Tidewell", incubator=incubator)
    city.relate(startup.id, "INCUBATED_BY", elsewhere.id)
    curator, page = web.sign_in(incubator, NOW), f"/incubator/startups/{startup.id}"

    assert curator.post(f"{page}/note", note=" ").status_code == 422
    curator.post(f"{page}/note", note="Runway of four months")
    [note] = re.findall(r'href="(/incubator/notes/[^"]+)"', curator.get(page).get_data(as_text=True))
    assert "Tidewell" in curator.get(note).get_data(as_text=True)
    changed = curator.post(note, note="Runway of nine months", seen="0")

    assert changed.headers["Location"] == f"{page}#contacts"
    assert "Runway of nine months" in text_of(curator.get(page))
    stranger = web.sign_in(elsewhere, NOW)
    assert "Runway" not in text_of(stranger.get(page))
    assert stranger.get(note).status_code == 404
    assert web.sign_in(city.incubator(), NOW).post(f"{page}/note", note="x").status_code == 404
