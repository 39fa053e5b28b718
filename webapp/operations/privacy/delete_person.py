"""Deletes a person who has no account, from whoever keeps the record: their one incubator, or an administrator."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from graph.domain.roles import INCUBATOR, ROLES, oneself
from graph.driver import Graph
from graph.entities import Actor
from graph.errors import ConflictError, ForbiddenError, NotFoundError
from graph.repositories.erasure import PersonKept
from graph.transaction import Transaction
from webapp.operations.applications.erase_old import erase_applications
from webapp.operations.privacy.leave_side import leave_side
from webapp.operations.privacy.traces import Traces, request_erasure


class Hindrance(StrEnum):
    """Why a person is not one incubator's to delete."""

    HAS_ACCOUNT = "has_account"
    IN_OTHER_POOLS = "in_other_pools"


class NotDeletableError(ConflictError):
    """Somebody else has a say: the person, who has an account, or another incubator."""

    code = "not_deletable"

    def __init__(self, hindrance: Hindrance) -> None:
        super().__init__("This person has an account, or stands in another pool too.", hindrance=hindrance)
        self.hindrance = hindrance


def delete_person(graph: Graph, actor: Actor, person_id: str, at: datetime) -> str:
    """Delete a person with all that is kept about them, as the deletion of their account would.

    Returns the id of the job that erases what is left outside the graph. Raises NotFoundError (not in this
    incubator's pool), ForbiddenError, NotDeletableError.
    """

    def work(tx: Transaction) -> str:
        person = tx.erasure.get_person(person_id)
        _check(tx, actor, person)
        former = dict(tx.merges.list_of_kept(person_id))
        belongings = tx.erasure.list_belongings(person_id) | former.keys()
        tx.erasure.hide_person(person_id)
        mailed = {person.email, *former.values()}
        tx.erasure.forget_mails(mailed, belongings)
        erase_applications(tx, tx.applications.list_of({person_id} | former.keys(), mailed - {""}))
        leave_side(tx, Actor(actor.account_id, actor.name, oneself(), person_id), at)
        erase_person(tx, person_id, at)
        traces = Traces(subject_ids=(person_id, *former))
        tx.audit.erase_words(traces.account_id, traces.subject_ids)
        tx.audit.record(actor, "delete_person", person_id, at)
        return request_erasure(tx, traces, at)

    return graph.write(work)


def erase_person(tx: Transaction, person_id: str, at: datetime) -> None:
    """Erase what a person wrote in requests and work, and the person; what is open has ended before."""
    side = ROLES[oneself()].side
    if side is not None:
        tx.erasure.forget_side(person_id, side)
    tx.erasure.delete_person(person_id, at)


def _check(tx: Transaction, actor: Actor, person: PersonKept) -> None:
    if actor.role == INCUBATOR and actor.subject_id not in person.pools:
        raise NotFoundError("supervisor", person.id)
    if not (actor.role == INCUBATOR or actor.is_administrator or actor.is_system):
        raise ForbiddenError("Only an incubator or an administrator may do this.")
    if tx.erasure.has_others("", person.id):
        raise NotDeletableError(Hindrance.HAS_ACCOUNT)
    if actor.role == INCUBATOR and len(person.pools) > 1:
        raise NotDeletableError(Hindrance.IN_OTHER_POOLS)
