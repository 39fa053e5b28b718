"""Supervisors and investors change their places, their pause and their profile."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import date, datetime

from babel.numbers import is_currency

from graph.domain.days import PLAN_YEARS, is_plannable
from graph.domain.kinds import KINDS, kind_of_role
from graph.domain.reasons import DeclineReason
from graph.domain.registry import Table
from graph.domain.states.terms import AVAILABILITY, Availability
from graph.domain.texts import is_web_address
from graph.driver import Graph
from graph.entities import Actor
from graph.errors import ForbiddenError, InvalidInputError
from graph.steps import note_step, require_step
from graph.transaction import Transaction
from webapp.operations.engagements.close_engagement import MOST_MONEY
from webapp.operations.profiles.pausing import pause_in
from webapp.operations.requests.decline_proposal import decline_in

MOST_PLACES = 20


@dataclass(frozen=True)
class SupervisorFields:
    """What supervisors may write about themselves."""

    headline: str = ""
    headline_zh: str = ""
    summary: str = ""
    summary_zh: str = ""
    website: str = ""
    stages: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()


@dataclass(frozen=True)
class InvestorFields:
    """What investors may write about themselves: the summary is their thesis, a ticket what they put in at a time."""

    summary: str = ""
    summary_zh: str = ""
    website: str = ""
    stages: tuple[str, ...] = ()
    ticket_min: float | None = None
    ticket_max: float | None = None
    currency: str = "CNY"


ProfileFields = SupervisorFields | InvestorFields
PROFILES: Table[type[ProfileFields]] = KINDS.table(
    "fields of a profile", {"mentor": SupervisorFields, "investor": InvestorFields}
)


def change_places(graph: Graph, actor: Actor, capacity: int, at: datetime) -> int:
    """Set how many startups the actor takes; fewer than now lets those run out. Returns how many run now."""
    if not 0 <= capacity <= MOST_PLACES:
        raise InvalidInputError(f"Give a number from 0 to {MOST_PLACES}.", field="capacity")

    def work(tx: Transaction) -> int:
        tx.providers.get(actor.subject_id, visible_to=actor)
        taken = tx.providers.change_places(actor.subject_id, capacity, at)
        tx.audit.record(actor, "change_places", actor.subject_id, at, str(capacity))
        return taken

    return graph.write(work)


def pause_requests(graph: Graph, actor: Actor, until: date, at: datetime, *, decline_waiting: bool = False) -> int:
    """Let no new request reach the actor until a day; what runs stays.

    What waits stays too, and its startups are told; with `decline_waiting` it is declined until that day. Returns how
    many requests were declined.
    """
    if not is_plannable(until, actor.today(at, graph.calendar)):
        raise InvalidInputError(f"Give a day after today, within {PLAN_YEARS} years.", field="until")

    def work(tx: Transaction) -> int:
        waiting = tx.requests.list_waiting(actor.subject_id) if decline_waiting else []
        for request in waiting:
            decline_in(tx, actor, request.id, at, DeclineReason.NO_TIME, ask_again_on=until)
        pause_in(tx, actor, until, at)
        return len(waiting)

    return graph.write(work)


def resume_requests(graph: Graph, actor: Actor, at: datetime) -> None:
    """Take new requests again."""

    def work(tx: Transaction) -> None:
        profile = tx.providers.get(actor.subject_id, visible_to=actor)
        step = require_step(AVAILABILITY, "resume_supervisor", actor.parties, profile.state)
        tx.providers.set_state(actor.subject_id, Availability.ACTIVE, None, at)
        note_step(tx, step, actor, actor.subject_id, at)

    graph.write(work)


def update_provider_profile(
    graph: Graph,
    actor: Actor,
    fields: ProfileFields,
    industry_ids: tuple[str, ...],
    topics: dict[str, str],
    at: datetime,
) -> None:
    """Replace what the actor says about themselves, with fields and topics (id to name)."""
    if not actor.is_provider or type(fields) is not PROFILES[kind_of_role(actor.role).name]:
        raise ForbiddenError("This profile is of another kind.")
    if not industry_ids and not topics:
        raise InvalidInputError("Give at least one field, or nobody can find you.", field="fields")
    if fields.website and not is_web_address(fields.website):
        raise InvalidInputError("A website starts with https://", field="website")
    _check_tickets(fields)

    def work(tx: Transaction) -> None:
        tx.providers.get(actor.subject_id, visible_to=actor)
        values = {key: list(v) if isinstance(v, tuple) else v for key, v in asdict(fields).items()}
        tx.providers.update(actor.subject_id, values, at)
        tx.providers.confirm(actor.subject_id, tx.calendar.day_of(at))
        tx.providers.replace_fields(actor.subject_id, industry_ids, topics)
        tx.audit.record(actor, "update_provider_profile", actor.subject_id, at)

    graph.write(work)


def _check_tickets(fields: ProfileFields) -> None:
    if not isinstance(fields, InvestorFields):
        return
    for name in ("ticket_min", "ticket_max"):
        value = getattr(fields, name)
        if value is not None and not 0 < value <= MOST_MONEY:
            raise InvalidInputError("Write an amount above 0.", field=name)
    if fields.ticket_min is not None and fields.ticket_max is not None and fields.ticket_min > fields.ticket_max:
        raise InvalidInputError("The largest ticket is below the smallest.", field="ticket_max")
    if not is_currency(fields.currency):
        raise InvalidInputError("Choose the currency.", field="currency")
