"""Who would get the mail that opens an account, and in which language, before anything is sent."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from graph.domain.kinds import pooled_kind
from graph.domain.roles import STARTUP
from graph.entities import Actor
from graph.entities.account import Account
from graph.errors import NotFoundError
from graph.transaction import Transaction
from webapp.mail.languages import language_of


@dataclass(frozen=True)
class Guest:
    """Somebody who would be written to; `is_fixed`: in the language of their own setting, whatever is chosen."""

    name: str
    name_zh: str
    email: str
    language: str
    is_fixed: bool = False


def members_to_invite(tx: Transaction, actor: Actor, ids: Sequence[str], at: datetime) -> list[Guest]:
    """Of these members those who have an address or an account; raises NotFoundError for somebody of no list of ours.

    Who was asked and has an account, or was invited lately, is left out by the invitation itself, which says so.
    """
    found = {one.id: one for one in tx.pools.list_members(actor.subject_id, at, list(ids))}
    accounts = tx.letters.accounts_of(ids, [pooled_kind().provider_role])
    guests = []
    for one_id in ids:
        if one_id not in found:
            raise NotFoundError("supervisor", one_id)
        one = found[one_id]
        held = accounts.get(one_id, [])
        if any(account.is_active for account in held) and not one.term.is_unasked:
            continue
        if held or one.email:
            guests.append(_guest(one.name, one.name_zh or "", one.email or "", held[0] if held else None))
    return guests


def contacts_to_invite(tx: Transaction, actor: Actor, ids: Sequence[str], at: datetime) -> list[Guest]:
    """Who would be invited to act for these startups, as `invite_contacts` does; raises NotFoundError."""
    here = {one.id: one for one in tx.incubators.list_startups(actor.subject_id, tx.calendar.day_of(at))}
    accounts: Mapping[str, list[Account]] = tx.letters.accounts_of(ids, [STARTUP])
    guests = []
    for one_id in ids:
        if one_id not in here:
            raise NotFoundError("startup", one_id)
        startup, held = here[one_id], accounts.get(one_id, [])
        if held:
            guests += [_guest(one.name, "", one.email, one) for one in held if one.is_invited]
        elif startup.contact_email:
            names: Iterable[str | None] = (startup.contact,) if startup.contact else (startup.name, startup.name_zh)
            email = startup.contact_email
            guests.append(Guest(startup.contact or "", "", email, language_of(None, names)))
    return guests


def _guest(name: str, name_zh: str, email: str, account: Account | None) -> Guest:
    is_fixed = account is not None and not account.is_invited
    address = account.email if account else email
    return Guest(name, name_zh, address, language_of(account, (name, name_zh)), is_fixed)
