"""Guessing is slowed down by account, by address and in all, and nobody is locked out by others."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from flask import Flask
from redis import Redis

from graph.driver import Graph
from graph.entities.account import Account
from graph.repositories.audit import AuditFilter
from tests.support.visitor import Visitor, text_of
from webapp.accounts.throttling import Attempt, Throttle
from webapp.operations.accounts.refusals import TooManyAttemptsError

NewVisitor = Callable[[], Visitor]
MakeAccount = Callable[..., Account]


def from_address(visitor: Visitor, address: str) -> Visitor:
    visitor.client.environ_base["REMOTE_ADDR"] = address
    return visitor


def test_the_sixth_guess_has_to_wait(client: Visitor, make_account: MakeAccount) -> None:
    email = make_account("administrator").email

    statuses = [client.sign_in(email, f"guess number {number}").status_code for number in range(6)]

    assert statuses == [422] * 5 + [429]


def test_even_the_right_password_waits_then(client: Visitor, make_account: MakeAccount) -> None:
    email = make_account("administrator").email
    for number in range(5):
        client.sign_in(email, f"guess number {number}")

    answer = client.sign_in(email)

    assert answer.status_code == 429
    assert "Wait 15 minutes" in text_of(answer)


def test_the_owner_is_not_locked_out_by_somebody_who_guesses(visitor: NewVisitor, make_account: MakeAccount) -> None:
    email = make_account("administrator").email
    owner = from_address(visitor(), "192.0.2.1")
    owner.sign_in(email)
    owner.sign_out()
    for number in range(40):
        guesser = from_address(visitor(), f"198.51.100.{number}")
        last = guesser.sign_in(email, "a wrong password")

    assert last.status_code == 429
    assert owner.sign_in(email).status_code == 302


def test_one_address_can_not_try_many_accounts(redis: Redis) -> None:
    throttle = Throttle(redis)
    for number in range(40):
        throttle.attempt("password", f"person{number}@liulu.example", "198.51.100.7")

    with pytest.raises(TooManyAttemptsError):
        throttle.attempt("password", "another@liulu.example", "198.51.100.7")
    throttle.attempt("password", "another@liulu.example", "198.51.100.8")


def test_purposes_and_success_are_counted_apart(redis: Redis) -> None:
    throttle = Throttle(redis)
    for _ in range(5):
        throttle.attempt("password", "a@liulu.example", "192.0.2.1")

    throttle.attempt("reset", "a@liulu.example", "192.0.2.1")
    throttle.succeed("password", "a@liulu.example", "192.0.2.1")
    assert isinstance(throttle.attempt("password", "a@liulu.example", "192.0.2.1"), Attempt)


def test_of_many_guesses_at_the_same_moment_five_are_looked_at(
    redis: Redis, at_once: Callable[..., list[object]]
) -> None:
    throttle = Throttle(redis)

    outcomes = at_once(throttle.attempt, [("password", "a@liulu.example", "192.0.2.1")] * 24)

    assert [isinstance(outcome, Attempt) for outcome in outcomes].count(True) == 5
    assert outcomes.count(TooManyAttemptsError) == 19


def test_what_was_right_does_not_count(redis: Redis) -> None:
    throttle = Throttle(redis)
    for number in range(60):
        made = throttle.attempt("password", f"person{number}@liulu.example", "198.51.100.7")
        throttle.forgive(made)

    assert isinstance(throttle.attempt("password", "another@liulu.example", "198.51.100.7"), Attempt)


def test_codes_are_throttled_too(
    app: Flask, client: Visitor, make_account: MakeAccount, graph: Graph
) -> None:  # fmt: skip
    account = make_account("administrator")
    graph.write(lambda tx: tx.accounts.set_second_factor(account.id, "JBSWY3DPEHPK3PXP", 0, []))
    client.sign_in(account.email)

    statuses = [client.post("/sign-in/code", {"code": "abcdef"}).status_code for _ in range(6)]

    assert statuses == [422] * 5 + [429]
    failures = graph.read(lambda tx: tx.audit.list_page(AuditFilter(action="fail_second_factor")))
    assert len(failures) == 5
