"""Who is accepted comes in: an expert into the pool, a startup to the incubator, by a new record or one of its own.

What they agreed to by applying opens no account: whoever has none is invited to open one, and whoever has one answers
in it, as everybody who is invited.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from textwrap import shorten

from graph.domain.applications import ApplicantKind
from graph.domain.kinds import pooled_kind
from graph.domain.limits import INVITATION_PACE, LimitCode
from graph.domain.roles import STARTUP
from graph.domain.states.accounts import AccountState
from graph.domain.states.terms import TERMS, TermState
from graph.entities import Actor
from graph.entities.application import Application, Said
from graph.entities.career import Career, CareerRecord
from graph.entities.need import NeedFields
from graph.errors import NotFoundError
from graph.ids import new_id
from graph.steps import note_step
from graph.transaction import Transaction
from webapp.operations.accounts.invite_by_mail import Invitee, invite_by_mail
from webapp.operations.needs.save_need import TITLE_LENGTH
from webapp.operations.pools.invite_supervisor import Invitation, invite_into_pool, note_invitation
from webapp.operations.pools.standing import state_after


@dataclass(frozen=True)
class Terms:
    """On what terms somebody is taken in; `record_id`: a record of the incubator's own that they are.

    `category` and `places` are for a new record alone: what stands in an old one is its owner's.
    """

    record_id: str = ""
    category: str = ""
    places: int = 1
    since: date | None = None
    until: date | None = None


def take_in(
    tx: Transaction, actor: Actor, application: Application, terms: Terms, at: datetime, link_days: int
) -> str:  # fmt: skip
    """Make the record or find it, with its term, and invite them; gives its id. The caller audits the acceptance.

    Raises NotFoundError (the record is not the incubator's), AlreadyInPoolError, LimitReachedError.
    """
    return _TAKEN[application.kind](tx, actor, application, terms, at, link_days)


def _expert(
    tx: Transaction, actor: Actor, application: Application, terms: Terms, at: datetime, link_days: int
) -> str:  # fmt: skip
    if terms.record_id:
        _keep_member(tx, actor, application, terms, at)
        _invite_member(tx, actor, application, terms.record_id, at, link_days)
        return terms.record_id
    said = application.said
    invitation = Invitation(
        said.name, said.email, category=terms.category or None, since=terms.since, until=terms.until,
        language=said.language, link_days=link_days,
    )  # fmt: skip
    invited = invite_into_pool(tx, actor, invitation, at)
    if invited.is_new:
        tx.applications.fill_supervisor(invited.person_id, said, terms.places)
        if said.employer:
            works = CareerRecord(said.employer)
            tx.careers.create([Career(new_id("career"), invited.person_id, works)], at)
    return invited.person_id


def _keep_member(tx: Transaction, actor: Actor, application: Application, terms: Terms, at: datetime) -> None:
    """Somebody of the pool: their term goes on, or begins again."""
    pool, until, day = actor.subject_id, terms.until, tx.calendar.day_of(at)
    member = tx.pools.get_membership(pool, terms.record_id)
    again = TERMS.find("invite_again", actor.parties, member.term.state)
    renewed = TERMS.find("renew_term", actor.parties, member.term.state)
    if again is not None:
        tx.pools.invite_known(again, pool, member.person_id, max(day, terms.since or day), until, application.said.name)
        note_invitation(tx, again, actor, member.person_id, at, f"in {pool}")
    elif renewed is not None and (until or member.term.state is TermState.ENDED):
        state = state_after(renewed, member.term)
        tx.pools.set_term(pool, member.person_id, state, until, at)
        note_step(tx, renewed, actor, member.person_id, at)


def _invite_member(
    tx: Transaction, actor: Actor, application: Application, person_id: str, at: datetime, link_days: int
) -> None:  # fmt: skip
    """The mail that opens an account, where nobody has one for them and their address has none."""
    role, said = pooled_kind().provider_role, application.said
    known = tx.answering.account_of(role, person_id)
    if known is None and tx.accounts.find_by_email(said.email) is None:
        _invite(tx, actor, Invitee(said.email, role, person_id, said.name, said.language), at, link_days)


def _startup(
    tx: Transaction, actor: Actor, application: Application, terms: Terms, at: datetime, link_days: int
) -> str:  # fmt: skip
    said, day = application.said, tx.calendar.day_of(at)
    startup_id = terms.record_id
    if startup_id and startup_id not in {one.id for one in tx.incubators.list_startups(actor.subject_id, day)}:
        raise NotFoundError("startup", startup_id)
    if not startup_id:
        startup_id = tx.applications.create_startup(said, at)
        tx.applications.take_in(startup_id, actor.subject_id, max(day, terms.since or day), terms.until, at)
    if said.wants:
        tx.needs.create(new_id("need"), startup_id, wanted(said), at)
    _invite_founder(tx, actor, Invitee(said.email, STARTUP, startup_id, said.contact, said.language), at, link_days)
    return startup_id


def wanted(said: Said) -> NeedFields:
    """What a startup asked for as a draft of a need, which it finds when it signs in: every word of it is kept."""
    title, more = said.wants.strip(), ""
    if len(title) > TITLE_LENGTH or "\n" in title:
        title, more = shorten(title.partition("\n")[0], TITLE_LENGTH, placeholder="…"), title
    industries = (said.industry,) if said.industry else ()
    texts = (None, more or None) if said.language == "zh" else (more or None, None)
    return NeedFields(pooled_kind().name, title, description=texts[0], description_zh=texts[1], industries=industries)


def _invite_founder(tx: Transaction, actor: Actor, invitee: Invitee, at: datetime, link_days: int) -> None:
    """A new account is invited; one that there is is asked to act for the startup too, and answers in it."""
    account, startup = tx.accounts.find_by_email(invitee.email), invitee.subject_id
    if account is None:
        _invite(tx, actor, invitee, at, link_days)
        return
    acts = any((held.role, held.subject_id) == (STARTUP, startup) for held in account.memberships)
    if acts or account.state is AccountState.DISABLED:
        return
    tx.colleagues.offer(account.id, Actor(actor.account_id, actor.name, STARTUP, startup), at)
    if account.is_active:
        leaves = tx.limits.turn(INVITATION_PACE, at, actor.account_id)
        told = {"role": STARTUP, "of": startup, "asked_by": actor.name}
        tx.outbox.add("tell_role_offered", account.id, at, leaves=leaves, **told)


def _invite(tx: Transaction, actor: Actor, invitee: Invitee, at: datetime, link_days: int) -> None:
    tx.limits.take(LimitCode.INVITATIONS, at, actor.account_id)
    tx.limits.take(LimitCode.INVITED, at, invitee.email)
    invite_by_mail(tx, actor, invitee, None, at, link_days=link_days, incubator_id=actor.subject_id)


_Taken = Callable[[Transaction, Actor, Application, Terms, datetime, int], str]
_TAKEN: Mapping[ApplicantKind, _Taken] = {ApplicantKind.EXPERT: _expert, ApplicantKind.STARTUP: _startup}
