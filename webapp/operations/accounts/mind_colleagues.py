"""Whoever acts for an organisation invites colleagues to act for it too, and takes their role away."""

from __future__ import annotations

from datetime import datetime

from graph.domain.limits import INVITATION_PACE, LimitCode
from graph.domain.roles import has_colleagues
from graph.domain.states.accounts import AccountState
from graph.driver import Graph
from graph.emails import normal_email
from graph.entities import Actor
from graph.entities.account import Account, LinkPurpose
from graph.errors import ConflictError, ForbiddenError, NotFoundError
from graph.repositories.colleagues import RoleOffer
from graph.transaction import Transaction


class LastColleagueError(ConflictError):
    """Nobody else could sign in for the organisation."""

    code = "last_colleague"


def invite_colleague(
    graph: Graph, actor: Actor, email: str, at: datetime, *, days: int, name: str = "", language: str = "en"
) -> None:
    """Let who has this address act for the actor's organisation: by a new account, or once they say so in theirs.

    Whether there is an account is not told. Raises InvalidInputError (address), LimitReachedError, ForbiddenError.
    """
    address = normal_email(email)
    _require_organisation(actor)

    def work(tx: Transaction) -> None:
        account = tx.accounts.find_by_email(address)
        if account is not None and (account.state is AccountState.DISABLED or _acts(account, actor)):
            return
        tx.limits.take(LimitCode.INVITATIONS, at, actor.account_id)
        is_new = account is None
        account_id = account.id if account else tx.accounts.create(address, at, name=name.strip(), language=language)
        tx.limits.take(LimitCode.LINKS, at, account_id)
        leaves = tx.limits.turn(INVITATION_PACE, at, actor.account_id)
        if is_new:
            tx.accounts.grant(account_id, actor.role, actor.subject_id, at)
            issue = tx.tokens.issue(account_id, LinkPurpose.INVITE, at)
            tx.outbox.add("invite_account", account_id, at, leaves=leaves, days=days, issue=issue, for_subject=True)
        else:
            tx.colleagues.offer(account_id, actor, at)
            tx.outbox.add(
                "tell_role_offered", account_id, at, leaves=leaves,
                role=actor.role, of=actor.subject_id, asked_by=actor.name,
            )  # fmt: skip
        tx.audit.record(actor, "invite_colleague", account_id, at, f"{actor.role} {actor.subject_id}")

    graph.write(work)


def remove_colleague(graph: Graph, actor: Actor, account_id: str, at: datetime) -> None:
    """Take the role away from a colleague, or the invitation back. Raises NotFoundError, LastColleagueError."""
    _require_organisation(actor)

    def work(tx: Transaction) -> None:
        tx.colleagues.lock(actor)
        everybody = tx.colleagues.list_of(actor)
        who = next((one for one in everybody if one.id == account_id), None)
        if who is None:
            raise NotFoundError("colleague", account_id)
        if who.is_here and sum(one.is_here for one in everybody) == 1:
            raise LastColleagueError("Nobody else acts for this organisation.")
        if who.is_asked:
            offer = next(one for one in tx.colleagues.list_offers(account_id) if _is_for(one, actor))
            tx.colleagues.forget(account_id, offer.id)
        else:
            tx.accounts.revoke(account_id, actor.role, actor.subject_id, at)
        if who.is_here and account_id != actor.account_id:
            tx.outbox.add("tell_role_removed", account_id, at, role=actor.role, of=actor.subject_id)
        tx.audit.record(actor, "remove_colleague", account_id, at, f"{actor.role} {actor.subject_id}")

    graph.write(work)


def answer_role_offer(graph: Graph, account: Account, offer_id: str, at: datetime, *, accepts: bool) -> RoleOffer:
    """Take on the role that one was asked to, or not. Raises NotFoundError where nobody asks any more."""

    def work(tx: Transaction) -> RoleOffer:
        tx.accounts.lock(account.id)
        offer = next((one for one in tx.colleagues.list_offers(account.id) if one.id == offer_id), None)
        if offer is None:
            raise NotFoundError("offer", offer_id)
        as_whom = Actor(account.id, account.name, offer.role, offer.subject_id, time_zone=account.time_zone)
        if accepts:
            tx.colleagues.accept(account.id, offer, at)
        else:
            tx.colleagues.forget(account.id, offer.id)
        action = "accept_role" if accepts else "decline_role"
        tx.audit.record(as_whom, action, account.id, at, f"{offer.role} {offer.subject_id}")
        return offer

    return graph.write(work)


def _acts(account: Account, actor: Actor) -> bool:
    return any((held.role, held.subject_id) == (actor.role, actor.subject_id) for held in account.memberships)


def _is_for(offer: RoleOffer, actor: Actor) -> bool:
    return (offer.role, offer.subject_id) == (actor.role, actor.subject_id)


def _require_organisation(actor: Actor) -> None:
    if not has_colleagues(actor.role):
        raise ForbiddenError("This role is one person's own.")
