"""A curator corrects the record of somebody of the own pool who does not speak for themselves yet."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import asdict, dataclass
from datetime import date, datetime

from graph.domain.kinds import pooled_kind
from graph.domain.texts import is_web_address
from graph.driver import Graph
from graph.emails import normal_email
from graph.entities import Actor
from graph.entities.account import Account, LinkPurpose
from graph.errors import ConflictError, ForbiddenError, InvalidInputError
from graph.taxonomy import load
from graph.transaction import Transaction
from webapp.operations.pools.member_plans import refusals
from webapp.operations.profiles.change_provider import MOST_PLACES


@dataclass(frozen=True)
class Correction:
    """What stands in the record afterwards; an empty text says nothing. Codes are those of the taxonomy."""

    name: str
    name_zh: str = ""
    email: str = ""
    category: str = ""
    region: str = ""
    capacity: int = pooled_kind().default_capacity
    title: str = ""
    phone: str = ""
    wechat: str = ""
    linkedin: str = ""
    headline: str = ""
    languages: tuple[str, ...] = ()
    stages: tuple[str, ...] = ()
    help_areas: tuple[str, ...] = ()


class SpeaksForThemselvesError(ForbiddenError):
    """Somebody signs in for this record, or it is with another incubator as well."""

    code = "speaks_for_themselves"


class AddressTakenError(ConflictError):
    """The address is that of somebody else's account."""

    code = "address_taken"


def may_correct(tx: Transaction, actor: Actor, person_id: str, day: date) -> bool:
    """Whether the record of a member is theirs to correct: nobody signs in for it, and no other incubator has a part
    in it.
    """
    return not refusals(tx, actor, tx.member_records.list_by_id(actor.subject_id, [person_id], day), day)


def correct_supervisor(
    graph: Graph, actor: Actor, person_id: str, said: Correction, industries: tuple[str, ...],
    topics: Mapping[str, str], at: datetime,
) -> bool:  # fmt: skip
    """Replace what stands in a member's record, with fields and topics (id to name).

    A new address is that of the invitation too, whose earlier link stops working: it went to the wrong place. Returns
    whether an invitation has to be sent again. Raises NotFoundError, InvalidInputError, SpeaksForThemselvesError,
    AddressTakenError.
    """
    _check(said)
    email = normal_email(said.email) if said.email.strip() else ""

    def work(tx: Transaction) -> bool:
        tx.pools.get_membership(actor.subject_id, person_id)
        if not may_correct(tx, actor, person_id, tx.calendar.day_of(at)):
            raise SpeaksForThemselvesError("They keep their own profile.")
        is_moved = move_account(tx, person_id, email, at)
        values = {key: list(value) if isinstance(value, tuple) else value for key, value in asdict(said).items()}
        values |= {"name": " ".join(said.name.split()), "email": email}
        values = {key: None if value == "" else value for key, value in values.items()}
        values["unconfirmed_areas"] = _unconfirmed(tx, actor, person_id, said.help_areas, tx.calendar.day_of(at))
        tx.providers.update(person_id, values, at)
        tx.providers.replace_fields(person_id, industries, topics)
        tx.audit.record(actor, "correct_supervisor", person_id, at, f"in {actor.subject_id}")
        tx.changes_only([person_id])
        return is_moved

    return graph.write(work)


def _unconfirmed(tx: Transaction, actor: Actor, person_id: str, areas: Collection[str], day: date) -> list[str] | None:
    """Which of these help areas the person has not confirmed: a curator names them now, or did before."""
    (stands,) = tx.member_records.list_by_id(actor.subject_id, [person_id], day)
    confirmed = {*stands.values.help_areas} - {*stands.values.unconfirmed_areas}
    return sorted({*areas} - confirmed) or None


def _account(tx: Transaction, person_id: str) -> Account | None:
    return tx.answering.account_of(pooled_kind().provider_role, person_id)


def move_account(tx: Transaction, person_id: str, email: str, at: datetime) -> bool:
    """Let an invited account have the record's new address, and its link of before open nothing; whether it moved."""
    account = _account(tx, person_id)
    holder = tx.accounts.find_by_email(email) if email else None
    if holder is not None and (account is None or holder.id != account.id):
        raise AddressTakenError("This address is that of another account.")
    if account is None or account.email == email:
        return False
    if not email:
        raise InvalidInputError("Who is invited has an address.", field="email")
    tx.accounts.set_address(account.id, email, at)
    tx.tokens.issue(account.id, LinkPurpose.INVITE, at)
    return True


def _check(said: Correction) -> None:
    if not said.name.strip():
        raise InvalidInputError("Write the name.", field="name")
    if said.linkedin.strip() and not is_web_address(said.linkedin.strip()):
        raise InvalidInputError("A link starts with https://", field="linkedin")
    if not 0 <= said.capacity <= MOST_PLACES:
        raise InvalidInputError(f"Give a number from 0 to {MOST_PLACES}.", field="capacity")
    lists = {"category": (said.category,), "region": (said.region,), "languages": said.languages, "stages": said.stages}
    known = {"category": "categories", "region": "regions"}
    for name, codes in lists.items():
        terms = load().list(known.get(name, name)).terms
        if any(code and code not in terms for code in codes):
            raise InvalidInputError("Choose from the list.", field=name)
    if any(code not in load().help_areas.terms for code in said.help_areas):
        raise InvalidInputError("Choose from the list.", field="help_areas")
