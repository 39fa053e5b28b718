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
from graph.errors import ForbiddenError, InvalidInputError, NotFoundError, StateChangedError
from graph.repositories.colleagues import Colleague, RoleOffer
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
        if account is not None:
            tx.colleagues.offer(account.id, actor, at, rank)
        invitee = Invitee(address, actor.role, actor.subject_id, name.strip(), language, rank)
        _send(tx, actor, invitee, account, at, days)
        return True

    return graph.write(work)


def invite_colleague_again(graph: Graph, actor: Actor, account_id: str, email: str, at: datetime, *, days: int) -> bool:
    """Send a colleague's invitation again; at another address the one of before opens nothing for this organisation.

    False where no mail goes, as `invite_colleague` says it. Raises NotFoundError, ForbiddenError, InvalidInputError
    (address), LimitReachedError, StateChangedError (they act for it by now, or may not sign in).
    """
    address = normal_email(email)
    _require_organisation(actor)

    def work(tx: Transaction) -> bool:
        tx.colleagues.lock(actor)
        everybody = tx.colleagues.list_of(actor)
        require_head(everybody, actor)
        who = next((one for one in everybody if one.id == account_id), None)
        if who is None:
            raise NotFoundError("colleague", account_id)
        if not who.is_awaited:
            raise StateChangedError("invitation", "accepted" if who.is_here else "gone")
        account = tx.accounts.find(account_id)
        if account is None:
            raise NotFoundError("colleague", account_id)
        to: Account | None = account
        if address != account.email:
            to = tx.accounts.find_by_email(address)
            if to is not None and (to.state is AccountState.DISABLED or _acts(to, actor)):
                return False
            _take_back(tx, actor, who, at)
            if to is not None:
                tx.colleagues.offer(to.id, actor, at, who.rank)
        invitee = Invitee(address, actor.role, actor.subject_id, account.name, account.language, who.rank)
        _send(tx, actor, invitee, to, at, days)
        return True

    return graph.write(work)


def _send(tx: Transaction, actor: Actor, invitee: Invitee, known: Account | None, at: datetime, days: int) -> None:
    """The mail that opens an account, or to one that is open the question; counted and audited."""
    tx.limits.take(LimitCode.INVITATIONS, at, actor.account_id)
    told = {"role": actor.role, "of": actor.subject_id}
    if known is None or known.is_invited:
        account_id, _leaves = invite_by_mail(tx, actor, invitee, known, at, link_days=days, **told)
    else:
        account_id, leaves = known.id, tx.limits.turn(INVITATION_PACE, at, actor.account_id)
        tx.outbox.add("tell_role_offered", account_id, at, leaves=leaves, asked_by=actor.name, **told)
    tx.limits.take(LimitCode.LINKS, at, account_id)
    tx.audit.record(actor, "invite_colleague", account_id, at, f"{actor.role} {actor.subject_id} {invitee.rank}")


def _take_back(tx: Transaction, actor: Actor, who: Colleague, at: datetime) -> None:
    """Whoever was invited or asked is so no more; the caller has looked whether they may go."""
    if who.is_asked:
        offer = next(one for one in tx.colleagues.list_offers(who.id) if _is_for(one, actor))
        tx.colleagues.forget(who.id, offer.id)
    else:
        tx.accounts.revoke(who.id, actor.role, actor.subject_id, at)
    tx.audit.record(actor, "remove_colleague", who.id, at, f"{actor.role} {actor.subject_id}")


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
        _take_back(tx, actor, who, at)
        if who.is_here and account_id != actor.account_id:
            tx.outbox.add("tell_role_removed", account_id, at, role=actor.role, of=actor.subject_id)
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
