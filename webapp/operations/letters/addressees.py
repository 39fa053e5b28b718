"""To whom a letter of a curator goes, what it says to each, and to whom it does not go and why."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from graph.domain.kinds import pooled_kind
from graph.domain.letters import Audience, Letter, Placeholder
from graph.domain.limits import LimitCode
from graph.domain.reasons import LeftOutReason
from graph.domain.roles import STARTUP
from graph.domain.scripts import name_in
from graph.entities import Actor
from graph.entities.account import Account
from graph.errors import NotFoundError
from graph.transaction import Transaction
from webapp.mail.rendering import write_day

Values = Mapping[Placeholder, str]


@dataclass(frozen=True)
class Addressee:
    """Somebody who was chosen: the accounts that read for them, and what is true of them, by language."""

    id: str
    name: str
    name_zh: str
    accounts: tuple[Account, ...]
    values: Mapping[str, Values]
    reason: LeftOutReason | None = None

    def lacks(self, letter: Letter) -> list[Placeholder]:
        """What the letter leaves open and is not known of them."""
        known = self.values["en"]
        return [one for one in Placeholder if one in letter.placeholders and not known.get(one)]


@dataclass(frozen=True)
class Plan:
    """What becomes of a letter: to whom it goes, to whom not by the reason, and of whom what is not known.

    `in_other_language`: who gets it in a language that is not theirs, for it is not written in theirs.
    """

    letter: Letter
    going: tuple[Addressee, ...]
    left_out: Mapping[LeftOutReason, tuple[Addressee, ...]]
    lacking: Mapping[Placeholder, tuple[Addressee, ...]]

    @property
    def in_other_language(self) -> list[Addressee]:
        return [one for one in self.going if any(a.language not in self.letter.wordings for a in one.accounts)]

    @property
    def mails(self) -> int:
        """How many mails go: one for each account that reads for somebody."""
        return sum(len(one.accounts) for one in self.going)


Spare = Callable[[Transaction, Actor, list[str], datetime], dict[str, LeftOutReason]]


def plan_letter(
    tx: Transaction, actor: Actor, audience: Audience, ids: Iterable[str], letter: Letter, at: datetime,
    *, base_url: str, spare: Spare,
) -> Plan:  # fmt: skip
    """Sort out whoever was chosen; raises NotFoundError for an id that is not this incubator's.

    `spare` says who is left out for the limits: `spared_by_limits` counts, `would_be_spared` only looks.
    """
    chosen = sorted(set(ids))
    found = _READ[audience](tx, actor, chosen, at, _of_all(tx, actor, base_url))
    reasons = {one.id: one.reason for one in found if one.reason}
    lacking: dict[Placeholder, list[Addressee]] = {}
    for one in found:
        if one.id not in reasons and (lacks := one.lacks(letter)):
            reasons[one.id] = LeftOutReason.NO_VALUE
            for placeholder in lacks:
                lacking.setdefault(placeholder, []).append(one)
    reasons |= spare(tx, actor, [one.id for one in found if one.id not in reasons], at)
    left_out: dict[LeftOutReason, list[Addressee]] = {}
    for one in found:
        if one.id in reasons:
            left_out.setdefault(reasons[one.id], []).append(one)
    return Plan(
        letter,
        tuple(one for one in found if one.id not in reasons),
        {reason: tuple(left_out[reason]) for reason in LeftOutReason if reason in left_out},
        {placeholder: tuple(ones) for placeholder, ones in lacking.items()},
    )


def spared_by_limits(tx: Transaction, actor: Actor, ids: list[str], at: datetime) -> dict[str, LeftOutReason]:
    """Who of these gets no letter for now, with the reason; the others are counted."""
    often = tx.limits.take_each(LimitCode.LETTERS_TO_ONE, at, ids)
    left = [one for one in ids if one not in often]
    fit = tx.limits.take_up_to(LimitCode.LETTERS, at, len(left), actor.account_id)
    return _spared(often, left[fit:])


def would_be_spared(tx: Transaction, actor: Actor, ids: list[str], at: datetime) -> dict[str, LeftOutReason]:
    """The same before anything is sent: nobody is counted."""
    often = tx.limits.full(LimitCode.LETTERS_TO_ONE, at, ids)
    left = [one for one in ids if one not in often]
    return _spared(often, left[max(0, tx.limits.left(LimitCode.LETTERS, at, actor.account_id)) :])


def _spared(often: Iterable[str], beyond: Iterable[str]) -> dict[str, LeftOutReason]:
    return dict.fromkeys(often, LeftOutReason.ENOUGH_TODAY) | dict.fromkeys(beyond, LeftOutReason.TOO_MANY)


def _of_all(tx: Transaction, actor: Actor, base_url: str) -> Mapping[str, Values]:
    """What is the same for every reader."""
    incubator = tx.incubators.get(actor.subject_id)
    names = {"en": incubator["name"], "zh": incubator["name_zh"] or incubator["name"]}
    return {
        language: {
            Placeholder.INCUBATOR: name,
            Placeholder.CURATOR: name_in(actor.name, language),
            Placeholder.SIGN_IN: f"{base_url}/sign-in",
        }
        for language, name in names.items()
    }


def _supervisors(
    tx: Transaction, actor: Actor, ids: list[str], at: datetime, of_all: Mapping[str, Values]
) -> list[Addressee]:
    day, accounts = tx.calendar.day_of(at), tx.letters.accounts_of(ids, [pooled_kind().provider_role])
    members = {one.id: one for one in tx.pools.list_members(actor.subject_id, at, ids)}
    found = []
    for person_id in ids:
        if person_id not in members:
            raise NotFoundError("supervisor", person_id)
        member = members[person_id]
        reason = _unreached(accounts.get(person_id, []), has_address=bool(member.email))
        if member.term.is_only_invited:
            reason = LeftOutReason.NEVER_ACCEPTED
        elif not member.term.is_running(day):
            reason = LeftOutReason.NOT_HERE
        places = {Placeholder.FREE_PLACES: str(member.free)}
        values = _values(of_all, member.name, member.name_zh or "", member.term.until, places)
        found.append(_addressee(person_id, member.name, member.name_zh or "", accounts, values, reason))
    return found


def _startups(
    tx: Transaction, actor: Actor, ids: list[str], at: datetime, of_all: Mapping[str, Values]
) -> list[Addressee]:
    accounts = tx.letters.accounts_of(ids, [STARTUP])
    here = {one.id: one for one in tx.incubators.list_startups(actor.subject_id, tx.calendar.day_of(at))}
    found = []
    for startup_id in ids:
        if startup_id not in here:
            raise NotFoundError("startup", startup_id)
        startup = here[startup_id]
        reason = _unreached(accounts.get(startup_id, []), has_address=bool(startup.contact_email))
        values = _values(of_all, startup.name, startup.name_zh or "", startup.until, {})
        found.append(_addressee(startup_id, startup.name, startup.name_zh or "", accounts, values, reason))
    return found


_READ: Mapping[
    Audience, Callable[[Transaction, Actor, list[str], datetime, Mapping[str, Values]], list[Addressee]]
] = {Audience.SUPERVISORS: _supervisors, Audience.STARTUPS: _startups}  # fmt: skip


def _addressee(
    one_id: str, name: str, name_zh: str, accounts: Mapping[str, list[Account]], values: Mapping[str, Values],
    reason: LeftOutReason | None,
) -> Addressee:  # fmt: skip
    active = tuple(one for one in accounts.get(one_id, []) if one.is_active)
    return Addressee(one_id, name, name_zh, active, values, reason)


def _unreached(accounts: list[Account], *, has_address: bool) -> LeftOutReason | None:
    """Why nobody there is written to, judged by the accounts alone."""
    if any(one.is_active for one in accounts):
        return None
    if any(one.is_invited for one in accounts):
        return LeftOutReason.NEVER_ACCEPTED
    return LeftOutReason.NO_ACCOUNT if has_address else LeftOutReason.NO_ADDRESS


def _values(
    of_all: Mapping[str, Values], name: str, name_zh: str, until: date | None, more: Values
) -> Mapping[str, Values]:
    names = {"en": name or name_zh, "zh": name_zh or name}
    return {
        language: {
            **same,
            **more,
            Placeholder.NAME: names[language],
            Placeholder.TERM_END: write_day(until, language, "") if until else "",
        }
        for language, same in of_all.items()
    }
