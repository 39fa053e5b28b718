"""The heads of an organisation invite colleagues to act for it too, and take their role away; everybody may leave."""

from __future__ import annotations

from datetime import datetime

from graph.domain.limits import INVITATION_PACE, LimitCode
from graph.domain.ranks import ranks_of
from graph.domain.roles import INCUBATOR, has_colleagues
from graph.domain.states.accounts import AccountState
from graph.driver import Graph
from graph.emails import normal_email
from graph.entities import Actor
from graph.entities.account import Account
from graph.errors import ForbiddenError, InvalidInputError, NotFoundError
from graph.repositories.colleagues import RoleOffer
from graph.repositories.minding import Left
from graph.transaction import Transaction
from webapp.operations.accounts.heads import ensure_head, require_another_head, require_head
from webapp.operations.accounts.invite_by_mail import Invitee, invite_by_mail


def invite_colleague(
    graph: Graph, actor: Actor, email: str, rank: str, at: datetime, *, days: int, name: str = "", language: str = "en"
) -> bool:
    """Let who has this address act for the actor's organisation, as what the rank says: by a new account, or once they
    say so in theirs.

    False where no mail goes: they act for it already, or may not sign in. Else whether there is an account is not
    told: one that was never opened gets a new link and is asked once it is open.
    Raises InvalidInputError (address, rank), LimitReachedError, ForbiddenError.
    """
    address = normal_email(email)
    _require_organisation(actor)
    if rank not in ranks_of(actor.role):
        raise InvalidInputError(f"There is no rank {rank!r} in the role {actor.role}.", field="rank")

    def work(tx: Transaction) -> bool:
        tx.colleagues.lock(actor)
        require_head(tx.colleagues.list_of(actor), actor)
        account = tx.accounts.find_by_email(address)
        if account is not None and (account.state is AccountState.DISABLED or _acts(account, actor)):
            return False
        tx.limits.take(LimitCode.INVITATIONS, at, actor.account_id)
        told = {"role": actor.role, "of": actor.subject_id}
        if account is not None:
            tx.colleagues.offer(account.id, actor, at, rank)
        if account is None or account.is_invited:
            invitee = Invitee(address, actor.role, actor.subject_id, name.strip(), language, rank)
            account_id, _leaves = invite_by_mail(tx, actor, invitee, account, at, link_days=days, **told)
        else:
            account_id, leaves = account.id, tx.limits.turn(INVITATION_PACE, at, actor.account_id)
            tx.outbox.add("tell_role_offered", account_id, at, leaves=leaves, asked_by=actor.name, **told)
        tx.limits.take(LimitCode.LINKS, at, account_id)
        tx.audit.record(actor, "invite_colleague", account_id, at, f"{actor.role} {actor.subject_id} {rank}")
        return True

    return graph.write(work)


def remove_colleague(graph: Graph, actor: Actor, account_id: str, at: datetime) -> Left:
    """Take the role away from a colleague, the invitation back, or leave; gives whom nobody minds from now on.

    Raises NotFoundError, ForbiddenError (who is no head takes nobody else away), LastHeadError.
    """
    _require_organisation(actor)

    def work(tx: Transaction) -> Left:
        tx.colleagues.lock(actor)
        everybody = tx.colleagues.list_of(actor)
        if account_id != actor.account_id:
            require_head(everybody, actor)
        who = next((one for one in everybody if one.id == account_id), None)
        if who is None:
            raise NotFoundError("colleague", account_id)
        require_another_head(everybody, who)
        if who.is_asked:
            offer = next(one for one in tx.colleagues.list_offers(account_id) if _is_for(one, actor))
            tx.colleagues.forget(account_id, offer.id)
        else:
            tx.accounts.revoke(account_id, actor.role, actor.subject_id, at)
        if who.is_here and account_id != actor.account_id:
            tx.outbox.add("tell_role_removed", account_id, at, role=actor.role, of=actor.subject_id)
        tx.audit.record(actor, "remove_colleague", account_id, at, f"{actor.role} {actor.subject_id}")
        if actor.role != INCUBATOR:
            return Left()
        tx.stuck.forget_assignee(account_id, actor.subject_id)
        return tx.minding.forget(account_id, actor.subject_id)

    return graph.write(work)


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
            ensure_head(tx, as_whom, offer, at)
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
