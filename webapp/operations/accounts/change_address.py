"""A new address for an account, asked for by its owner or an administrator: the new one confirms it, and the old one is
told and can take it back for a week."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from graph.domain.limits import LimitCode
from graph.driver import Graph
from graph.emails import normal_email
from graph.entities import Actor
from graph.entities.account import Account, LinkPurpose
from graph.errors import ConflictError, ForbiddenError, InvalidInputError
from graph.repositories.addresses import Addresses
from graph.transaction import Transaction
from webapp.accounts.throttling import Throttle
from webapp.operations.accounts.links import use_link
from webapp.operations.accounts.refusals import LinkExpiredError
from webapp.operations.accounts.update_account import require_password

CONFIRM_HOURS = 24
"""How long the link in the mail to the new address works."""
OBJECT_DAYS = 7
"""How long the link in the mail to the old address works, before and after the change."""


def ask_for_address(graph: Graph, throttle: Throttle, actor: Actor, password: str, email: str, at: datetime) -> None:
    """Send a link to the new address and word to the old one; whether somebody else has it is told nobody.

    Raises InvalidInputError (no address, or the present one), WrongCredentialsError, TooManyAttemptsError,
    LimitReachedError.
    """
    address = normal_email(email)
    require_password(graph, throttle, actor, password)
    graph.write(lambda tx: _ask(tx, actor, actor.account_id, address, at))


def ask_for_address_of(graph: Graph, actor: Actor, account_id: str, email: str, at: datetime) -> None:
    """The same for whoever can not ask themselves: an administrator asks, and both addresses still have their say.

    Raises InvalidInputError, ForbiddenError, NotFoundError, ConflictError (nobody uses it yet, or any more),
    LimitReachedError.
    """
    address = normal_email(email)
    if not actor.is_administrator:
        raise ForbiddenError("Only an administrator may do this.")

    def work(tx: Transaction) -> None:
        if not tx.accounts.get(account_id).is_active:
            raise ConflictError("Nobody signs in with this account.")
        _ask(tx, actor, account_id, address, at)

    graph.write(work)


def _ask(tx: Transaction, actor: Actor, account_id: str, address: str, at: datetime) -> None:
    tx.accounts.lock(account_id)
    here = _standing(tx, account_id, at)
    if here.email == address:
        raise InvalidInputError("This is the address already.", field="email")
    tx.limits.take(LimitCode.LINKS, at, account_id)
    tx.addresses.note(account_id, new=address, former=here.former, former_at=here.former_at)
    issue = tx.tokens.issue(account_id, LinkPurpose.CONFIRM_ADDRESS, at)
    old = sorted({here.email, here.former} - {""})
    by_others = actor.account_id != account_id
    tx.outbox.add("confirm_address", account_id, at, issue=issue, new=address)
    tx.outbox.add("tell_address_asked", account_id, at, issue=issue, old=old, by_others=by_others)
    tx.audit.record(actor, "ask_for_address", account_id, at)


def confirm_address(graph: Graph, token: str, at: datetime) -> Account:
    """Let the account have the address to which the link went; every session ends. Raises LinkExpiredError."""

    def work(tx: Transaction) -> Account:
        account = use_link(tx, token, LinkPurpose.CONFIRM_ADDRESS, at)
        here = _standing(tx, account.id, at)
        if not here.new or tx.accounts.find_by_email(here.new) is not None:
            raise LinkExpiredError(LinkPurpose.CONFIRM_ADDRESS)
        tx.accounts.set_address(account.id, here.new, at)
        tx.addresses.note(account.id, former=here.former or here.email, former_at=here.former_at or at)
        tx.audit.record(account.acting_as(), "change_address", account.id, at)
        return tx.accounts.get(account.id)

    return graph.write(work)


def object_to_address(graph: Graph, token: str, at: datetime, *, minutes: int) -> Account:
    """It was not the owner: the address of before stays or comes back, sessions end, and a new password is asked for.

    Raises LinkExpiredError.
    """

    def work(tx: Transaction) -> Account:
        account = use_link(tx, token, LinkPurpose.KEEP_ADDRESS, at)
        here = _standing(tx, account.id, at)
        if here.former and here.former != here.email:
            if tx.accounts.find_by_email(here.former) is not None:
                raise LinkExpiredError(LinkPurpose.KEEP_ADDRESS)
            tx.accounts.set_address(account.id, here.former, at)
        else:
            tx.accounts.end_sessions(account.id)
        tx.addresses.note(account.id)
        tx.tokens.end(account.id, LinkPurpose.CONFIRM_ADDRESS, at)
        issue = tx.tokens.issue(account.id, LinkPurpose.RESET, at)
        tx.outbox.add("reset_password", account.id, at, minutes=minutes, issue=issue)
        tx.audit.record(account.acting_as(), "object_to_address", account.id, at)
        return tx.accounts.get(account.id)

    return graph.write(work)


def _standing(tx: Transaction, account_id: str, at: datetime) -> Addresses:
    """The addresses, the former one only while it can come back: until then it is that of whoever was there first."""
    here = tx.addresses.get(account_id)
    is_over = here.former_at is None or at - here.former_at > timedelta(days=OBJECT_DAYS)
    return replace(here, former="", former_at=None) if is_over else here
