"""What people change about their own account: profile, language, password, second factor."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import available_timezones

from graph.driver import Graph
from graph.entities import Actor
from graph.entities.account import Account
from graph.errors import InvalidInputError
from graph.transaction import Transaction
from webapp.accounts.passwords import find_weakness, hash_password, is_password
from webapp.accounts.secret_box import SecretBox
from webapp.accounts.throttling import Throttle
from webapp.accounts.totp import hash_recovery_code, matching_step, new_recovery_codes, typed_code
from webapp.operations.accounts.refusals import WeakPasswordError, WrongCodeError, WrongCredentialsError

LANGUAGES = ("en", "zh")


def update_account_profile(
    graph: Graph, actor: Actor, name: str, language: str, time_zone: str, at: datetime
) -> None:  # fmt: skip
    """Name, language and time zone of one's own account; raises InvalidInputError."""
    if not name.strip() or language not in LANGUAGES or time_zone not in available_timezones():
        raise InvalidInputError("Give a name, a language and a time zone from the lists.")

    def work(tx: Transaction) -> None:
        tx.accounts.lock(actor.account_id)
        tx.accounts.set_profile(actor.account_id, name.strip(), language, time_zone)
        tx.audit.record(actor, "update_account_profile", actor.account_id, at)

    graph.write(work)


def change_language(graph: Graph, actor: Actor, language: str, at: datetime) -> None:
    """The language of pages and mail; raises InvalidInputError."""
    if language not in LANGUAGES:
        raise InvalidInputError("Choose English or Chinese.")

    def work(tx: Transaction) -> None:
        tx.accounts.set_language(actor.account_id, language)
        tx.audit.record(actor, "change_language", actor.account_id, at, language)

    graph.write(work)


def change_password(
    graph: Graph, throttle: Throttle, actor: Actor, old: str, new: str, at: datetime
) -> Account:  # fmt: skip
    """Set a new password and end every session (the caller starts a new one for this device).

    Raises WrongCredentialsError (the old one is wrong), TooManyAttemptsError, WeakPasswordError.
    """
    account = require_password(graph, throttle, actor, old)
    weakness = find_weakness(new, (account.email, account.name))
    if weakness:
        raise WeakPasswordError(weakness)
    password_hash = hash_password(new)

    def work(tx: Transaction) -> Account:
        tx.accounts.lock(account.id)
        tx.accounts.set_password(account.id, password_hash)
        tx.audit.record(actor, "change_password", account.id, at)
        tx.outbox.add("password_changed", account.id, at)
        return tx.accounts.get(account.id)

    return graph.write(work)


def turn_on_second_factor(
    graph: Graph, secret_box: SecretBox, actor: Actor, secret: str, code: str, at: datetime
) -> list[str]:  # fmt: skip
    """Keep the secret once a code shows that the app has it; returns the recovery codes, shown only now."""
    step = matching_step(secret, typed_code(code), at)
    if step is None:
        raise WrongCodeError
    codes = new_recovery_codes()

    def work(tx: Transaction) -> None:
        tx.accounts.lock(actor.account_id)
        hashes = [hash_recovery_code(one) for one in codes]
        sealed = secret_box.seal(secret, actor.account_id)
        tx.accounts.set_second_factor(actor.account_id, sealed, step, hashes)
        tx.audit.record(actor, "turn_on_second_factor", actor.account_id, at)

    graph.write(work)
    return codes


def turn_off_second_factor(
    graph: Graph, throttle: Throttle, actor: Actor, password: str, at: datetime
) -> None:  # fmt: skip
    """Sign in with the password alone again; raises WrongCredentialsError, TooManyAttemptsError."""
    require_password(graph, throttle, actor, password)

    def work(tx: Transaction) -> None:
        tx.accounts.lock(actor.account_id)
        tx.accounts.set_second_factor(actor.account_id, "", 0, [])
        tx.audit.record(actor, "turn_off_second_factor", actor.account_id, at)

    graph.write(work)


def require_password(graph: Graph, throttle: Throttle, actor: Actor, password: str) -> Account:
    """The actor's account, if this is its password; raises WrongCredentialsError, TooManyAttemptsError.

    Who took over a session does not try passwords here without end: it counts by account, wherever they are.
    """
    attempt = throttle.attempt("own-password", actor.account_id, actor.account_id)
    account, credentials = graph.read(
        lambda tx: (tx.accounts.get(actor.account_id), tx.accounts.get_credentials(actor.account_id))
    )
    if not is_password(credentials.password_hash, password):
        raise WrongCredentialsError
    throttle.forgive(attempt)
    return account
