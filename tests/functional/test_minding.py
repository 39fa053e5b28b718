"""A curator minds startups and supervisors: theirs is what does not move there, until they leave; and their tasks."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta
from html import unescape

import pytest

from graph.entities import Actor
from tests.support.city import City, Made
from tests.support.cleaning import run_raw
from tests.support.days import SHANGHAI
from tests.support.stuck_quarter import NOW, StuckQuarter
from tests.support.web import Browser, Web
from webapp.operations.accounts.manage_account import revoke_role
from webapp.operations.pools.choose_minder import choose_minder
from webapp.operations.requests.answer_on_behalf import decline_on_behalf
from webapp.operations.stuck.follow_up import assign, snooze

pytestmark = pytest.mark.both_servers
TODAY = SHANGHAI.day_of(NOW)
_SIGNED_IN = "MATCH (a:Account) WHERE a.email ENDS WITH '@example.org' RETURN a.id AS id, a.name AS name"


class Shared(StuckQuarter):
    """The same incubator with two curators, both signed in: the reader, and Mei."""

    def __init__(self, city: City, web: Web) -> None:
        super().__init__(city)
        actor = replace(self.incubator.actor, name="The reader")
        self.mine = web.sign_in(Made(self.incubator.id, actor), NOW)
        self.hers = web.sign_in(Made(self.incubator.id, replace(actor, account_id="mei", name="Mei")), NOW)
        found = run_raw(self.graph, _SIGNED_IN)
        ids = {str(row["name"]): str(row["id"]) for row in found}
        self.me, self.mei = ids["The reader"], ids["Mei"]
        self.curator = replace(actor, account_id=self.me)

    def mind(self, account_id: str, *ids: str) -> list[str]:
        return choose_minder(self.graph, self.curator, ids, account_id, NOW)

    def minders(self) -> dict[str, str]:
        return self.graph.read(lambda tx: tx.minding.list_of(self.incubator.id))


@pytest.fixture
def shared(city: City, web: Web) -> Shared:
    return Shared(city, web)


def test_whoever_minds_them_is_chosen_filtered_exported_and_undone(shared: Shared) -> None:
    browser, startup, quiet = shared.mine, shared.startup.id, shared.quiet.id
    asked = browser.follow("/incubator/pool/act", action="mind", id=[quiet, shared.free.id])
    assert "Who minds the 2 you chose?" in asked

    browser.follow("/incubator/minder", id=[quiet, startup], minder=shared.me, back="/incubator/pool")
    page = browser.follow("/incubator/minder", id=[quiet, startup, shared.free.id], minder=shared.mei)

    assert "Mei minds the 3 you chose." in page
    assert set(shared.minders().values()) == {shared.mei}
    for address in ("/incubator/pool.csv", "/incubator/startups.csv"):
        assert browser.get(f"{address}?minder={shared.mei}").text.count("Mei") >= 1
        assert "Mei" not in browser.get(f"{address}?minder=me").text
    assert "Lin Wei" not in browser.get("/incubator/pool.csv?minder=nobody").text

    events = re.findall(r'name="event" value="([^"]*)"', page)
    undone = browser.follow("/incubator/minder/undo", event=events)
    assert "3 are minded as before." in undone
    assert shared.minders() == {quiet: shared.me, startup: shared.me}


def test_a_stranger_is_no_minder_and_nobody_elsewhere_is_minded(shared: Shared) -> None:
    city = shared.city
    elsewhere = city.incubator("Elsewhere")
    theirs = city.startup("Not Ours", incubator=elsewhere)
    browser = shared.mine

    assert browser.post("/incubator/minder", id=theirs.id, minder=shared.me).status_code == 404
    refused = browser.post("/incubator/minder", id=shared.startup.id, minder=elsewhere.actor.account_id)

    assert refused.status_code == 422
    assert "Choose one of your colleagues." in unescape(refused.text)
    assert not shared.minders()


def test_what_is_stuck_is_of_whoever_minds_the_startup_unless_it_is_handed_on(shared: Shared) -> None:
    shared.mind(shared.mei, shared.startup.id)
    shared.mind(shared.me, shared.busy.id)
    mine, hers = shared.mine, shared.hers

    assert tasks(mine) == 2  # startups elsewhere wait for the supervisor, who has too much: his curator's
    assert tasks(hers) == 3  # a request, a need and work of the startup
    assign(shared.graph, shared.curator, [shared.keys["need"]], shared.me, TODAY + timedelta(days=3), NOW)
    snooze(shared.graph, shared.curator, [shared.keys["work"]], TODAY + timedelta(days=3), NOW)
    assert (tasks(mine), tasks(hers)) == (3, 1)
    assert count_of(mine, "/incubator/waiting?who=me") == 3
    assert count_of(hers, "/incubator/waiting?who=me") == 1
    first = re.search(r"<tbody>.*?</tr>", mine.get("/incubator/tasks").text, re.DOTALL)
    assert first is not None
    assert "Sell abroad" in first[0]  # it alone is due on a day


def test_answers_to_give_and_terms_that_end_are_tasks_of_whoever_minds_the_supervisor(shared: Shared) -> None:
    silent = shared.city.supervisor("Xie Anlan", pool_of=shared.incubator)
    run_raw(shared.graph, "MATCH (p:Person {id: $id}) SET p.answered_by = $by", id=silent.id, by=shared.incubator.id)
    request = shared.city.asked_proposal(to=silent, startup=shared.startup, asked_at=NOW)
    mine, hers = shared.mine, shared.hers
    assert (tasks(mine), tasks(hers)) == (1, 1)  # nobody minds him: the answer is everybody's

    shared.mind(shared.mei, silent.id)
    run_raw(
        shared.graph, "MATCH (:Person {id: $id})-[m:IN_POOL_OF]->() SET m.to = $day", id=silent.id,
        day=TODAY + timedelta(days=59),
    )  # fmt: skip
    assert (tasks(mine), tasks(hers)) == (0, 2)
    assert count_of(mine, "/incubator/pool?ends=60") == 1

    decline_on_behalf(shared.graph, shared.curator, request.id, TODAY, "No time.", NOW, reason="wrong_field")
    run_raw(
        shared.graph, "MATCH (:Person {id: $id})-[m:IN_POOL_OF]->() SET m.to = $day", id=silent.id,
        day=TODAY + timedelta(days=61),
    )  # fmt: skip
    assert (tasks(mine), tasks(hers)) == (0, 0)


def test_what_a_curator_minded_is_nobodys_once_they_left(shared: Shared) -> None:
    shared.mind(shared.mei, shared.startup.id, shared.quiet.id, shared.free.id)
    assign(shared.graph, shared.curator, [shared.keys["load"]], shared.mei, None, NOW)
    browser = shared.mine

    page = unescape(browser.follow(f"/account/colleagues/{shared.mei}/remove"))

    assert "Nobody minds 1 startup and 2 supervisors any more" in page
    assert not shared.minders()
    things = shared.graph.read(lambda tx: tx.stuck.list_things(shared.incubator.id, NOW))
    assert not any(one.minder_id for one in things)


def test_an_administrator_who_takes_the_role_away_frees_them_too(shared: Shared) -> None:
    shared.mind(shared.mei, shared.startup.id)

    revoke_role(shared.graph, Actor.system(), shared.mei, "incubator", shared.incubator.id, NOW)

    rows = run_raw(shared.graph, "MATCH (:Startup)-[r:INCUBATED_BY]->() RETURN r.minded_by AS by")
    assert {row["by"] for row in rows} == {None}


def tasks(browser: Browser) -> int:
    """How many lines the page has, which the menu counts too."""
    page = browser.get("/incubator/tasks").text
    rows = page.count('data-label="By when"')
    told = re.search(r'href="/incubator/tasks"[^>]*>\s*My tasks\s*(?:<[^>]*>\s*(\d+))?', page)
    assert told is not None
    assert int(told[1] or 0) == rows, (told[1], rows)
    return rows


def count_of(browser: Browser, address: str) -> int:
    found = re.search(r"(\d+) (?:lines?|supervisors?) found", browser.get(address).text)
    assert found is not None, address
    return int(found[1])
