"""Within an organisation: heads mind who acts for it and as what, members work, and one head always stays."""

from __future__ import annotations

import re
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime

import pytest

from graph.domain.ranks import HEAD, MEMBER
from graph.driver import Graph
from graph.entities import Actor
from tests.support.city import City, Made
from tests.support.cleaning import run_raw
from tests.support.mailbox import Mailbox, deliver, send
from tests.support.web import Web
from webapp.operations.accounts.change_rank import change_rank
from webapp.operations.accounts.heads import LastHeadError
from webapp.operations.accounts.manage_account import disable_account
from webapp.operations.accounts.mind_colleagues import remove_colleague

NOW = datetime.now(UTC)
ROOT = Actor("root", "Root", "administrator", "")


def _second(made: Made, account: str = "account-second") -> Made:
    return Made(made.id, Actor(account, "Lin Qiao", made.actor.role, made.actor.subject_id))


def _rows(graph: Graph, subject_id: str) -> dict[str, tuple[str, str]]:
    """The id and the rank of who acts for an organisation, or was asked to, by address."""
    rows = run_raw(
        graph,
        "MATCH (a:Account)-[:HOLDS|OFFERED]->(m:Membership {subject_id: $id}) "
        "RETURN a.email AS email, a.id AS id, m.rank AS rank",
        id=subject_id,
    )
    return {str(row["email"]): (str(row["id"]), str(row["rank"])) for row in rows}


def _id_of(graph: Graph, subject_id: str, rank: str) -> str:
    return next(account for account, held in _rows(graph, subject_id).values() if held == rank)


def test_a_head_invites_with_a_role_and_accepting_gives_just_that(city: City, web: Web) -> None:
    ours, founder = city.startup("Tidewell"), city.startup("Lantern")
    head, other = web.sign_in(ours, NOW), web.sign_in(founder, NOW)
    theirs = next(iter(_rows(city.graph, founder.id)))

    head.follow("/account/colleagues", email="new@example.org", rank=MEMBER, language="zh")
    head.follow("/account/colleagues", email=theirs, rank=MEMBER, language="en")
    page = other.get("/account").text
    offer = re.search(r'action="(/account/asked/[^"]+)/accept"', page)
    assert offer
    assert "· Member</span>" in page
    other.follow(f"{offer[1]}/accept")

    ranks = {email: rank for email, (_id, rank) in _rows(city.graph, ours.id).items()}
    assert ranks["new@example.org"] == MEMBER
    assert ranks[theirs] == MEMBER
    assert head.post("/account/colleagues", email="x@example.org", rank="reader", language="en").status_code == 422
    other.follow("/account/role", membership=f"startup|{ours.id}")
    assert other.post("/account/colleagues", email="y@example.org", rank=MEMBER, language="en").status_code == 403
    assert "y@example.org" not in _rows(city.graph, ours.id)


def test_members_see_the_page_without_its_acts_and_may_leave(city: City, web: Web) -> None:
    ours = city.startup("Tidewell")
    web.sign_in(ours, NOW)
    member = web.sign_in(_second(ours), NOW, rank=MEMBER)

    page = member.get("/account/colleagues").text
    own = _id_of(city.graph, ours.id, MEMBER)

    assert "Invites colleagues, sets their roles" in page
    assert "Send the invitation" not in page
    assert "/rank" not in page
    assert re.findall(r"/account/colleagues/([^/]+)/remove", page) == [own]
    assert member.get(f"/account/colleagues/{own}/rank").status_code == 403
    assert member.post("/own-profile/readers").status_code == 403
    assert "Save who may read it" not in member.get("/own-profile").text
    assert "no longer acts" in member.follow(f"/account/colleagues/{own}/remove")


def test_a_role_is_changed_told_and_put_back(city: City, web: Web, smtp: str, mailbox: Mailbox) -> None:
    ours = city.incubator("Caohe Harbour")
    head = web.sign_in(ours, NOW)
    web.sign_in(_second(ours), NOW, rank=MEMBER)
    theirs = _id_of(city.graph, ours.id, MEMBER)
    path = f"/account/colleagues/{theirs}/rank"
    assert "deletes people for good" in head.get(path).text

    page = head.follow(path, rank=HEAD, was=MEMBER)
    assert "Lin Qiao: Head from now on" in page
    assert f'action="{path}"' in page
    assert head.post(path, rank=MEMBER, was=MEMBER).status_code == 409
    head.follow(path, rank=MEMBER, was=HEAD)
    deliver(city.graph)
    send(city.graph, smtp)

    assert _id_of(city.graph, ours.id, MEMBER) == theirs
    texts = [mail.get_content() for mail in mailbox.mails]
    assert any("Caohe Harbour is another one from now on: Member" in text for text in texts)
    events = run_raw(city.graph, "MATCH (e:AuditEvent {action: 'change_rank'}) RETURN e.detail AS detail ORDER BY e.at")
    assert [str(row["detail"]).split()[-1] for row in events] == [HEAD, MEMBER]


