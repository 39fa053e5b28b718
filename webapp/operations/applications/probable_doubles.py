"""Who among an incubator's own people or startups an applicant probably is: compared as lists are when they come in."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from graph.domain.applications import ApplicantKind
from graph.doubles.comparison import compare
from graph.doubles.frequencies import Frequencies
from graph.doubles.groups import PROBABLE
from graph.doubles.mail import comparable_address
from graph.doubles.record import PEOPLE, Described
from graph.entities.application import Application
from graph.transaction import Transaction
from webapp.operations.pools.invite_supervisor import find_supervisor

_STARTUPS = "startups"
_MOST = 5


@dataclass(frozen=True)
class ProbableDouble:
    """A record of the incubator's own; `percent`: how probable it is that the applicant is the same.

    `has_address`: it has the applicant's address.
    """

    id: str
    name: str
    name_zh: str
    percent: int
    has_address: bool


def probable_doubles(tx: Transaction, application: Application, at: datetime) -> list[ProbableDouble]:
    """The records of the incubator to which somebody applies, the most probable first; never another's."""
    applied, records = _DESCRIBED[application.kind](tx, application, at)
    frequencies, address = Frequencies([*records, applied]), comparable_address(application.said.email)
    found = []
    for one in records:
        probability = compare(applied, one, frequencies).probability
        has_address = bool(one.address) and one.address == address
        if has_address or probability >= PROBABLE:
            percent = min(99, round(probability * 100))
            found.append(ProbableDouble(one.id, one.name, one.name_zh, percent, has_address))
    return sorted(found, key=lambda one: (not one.has_address, -one.percent, one.id))[:_MOST]


Compared = tuple[Described, list[Described]]


def _expert(tx: Transaction, application: Application, at: datetime) -> Compared:
    said, incubator_id = application.said, application.incubator_id
    people, _names = tx.doubles.describe(incubator_id, tx.calendar.day_of(at))
    known = find_supervisor(tx, said.email)
    if known and known in tx.pools.member_ids(incubator_id):
        # By the address of their account, or not in the pool today: they are the same all the same.
        same = next((one for one in people if one.id == known), Described(known, PEOPLE, said.name))
        people = [*(one for one in people if one.id != known), replace(same, email=said.email)]
    employers = frozenset({said.employer} if said.employer else set())
    applied = Described(
        application.id, PEOPLE, said.name, email=said.email, website=said.link, employers=employers,
        tags=frozenset(said.help_areas), text=said.about,
    )  # fmt: skip
    return applied, people


def _startup(tx: Transaction, application: Application, at: datetime) -> Compared:
    said = application.said
    own = tx.incubators.list_startups(application.incubator_id, tx.calendar.day_of(at))
    records = [
        Described(
            one.id, _STARTUPS, one.name, one.name_zh or "", email=one.contact_email or "",
            tags=frozenset(one.industries), text=" ".join(filter(None, (one.summary, one.summary_zh))),
        )
        for one in own
    ]  # fmt: skip
    applied = Described(
        application.id, _STARTUPS, said.name, email=said.email, website=said.link,
        tags=frozenset({said.industry} if said.industry else set()), text=said.about,
    )  # fmt: skip
    return applied, records


_DESCRIBED: Mapping[ApplicantKind, Callable[[Transaction, Application, datetime], Compared]] = {
    ApplicantKind.EXPERT: _expert,
    ApplicantKind.STARTUP: _startup,
}
