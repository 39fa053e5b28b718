"""Sessions: new at sign-in, gone at sign-out, ended from elsewhere, and rights that end at once."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import UTC, datetime

from flask import Flask
from redis import Redis

from graph.driver import Graph
from graph.entities import Actor
from graph.entities.account import Account
from tests.support.city import City
from tests.support.visitor import PASSWORD, SignIn, Visitor, text_of
from webapp.accounts import sessions
from webapp.operations.accounts import manage_account
from webapp.operations.accounts.end_sessions import sign_out_everywhere

NewVisitor = Callable[[], Visitor]
MakeAccount = Callable[..., Account]
ROOT = Actor.system()


def is_signed_in(visitor: Visitor) -> bool:
    return visitor.get("/account").status_code == 200


def test_signing_in_gives_a_new_session_id(client: Visitor, make_account: MakeAccount) -> None:
    client.get("/sign-in")
    before = client.cookie()

    client.sign_in(make_account("administrator").email)

    assert before
    assert client.cookie() != before


def test_an_id_planted_before_sign_in_is_worth_nothing(visitor: NewVisitor, make_account: MakeAccount) -> None:
    thief, victim = visitor(), visitor()
    thief.get("/sign-in")
    victim.steal(thief.cookie())

    victim.sign_in(make_account("administrator").email)

    assert is_signed_in(victim)
    assert not is_signed_in(thief)


def test_an_id_that_we_never_gave_out_is_replaced(client: Visitor) -> None:
    client.steal("chosen-by-somebody-else")
    client.get("/sign-in")

    assert client.cookie() != "chosen-by-somebody-else"


def test_a_replayed_cookie_fails_after_sign_out(sign_in: SignIn, visitor: NewVisitor) -> None:
    person = sign_in("administrator")
    copied = person.cookie()

    person.sign_out()

    thief = visitor()
    thief.steal(copied)
    assert not is_signed_in(thief)
    assert not is_signed_in(person)


def test_redis_holds_nothing_that_could_be_used_as_a_cookie(sign_in: SignIn, redis: Redis) -> None:
    cookie = sign_in("administrator").cookie().encode()

    assert not [key for key in redis.scan_iter("*") if cookie in key]


def test_disabling_an_account_ends_its_sessions(sign_in: SignIn, graph: Graph) -> None:
    person = sign_in("talent_office")

    manage_account.disable_account(graph, ROOT, person.account.id, datetime.now(UTC))

    assert not is_signed_in(person)


def test_signing_out_everywhere_ends_every_session(sign_in: SignIn, visitor: NewVisitor, graph: Graph) -> None:
    here, there = sign_in("talent_office"), visitor()
    there.sign_in(here.account.email)
    assert is_signed_in(there)

    sign_out_everywhere(graph, ROOT, here.account.id, datetime.now(UTC))

    assert not is_signed_in(here)
    assert not is_signed_in(there)


def test_a_revoked_role_bites_at_the_next_request(sign_in: SignIn, graph: Graph, city: City) -> None:
    startup = city.startup()
    person = sign_in("startup", startup.id)
    assert person.get("/startup/needs").status_code == 200

    manage_account.revoke_role(graph, ROOT, person.account.id, "startup", startup.id, datetime.now(UTC))

    assert person.get("/startup/needs").status_code == 403


def test_a_granted_role_counts_at_the_next_request(sign_in: SignIn, graph: Graph) -> None:
    person = sign_in("talent_office")
    assert person.get("/admin/").status_code == 403

    manage_account.grant_role(graph, ROOT, person.account.id, "administrator", "", datetime.now(UTC))

    assert person.get("/admin/").status_code == 200


def test_a_new_password_ends_the_other_sessions_and_keeps_this_one(sign_in: SignIn, visitor: NewVisitor) -> None:
    here, there = sign_in("administrator"), visitor()
    there.sign_in(here.account.email)

    answer = here.post(
        "/account/password", {"password-old": PASSWORD, "password-new": "seven cranes above the harbour"}
    )

    assert answer.status_code == 302
    assert is_signed_in(here)
    assert not is_signed_in(there)


def test_one_sees_and_ends_one_s_sessions(sign_in: SignIn, visitor: NewVisitor) -> None:
    here, there = sign_in("administrator"), visitor()
    there.client.environ_base["HTTP_USER_AGENT"] = "Mozilla/5.0 (Windows NT 10.0) Gecko/20100101 Firefox/140.0"
    there.sign_in(here.account.email)
    page = here.get("/account").text
    assert "Firefox, Windows" in page

    handle = sessions.handle_of(there.cookie())
    assert here.post(f"/account/sessions/{handle}/end").status_code == 302

    assert not is_signed_in(there)
    assert is_signed_in(here)


def test_nobody_ends_the_sessions_of_others(sign_in: SignIn) -> None:
    person, other = sign_in("administrator"), sign_in("talent_office")

    assert person.post(f"/account/sessions/{sessions.handle_of(other.cookie())}/end").status_code == 404

    assert is_signed_in(other)


def test_a_session_that_lasted_too_long_is_over(app: Flask, sign_in: SignIn) -> None:
    person = sign_in("administrator")
    with person.client.session_transaction() as session:
        session["started_at"] = int(time.time()) - int(app.session_interface._absolute) - 1  # type: ignore[attr-defined]

    assert not is_signed_in(person)


def test_a_session_that_is_not_used_is_forgotten(app: Flask, sign_in: SignIn, redis: Redis) -> None:
    person = sign_in("administrator")

    seconds = redis.ttl(f"liulu:session:{sessions.handle_of(person.cookie())}")

    assert 0 < int(str(seconds)) <= app.permanent_session_lifetime.total_seconds()


def test_health_checks_start_no_session(client: Visitor, redis: Redis) -> None:
    answer = client.get("/healthz")

    assert answer.status_code == 200
    assert "Set-Cookie" not in answer.headers
    assert redis.keys("liulu:session:*") == []


def test_who_only_looks_leaves_no_session(visitor: NewVisitor, redis: Redis) -> None:
    for path in ("/", "/sign-in", "/reset", "/accessibility", "/nowhere"):
        visitor().get(path)
    stranger = visitor()

    assert stranger.sign_in("nobody@liulu.example", "a guess of somebody").status_code == 422
    assert stranger.post("/language", {"language": "zh"}).status_code == 303

    assert redis.keys("liulu:session*") == []


def test_a_visitors_form_goes_with_the_visitors_cookie_alone(visitor: NewVisitor, make_account: MakeAccount) -> None:
    person, other = visitor(), visitor()
    other.get("/sign-in")
    token = person.token()
    fields = {"email": make_account("administrator").email, "password": PASSWORD, "csrf_token": token}

    assert other.client.post("/sign-in", data=fields).status_code == 400
    person.steal(person.cookie()[:-2])
    assert person.client.post("/sign-in", data=fields).status_code == 400
    assert not is_signed_in(person)


def test_who_signed_out_keeps_the_message_and_nothing_in_redis(sign_in: SignIn, redis: Redis) -> None:
    person = sign_in("administrator")

    person.sign_out()

    assert redis.keys("liulu:session:*") == []
    assert "You are signed out." in text_of(person.get("/sign-in"))
    assert "You are signed out." not in text_of(person.get("/sign-in"))


def test_a_page_that_changes_nothing_writes_no_session(sign_in: SignIn, redis: Redis) -> None:
    person = sign_in("administrator")
    person.get("/account")
    key = f"liulu:session:{sessions.handle_of(person.cookie())}"
    redis.expire(key, 1000)

    assert "Set-Cookie" not in person.get("/account").headers

    assert int(str(redis.ttl(key))) <= 1000


def test_a_role_is_chosen_among_one_s_own_only(sign_in: SignIn, city: City, graph: Graph) -> None:
    startup, other = city.startup("Tidewell"), city.startup("Fenghe")
    person = sign_in("administrator")
    manage_account.grant_role(graph, ROOT, person.account.id, "startup", startup.id, datetime.now(UTC))

    assert person.post("/account/role", {"membership": f"startup|{other.id}"}).status_code == 404
    assert person.post("/account/role", {"membership": f"startup|{startup.id}"}).headers["Location"] == "/startup/"

    assert "Tidewell" in text_of(person.get("/account"))
