"""Sign in: the password, then the second factor; throttled, audited, alike for known and unknown addresses."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from graph.domain.states.accounts import AccountState
from graph.driver import Graph
from graph.emails import normal_email
from graph.entities import Actor
from graph.entities.account import Account, Credentials
from graph.errors import InvalidInputError
from graph.transaction import Transaction
from webapp.accounts.passwords import hash_password, is_password, needs_rehash
from webapp.accounts.secret_box import SecretBox, is_sealed
from webapp.accounts.throttling import Throttle
from webapp.accounts.totp import hash_recovery_code, matching_step, typed_code
from webapp.operations.accounts.refusals import WrongCodeError, WrongCredentialsError


@dataclass(frozen=True)
class SignedIn:
    """Who gave the right password; with `needs_code` they are not signed in before the second factor."""

    account: Account
    needs_code: bool


def sign_in(graph: Graph, throttle: Throttle, email: str, password: str, address: str, at: datetime) -> SignedIn:
    """Check address and password.

    Raises WrongCredentialsError (unknown, wrong, not active: all alike), TooManyAttemptsError.
    """
    name = _readable(email)
    attempt = throttle.attempt("password", name, address)
    credentials = _find_credentials(graph, name)
    # The hash is computed for unknown addresses too, so that time tells nothing.
    right = is_password(credentials.password_hash if credentials else "", password)
    if credentials is None or not right or credentials.state is not AccountState.ACTIVE:
        _note_failure(graph, credentials, "fail_sign_in", address, at)
        raise WrongCredentialsError
    throttle.forgive(attempt)
    if needs_rehash(credentials.password_hash):
        _rehash(graph, credentials.account_id, password)
    needs_code = bool(credentials.totp_secret)
    if not needs_code:
        throttle.succeed("password", name, address)
    return SignedIn(_enter(graph, credentials.account_id, address, at, finished=not needs_code), needs_code)


def check_second_factor(
    graph: Graph, throttle: Throttle, secret_box: SecretBox, account_id: str, code: str, address: str, at: datetime
) -> Account:  # fmt: skip
    """Finish signing in with a code of the app or a recovery code; raises WrongCodeError, TooManyAttemptsError."""
    attempt = throttle.attempt("code", account_id, address)
    if not _use_code(graph, secret_box, account_id, code, at):
        credentials = graph.read(lambda tx: tx.accounts.get_credentials(account_id))
        _note_failure(graph, credentials, "fail_second_factor", address, at)
        raise WrongCodeError
    account = _enter(graph, account_id, address, at, finished=True)
    throttle.forgive(attempt)
    throttle.succeed("code", account_id, address)
    throttle.succeed("password", account.email, address)
    return account


def _use_code(graph: Graph, secret_box: SecretBox, account_id: str, code: str, at: datetime) -> bool:
    typed = typed_code(code)

    def work(tx: Transaction) -> bool:
        credentials = tx.accounts.get_credentials(account_id)
        secret = secret_box.open(credentials.totp_secret, account_id)
        step = matching_step(secret, typed, at)
        if step is not None:
            used = tx.accounts.use_step(account_id, step)
            if used and not is_sealed(credentials.totp_secret):
                # Written down before there were seals.
                tx.accounts.seal_second_factor(account_id, secret_box.seal(secret, account_id))
            return used
        return tx.accounts.use_recovery_code(account_id, hash_recovery_code(typed))

    return graph.write(work)


def _enter(graph: Graph, account_id: str, address: str, at: datetime, *, finished: bool) -> Account:
    def work(tx: Transaction) -> Account:
        account = tx.accounts.get(account_id)
        if not account.is_active:
            raise WrongCredentialsError
        if finished:
            tx.accounts.set_seen(account_id, at)
        action = "sign_in" if finished else "pass_password"
        tx.audit.record(account.acting_as(), action, account_id, at, f"from {address}")
        return account

    return graph.write(work)


def _note_failure(
    graph: Graph, credentials: Credentials | None, action: str, address: str, at: datetime
) -> None:  # fmt: skip
    """Audited for unknown addresses too, without keeping what was typed: it may be somebody's password."""
    subject = credentials.account_id if credentials else "unknown"
    nobody = Actor("", "", "", "")
    graph.write(lambda tx: tx.audit.record(nobody, action, subject, at, f"from {address}"))


def _find_credentials(graph: Graph, email: str) -> Credentials | None:
    def work(tx: Transaction) -> Credentials | None:
        account = tx.accounts.find_by_email(email)
        return tx.accounts.get_credentials(account.id) if account else None

    return graph.read(work)


def _rehash(graph: Graph, account_id: str, password: str) -> None:
    password_hash = hash_password(password)
    graph.write(lambda tx: tx.accounts.rehash_password(account_id, password_hash))


def _readable(email: str) -> str:
    try:
        return normal_email(email)
    except InvalidInputError:
        return email.strip().lower()[:200]
