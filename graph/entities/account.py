"""Accounts and what belongs to them: credentials, invitation and reset tokens."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from graph.domain.states.accounts import AccountState
from graph.entities.actor import Actor, Membership


@dataclass(frozen=True)
class Account:
    """A person who may sign in, without their secrets. `generation` counts the times that all sessions were ended."""

    id: str
    email: str
    name: str
    language: str
    time_zone: str
    state: AccountState
    generation: int
    created_at: datetime
    last_seen_at: datetime | None = None
    has_password: bool = False
    has_second_factor: bool = False
    memberships: tuple[Membership, ...] = ()

    @property
    def is_active(self) -> bool:
        return self.state is AccountState.ACTIVE

    @property
    def is_invited(self) -> bool:
        """Whether nobody has opened it yet."""
        return self.state is AccountState.INVITED

    def acting_as(self, role: str = "", subject_id: str = "") -> Actor:
        """The actor for this membership, or for the first one where this account does not hold it."""
        chosen = next((m for m in self.memberships if (m.role, m.subject_id) == (role, subject_id)), None)
        chosen = chosen or (self.memberships[0] if self.memberships else Membership("", ""))
        return Actor(self.id, self.name, chosen.role, chosen.subject_id, self.memberships, self.time_zone)


@dataclass(frozen=True)
class Credentials:
    """What sign-in checks; never leaves the operations."""

    account_id: str
    state: AccountState
    generation: int
    password_hash: str
    totp_secret: str
    totp_step: int
    recovery_hashes: tuple[str, ...]


@dataclass(frozen=True)
class Offer:
    """An incubator's invitation to become a supervisor, made to an account that is for something else."""

    person_id: str
    incubator_id: str
    name: str
    name_zh: str | None
    until: date | None


class LinkPurpose(StrEnum):
    """What a link sent by mail lets its holder do."""

    INVITE = "invite"
    RESET = "reset"
    CONFIRM_ADDRESS = "confirm_address"
    KEEP_ADDRESS = "keep_address"
    APPLICATION = "application"
    """Of an application, whose id stands where the account's would: it works as long as the application is kept."""


@dataclass(frozen=True)
class MailedLink:
    """Which link a mail brings; its token is derived from the first three (webapp/accounts/link_tokens.py).

    `issue`: the number that the account's links count up; asking for a new one ends those before.
    """

    purpose: LinkPurpose
    account_id: str
    issue: int
    expires_at: datetime


@dataclass(frozen=True)
class AccountToken:
    """An invitation or reset link that can still be used."""

    id: str
    purpose: LinkPurpose
    account_id: str
    expires_at: datetime
