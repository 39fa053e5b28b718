"""Whoever acts for an organisation minds who else does: invites, takes away, and never leaves it to nobody."""

from __future__ import annotations

import re
from datetime import UTC, datetime

import pytest

from graph.driver import Graph
from graph.entities import Actor
from graph.errors import HeadNeededError
from tests.support.city import City, Made
from tests.support.cleaning import run_raw
from tests.support.mailbox import Mailbox, deliver, send
from tests.support.web import Web
from webapp.operations.accounts.mind_colleagues import remove_colleague

NOW = datetime.now(UTC)


def _second(made: Made, name: str = "Lin Qiao") -> Made:
    """Somebody else who acts for the same."""
    return Made(made.id, Actor("account-second", name, made.actor.role, made.actor.subject_id))


def _told(graph: Graph, kind: str) -> int:
    return len(run_raw(graph, "MATCH (o:Outbox {kind: $kind}) RETURN o.id AS id", kind=kind))


def _address(graph: Graph, who: Made) -> str:
    found = run_raw(graph, "MATCH (a:Account)-[:HOLDS]->({subject_id: $id}) RETURN a.email AS email", id=who.id)
    return str(found[0]["email"])


def _account(graph: Graph, email: str) -> str:
    return str(run_raw(graph, "MATCH (a:Account {email: $email}) RETURN a.id AS id", email=email)[0]["id"])


@pytest.mark.parametrize("make", ["incubator", "startup", "investor"])
def test_somebody_new_is_invited_and_taken_away_again(city: City, web: Web, make: str) -> None:
    browser = web.sign_in(getattr(city, make)("Caohe Harbour"), NOW)

    assert "Who acts for Caohe Harbour" in browser.get("/account/colleagues").text
    page = browser.follow("/account/colleagues", email="new@example.org", name="Lin Qiao", rank="member", language="zh")

    assert "new@example.org" in page
    assert "Invited, not opened yet" in page
    assert _told(city.graph, "invite_account") == 1
    account = _account(city.graph, "new@example.org")
    assert "no longer acts" in browser.follow(f"/account/colleagues/{account}/remove")
    assert "new@example.org" not in browser.get("/account/colleagues").text


@pytest.mark.both_servers
def test_who_has_an_account_is_asked_and_holds_nothing_before_they_say_yes(city: City, web: Web) -> None:
    ours, founder = city.incubator("Caohe Harbour"), city.startup("Tidewell")
    curator, other = web.sign_in(ours, NOW), web.sign_in(founder, NOW)
    email = _address(city.graph, founder)

    page = curator.follow("/account/colleagues", email=email, rank="member", language="en")

    assert "is on its way" in page
    assert "Asked, not answered yet" in page
    assert other.get("/incubator/pool").status_code == 403
    offer = re.search(r'action="(/account/asked/[^"]+)/accept"', other.get("/account").text)
    assert offer
    assert web.sign_in(city.startup(), NOW).post(f"{offer[1]}/accept").status_code == 404
    other.follow(f"{offer[1]}/accept")
    assert "You can act for Caohe Harbour" in other.get("/account").text
    assert "Asked, not answered yet" not in curator.get("/account/colleagues").text
    other.follow("/account/role", membership=f"incubator|{ours.id}")
    assert other.get("/incubator/pool").status_code == 200


def test_what_is_said_to_go_goes_and_nothing_else_is_said(city: City, web: Web, smtp: str, mailbox: Mailbox) -> None:
    ours, other = city.incubator("Caohe Harbour"), city.startup("Tidewell")
    curator, founder = web.sign_in(ours, NOW), web.sign_in(other, NOW)
    own, unopened, gone = _address(city.graph, ours), "new@example.org", "gone@example.org"
    founder.follow("/account/colleagues", email=unopened, rank="member", language="en")
    founder.follow("/account/colleagues", email=gone, rank="member", language="en")
    run_raw(city.graph, "MATCH (a:Account {email: $email}) SET a.state = 'disabled' RETURN a.id", email=gone)

    pages = {
        email: curator.follow("/account/colleagues", email=email, rank="member", language="en")
        for email in (own, unopened, gone)
    }
    deliver(city.graph)
    send(city.graph, smtp)

    assert {email for email, page in pages.items() if "is on its way" in page} == {unopened}
    assert all(f"No email goes to {email}" in pages[email] for email in (own, gone))
    assert [str(mail["To"]) for mail in mailbox.mails if "Caohe Harbour" in mail.get_content()] == [unopened]


