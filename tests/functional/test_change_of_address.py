"""Another address for one's account: asked for with the password, confirmed by the new one, taken back by the old."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta

import pytest

from graph.driver import Graph
from graph.entities.account import Account
from tests.support.cleaning import run_raw
from tests.support.mailbox import Mailbox, deliver, now, send
from tests.support.visitor import PASSWORD, SignIn, Visitor, text_of

NewVisitor = Callable[[], Visitor]
NEW = "new@liulu.example"
_LOG = "MATCH (e:AuditEvent) WHERE e.action ENDS WITH '_address' RETURN e.action AS a, e.detail AS d"
pytestmark = pytest.mark.both_servers


class Post:
    """Brings mails, and finds the links in them."""

    def __init__(self, graph: Graph, smtp: str, mailbox: Mailbox) -> None:
        self.graph, self._smtp, self._mailbox = graph, smtp, mailbox

    def links(self) -> dict[str, str]:
        """The link of each address to which something went since, by the address."""
        before = len(self._mailbox.mails)
        deliver(self.graph)
        send(self.graph, self._smtp)
        found = {}
        for mail in self._mailbox.mails[before:]:
            link = re.search(r"(/(?:address|reset)/\S+)", mail.get_content())
            found[str(mail["To"])] = link[1] if link else ""
        return found


@pytest.fixture
def post(graph: Graph, smtp: str, mailbox: Mailbox) -> Post:
    return Post(graph, smtp, mailbox)


def ask(person: Visitor, email: str, password: str = PASSWORD) -> str:
    return text_of(person.post("/account/address", {"email": email, "password": password}, follow_redirects=True))


def test_the_new_address_confirms_and_every_session_but_this_one_ends(
    sign_in: SignIn, visitor: NewVisitor, post: Post
) -> None:
    person, elsewhere = sign_in("administrator"), visitor()
    old = person.account.email
    elsewhere.sign_in(old)
    assert "We wrote to New@liulu.example." in ask(person, "New@liulu.example")
    links = post.links()
    assert set(links) == {NEW, old}
    assert visitor().sign_in(old).status_code == 302  # as it was until the new one confirms
    assert visitor().get(links[NEW]).status_code == 200  # to look changes nothing
    assert visitor().sign_in(NEW).status_code == 422

    page = text_of(person.post(links[NEW], follow_redirects=True))

    assert "Your address is new@liulu.example from now on." in page
    assert person.get("/account").status_code == 200
    assert elsewhere.get("/account").status_code == 302
    assert visitor().sign_in(NEW).status_code == 302
    assert visitor().sign_in(old).status_code == 422
    assert person.get(links[NEW]).status_code == 410
    log = run_raw(
        post.graph, "MATCH (e:AuditEvent) WHERE e.action ENDS WITH '_address' RETURN e.action AS a, e.detail AS d"
    )
    assert {(str(row["a"]), str(row["d"])) for row in log} == {("ask_for_address", ""), ("change_address", "")}


@pytest.mark.parametrize("is_confirmed", [False, True])
def test_who_did_not_ask_keeps_their_address_and_the_thief_is_out(
    sign_in: SignIn, visitor: NewVisitor, post: Post, *, is_confirmed: bool
) -> None:
    thief = sign_in("administrator")
    old = thief.account.email
    ask(thief, NEW)
    links = post.links()
    if is_confirmed:
        thief.post(links[NEW])
        thief._token = ""
        ask(thief, "other@liulu.example")  # once more, so that the old one might be forgotten
        links = post.links()
        assert set(links) == {"other@liulu.example", NEW, old}
    owner = visitor()
    owner.get(links[old])

    page = text_of(owner.post(links[old], follow_redirects=True))

    assert f"Your address is {old}. Everybody is signed out" in page
    assert thief.get("/account").status_code == 302
    assert owner.get(links["other@liulu.example" if is_confirmed else NEW]).status_code == 410
    assert post.links().keys() == {old}  # the link for a new password
    assert owner.sign_in(old).status_code == 302


def test_an_address_that_somebody_has_is_told_nobody(
    sign_in: SignIn, make_account: Callable[..., Account], post: Post
) -> None:
    taken = make_account("administrator", email="taken@liulu.example")
    person = sign_in("administrator")

    known, free = ask(person, taken.email), ask(person, NEW)

    assert known.replace(taken.email, "X") == free.replace(NEW, "X")
    assert post.links().keys() == {person.account.email, NEW}
    run_raw(post.graph, "MATCH (a:Account {email: $at}) SET a.email = $to", at=taken.email, to=NEW)
    deliver(post.graph)
    rows = run_raw(post.graph, "MATCH (a:Account {id: $id}) RETURN a.email AS email", id=person.account.id)
    assert rows == [{"email": person.account.email}]


def test_a_wrong_password_no_address_or_the_present_one_are_refused_with_a_sentence(
    sign_in: SignIn, post: Post
) -> None:
    person = sign_in("administrator")

    assert "This is not your present password." in ask(person, NEW, "not my password")
    for address in ("nowhere", person.account.email):
        assert "Write another email address than your present one" in ask(person, address)
    assert post.links() == {}


def test_the_address_of_before_can_come_back_for_a_week_and_no_longer(sign_in: SignIn, post: Post) -> None:
    person = sign_in("administrator")
    ask(person, NEW)
    person.post(post.links()[NEW])
    at = now() - timedelta(days=8)
    run_raw(post.graph, "MATCH (a:Account {id: $id}) SET a.former_email_at = $at", id=person.account.id, at=at)
    person._token = ""

    ask(person, "third@liulu.example")

    assert post.links().keys() == {NEW, "third@liulu.example"}


@pytest.mark.parametrize("is_objected", [False, True])
def test_an_administrator_asks_for_somebody_and_both_addresses_have_their_say(
    sign_in: SignIn, visitor: NewVisitor, post: Post, mailbox: Mailbox, *, is_objected: bool
) -> None:
    root, person = sign_in("administrator"), sign_in("talent_office")
    old, path = person.account.email, f"/admin/accounts/{person.account.id}"

    assert person.post(f"{path}/address", {"email": NEW}).status_code == 403
    assert root.post(f"{path}/address", {"email": old}).status_code == 422
    assert root.post("/admin/accounts/nobody/address", {"email": NEW}).status_code == 404
    page = text_of(root.post(f"{path}/address", {"email": NEW}, follow_redirects=True))
    assert f"We wrote to {NEW}." in page
    links = post.links()

    assert set(links) == {NEW, old}
    assert any("an administrator of Liulu asked" in mail.get_content() for mail in mailbox.mails if mail["To"] == old)
    assert visitor().sign_in(old).status_code == 302
    assert "from now on" in text_of(visitor().post(links[NEW], follow_redirects=True))
    assert person.get("/account").status_code == 302
    if is_objected:
        visitor().post(links[old])
    assert visitor().sign_in(old if is_objected else NEW).status_code == 302
    log = run_raw(post.graph, f"{_LOG}, e.actor_id AS by")
    assert {str(row["by"]) for row in log if row["a"] == "ask_for_address"} == {root.account.id}