def test_the_only_head_neither_goes_nor_becomes_a_member(city: City, web: Web) -> None:
    ours = city.startup()
    head = web.sign_in(ours, NOW)
    web.sign_in(_second(ours), NOW, rank=MEMBER)
    own = _id_of(city.graph, ours.id, HEAD)

    pages = [
        head.follow(f"/account/colleagues/{own}/remove"),
        head.follow(f"/account/colleagues/{own}/rank", rank=MEMBER, was=HEAD),
    ]

    assert all("Make somebody else a head first" in page for page in pages)
    assert "The only head: cannot go" in pages[0]
    assert _id_of(city.graph, ours.id, HEAD) == own


@pytest.mark.both_servers
@pytest.mark.parametrize("is_leaving", [True, False], ids=["leave", "step down"])
def test_of_two_heads_who_go_at_once_one_is_refused(city: City, is_leaving: bool) -> None:
    ours = city.startup()
    heads = [ours, _second(ours)]
    for one in heads:
        city.open_account(one.actor)

    def go(one: Made) -> bool:
        who = one.actor
        try:
            if is_leaving:
                remove_colleague(city.graph, who, who.account_id, NOW)
            else:
                change_rank(city.graph, who, who, who.account_id, MEMBER, NOW, was=HEAD)
        except LastHeadError:
            return False
        return True

    with ThreadPoolExecutor(2) as pool:
        went = list(pool.map(go, heads))

    assert sorted(went) == [False, True]
    assert [rank for _id, rank in _rows(city.graph, ours.id).values()].count(HEAD) == 1


@pytest.mark.both_servers
def test_when_the_only_head_is_disabled_who_came_first_of_the_others_is_head(city: City) -> None:
    ours = city.startup()
    later = _second(ours, "account-later")
    city.open_account(ours.actor)
    for one in (_second(ours), later):
        city.open_account(one.actor, MEMBER)
    run_raw(city.graph, "MATCH (m:Membership)<-[:HOLDS]-(:Account {id: $id}) SET m.granted_at = $at RETURN m.id AS id",
            id="account-second", at=datetime(2020, 1, 1, tzinfo=UTC))  # fmt: skip

    disable_account(city.graph, ROOT, ours.actor.account_id, NOW)

    ranks = dict(_rows(city.graph, ours.id).values())
    assert ranks == {ours.actor.account_id: HEAD, "account-second": HEAD, "account-later": MEMBER}


def test_administrators_change_roles_of_any_organisation(city: City, web: Web) -> None:
    ours = city.startup("Tidewell")
    web.sign_in(ours, NOW)
    web.sign_in(_second(ours), NOW, rank=MEMBER)
    root = web.sign_in(Made("", ROOT), NOW)
    head, member = (_id_of(city.graph, ours.id, rank) for rank in (HEAD, MEMBER))
    held = f"startup|{ours.id}"

    for refused in (f"/admin/accounts/{head}/rank?membership={held}", f"/admin/accounts/{head}/roles/revoke"):
        page = root.follow(refused, membership=held, rank=MEMBER, was=HEAD)
        assert "Make somebody else there a head first" in page
    assert "Within Tidewell" in root.get(f"/admin/accounts/{member}/rank?membership={held}").text
    page = root.follow(f"/admin/accounts/{member}/rank?membership={held}", rank=HEAD, was=MEMBER)
    assert "Head from now on" in page
    root.follow(f"/admin/accounts/{head}/roles/revoke", membership=held)

    assert dict(_rows(city.graph, ours.id).values()) == {member: HEAD}
    root.follow(f"/admin/accounts/{head}/roles", role="startup", subject_id=ours.id, rank=MEMBER)
    assert dict(_rows(city.graph, ours.id).values()) == {member: HEAD, head: MEMBER}
    wrong = {"role": "startup", "subject_id": ours.id, "rank": "reader"}
    assert root.post(f"/admin/accounts/{head}/roles", **wrong).status_code == 422
    assert root.get(f"/admin/accounts/{member}/rank?membership=startup|other").status_code == 404
    assert root.post(f"/admin/accounts/{member}/roles", role="administrator").status_code == 422