def test_an_offer_that_was_declined_or_taken_back_is_gone(city: City, web: Web) -> None:
    ours, founder = city.incubator(), city.startup()
    curator, other = web.sign_in(ours, NOW), web.sign_in(founder, NOW)
    email = _address(city.graph, founder)
    for end in ("decline", "take back"):
        curator.follow("/account/colleagues", email=email, rank="member", language="en")
        offer = re.search(r'action="(/account/asked/[^"]+)/accept"', other.get("/account").text)
        assert offer
        if end == "decline":
            other.follow(f"{offer[1]}/decline")
        else:
            curator.follow(f"/account/colleagues/{_account(city.graph, email)}/remove")
        assert other.post(f"{offer[1]}/accept").status_code == 404
        assert email not in curator.get("/account/colleagues").text


def test_a_colleague_is_taken_away_at_once_told_of_it_and_the_last_one_stays(city: City, web: Web) -> None:
    ours = city.startup()
    browser, second = web.sign_in(ours, NOW), web.sign_in(_second(ours), NOW)
    own, theirs = (
        re.search(r'/account/colleagues/([^/]+)/remove"[^>]*>' + word, browser.get("/account/colleagues").text)
        for word in ("Leave", "Take away")
    )
    assert own
    assert theirs

    browser.follow(f"/account/colleagues/{theirs[1]}/remove")

    assert second.get("/startup/").status_code in (302, 403)
    assert _told(city.graph, "tell_role_removed") == 1
    assert "/remove" not in browser.get("/account/colleagues").text
    assert "Make somebody else a head first" in browser.follow(f"/account/colleagues/{own[1]}/remove")


@pytest.mark.both_servers
def test_two_who_take_each_other_away_leave_one(city: City) -> None:
    ours = city.startup()
    second = _second(ours)
    for one in (ours, second):
        city.open_account(one.actor)

    remove_colleague(city.graph, ours.actor, second.actor.account_id, NOW)

    with pytest.raises(HeadNeededError):
        remove_colleague(city.graph, second.actor, ours.actor.account_id, NOW)


def test_who_speaks_for_themselves_alone_has_no_colleagues(city: City, web: Web) -> None:
    assert web.sign_in(city.supervisor(), NOW).get("/account/colleagues").status_code == 403
    stranger = web.sign_in(city.incubator(), NOW)
    ours = city.incubator()
    assert stranger.post(f"/account/colleagues/{ours.actor.account_id}/remove").status_code == 404


@pytest.mark.both_servers
def test_an_invitation_is_sent_again_and_corrected_until_it_is_answered(city: City, web: Web) -> None:
    ours = city.incubator("Caohe Harbour")
    browser = web.sign_in(ours, NOW)
    browser.post("/account/colleagues", email="wrnog@example.org", name="Lin Qiao", rank="head", language="zh")
    account = _account(city.graph, "wrnog@example.org")
    path = f"/account/colleagues/{account}/invite"
    assert 'value="wrnog@example.org"' in browser.get(path).text

    assert "is on its way" in browser.follow(path, email="wrnog@example.org")
    assert _told(city.graph, "invite_account") == 2
    assert browser.post(path, email="nobody").status_code == 422
    page = browser.follow(path, email="right@example.org")

    assert "right@example.org" in page
    assert "Head" in page
    assert "wrnog@example.org" not in page.partition("<table")[2]
    right = _account(city.graph, "right@example.org")
    assert browser.get(path).status_code == 404
    run_raw(city.graph, "MATCH (a:Account {id: $id}) SET a.state = 'active'", id=right)
    late = browser.follow(f"/account/colleagues/{right}/invite", email="right@example.org")
    assert "Lin Qiao accepted meanwhile" in late
    assert _told(city.graph, "invite_account") == 3


def test_who_was_asked_in_their_account_is_asked_again_and_another_instead(city: City, web: Web) -> None:
    ours, founder, other = city.incubator("Caohe Harbour"), city.startup("Tidewell"), city.startup("Farwell")
    browser = web.sign_in(ours, NOW)
    for one in (founder, other):
        web.sign_in(one, NOW)
    emails = [_address(city.graph, one) for one in (founder, other)]
    browser.post("/account/colleagues", email=emails[0], rank="member", language="en")
    path = f"/account/colleagues/{_account(city.graph, emails[0])}/invite"

    assert "is on its way" in browser.follow(path, email=emails[0])
    assert _told(city.graph, "tell_role_offered") == 2
    page = browser.follow(path, email=emails[1]).partition("<table")[2]

    assert emails[1] in page
    assert emails[0] not in page
    assert web.sign_in(city.incubator("Elsewhere"), NOW).get(path).status_code == 404
