"""Create an account with its first role: invited, or active at once when a password is given."""

from __future__ import annotations

from datetime import datetime

from graph.domain.ranks import ranks_of
from graph.domain.roles import ROLES
from graph.domain.states.accounts import ACCOUNTS
from graph.driver import Graph
from graph.emails import normal_email
from graph.entities import Actor
from graph.entities.account import Account
from graph.errors import InvalidInputError
from graph.steps import note_step, require_step
from graph.transaction import Transaction
from webapp.operations.accounts.refusals import AddressTakenError


def create_account(
    graph: Graph,
    actor: Actor,
    email: str,
    role: str,
    subject_id: str,
    at: datetime,
    *,
    name: str = "",
    language: str = "en",
    password_hash: str = "",
    rank: str = "",
) -> Account:
    """Make the account and give it the role; `rank`: within the organisation, else as whoever comes without one.

    Raises InvalidInputError (address, role, rank), AddressTakenError, NotFoundError (no such organisation or person).
    """
    address = normal_email(email)
    check_role(role, subject_id, rank)

    def work(tx: Transaction) -> Account:
        step = require_step(ACCOUNTS, "create_account", actor.parties, None)
        if tx.accounts.find_by_email(address):
            raise AddressTakenError(address)
        account_id = tx.accounts.create(
            address, at, name=name, language=language, password_hash=password_hash
        )  # fmt: skip
        tx.accounts.grant(account_id, role, subject_id, at, rank)
        note_step(tx, step, actor, account_id, at, f"{role} {subject_id}")
        return tx.accounts.get(account_id)

    return graph.write(work)


def check_role(role: str, subject_id: str, rank: str = "") -> None:
    """Raise InvalidInputError where there is no such role, it lacks its organisation or person, or has no such rank."""
    if role not in ROLES:
        raise InvalidInputError(f"There is no role {role!r}: use one of {', '.join(ROLES)}.", field="role")
    if ROLES[role].subject_label and not subject_id:
        raise InvalidInputError(f"The role {role} is for an organisation or person: name its id.", field="subject_id")
    if not ROLES[role].subject_label and subject_id:
        raise InvalidInputError(f"The role {role} is for no organisation: leave the id out.", field="subject_id")
    if rank and rank not in ranks_of(role):
        raise InvalidInputError(f"The role {role} has no rank {rank!r}.", field="rank")
