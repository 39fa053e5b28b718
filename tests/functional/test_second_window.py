"""Of two windows the second is told what happened: invitations, applications, answers for others, rows held back."""

from __future__ import annotations

import html
import re

import pytest
from flask import Flask

from tests.functional.test_import_pages import people_in, send, text_of, work_off
from tests.functional.test_incubator_pool import NOW
from tests.support import visitor
from tests.support.applying import Applying
from tests.support.city import City
from tests.support.cleaning import run_raw
from tests.support.visitor import SignIn
from tests.support.web import Web

DOUBLED = "name,roles,email\nGu Mingche,supervisor,gu@example.org\nGU Mingche,supervisor,GU@example.org\n"


def test_an_invitation_that_went_is_told_with_who_took_it_back(city: City, web: Web) -> None:
    ours = city.incubator()
    curator = web.sign_in(ours, NOW)
    curator.post("/incubator/invite", name="Wen Rushan", email="wen@list.example", language="en")
    [person] = run_raw(city.graph, "MATCH (p:Person {email: 'wen@list.example'}) RETURN p.id AS id")
    path = f"/incubator/supervisors/{person['id']}/withdraw"
    assert "is taken back" in curator.follow(path)

    late = curator.follow(path)

    assert "There is no invitation to take back any more. Last: Took an invitation" in late
    assert ours.actor.name in late
    assert web.sign_in(city.incubator(), NOW).post(path).status_code == 404


def test_an_application_that_was_decided_is_shown_as_it_stands(app: Flask, city: City, sign_in: SignIn) -> None:
    applying = Applying(app, city.graph, city.incubator("Caohe Harbour").actor)
    application = applying.received()
    first, second = (sign_in("incubator", applying.curator.subject_id) for _ in range(2))
    path = f"/incubator/applications/{application.id}"
    first.post(f"{path}/accept", {"record": "", "places": "2", "category": "professional_manager"})

    for late in (
        second.get(f"{path}/decline"),
        second.post(f"{path}/decline", {"reason": "other"}),
        second.post(f"{path}/accept", {"record": "", "places": "none"}),
    ):
        assert late.status_code == 409
        assert "this application moved on since you opened it" in visitor.text_of(late)


@pytest.mark.both_servers
def test_an_answer_for_somebody_else_is_given_once(city: City, web: Web) -> None:
    ours = city.incubator()
    person = city.supervisor("Bo Xun", pool_of=ours, answered_by=ours.id)
    startup = city.startup("Tidewell", incubator=ours)
    request = city.asked_proposal(to=person, need=city.need(startup))
    curator, path = web.sign_in(ours, NOW), f"/answers/{request.id}"
    said = {"answered_on": NOW.date().isoformat(), "words": "Gladly"}
    assert curator.post(f"{path}/accept", **said).status_code == 302

    late = curator.post(f"{path}/accept", **said)

    assert late.status_code == 409
    assert "this request moved on since you opened it" in late.get_data(as_text=True)


def test_rows_that_were_answered_in_another_window_lead_to_how_the_file_stands(city: City, web: Web) -> None:
    ours = city.incubator()
    browser = web.sign_in(ours, NOW)
    page = send(city, web, browser, DOUBLED)
    work_off(city, web)
    [mark] = {html.unescape(one) for one in re.findall(r'name="(row-[^"]+)" value="same"', text_of(browser, page))}
    again = browser.post(f"{page}/answers", **{mark: "new"}).headers["Location"]
    work_off(city, web)

    late = browser.post(f"{page}/answers", **{mark: "skip"})
    assert late.headers["Location"] == again
    assert "answered or loaded meanwhile" in text_of(browser, again)
    load = browser.post(f"{again}/load", choice="rest").headers["Location"]
    work_off(city, web)
    assert people_in(city, ours) == ["GU Mingche", "Gu Mingche"]

    for address in (f"{page}/load", f"{again}/answers"):
        assert browser.post(address, choice="rest", **{mark: "skip"}).headers["Location"] == load
