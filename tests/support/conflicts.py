"""One conflict of interest of each kind between a startup and a supervisor, as it is recorded."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

from graph.rules.conflict_rules import ConflictKind, Severity
from tests.support.city import City, Made
from tests.support.cleaning import run_raw
from tests.support.dated import AT


@dataclass(frozen=True)
class Sides:
    """A startup with its founder, its incubator, and a supervisor of its pool."""

    pool: Made
    startup: Made
    founder: Made
    person: Made


Plant = Callable[[City, Sides], None]


def sides(city: City) -> Sides:
    """The two, with nothing between them."""
    pool = city.incubator("Bay One")
    startup = city.startup("Foldwell", incubator=pool)
    founder = city.supervisor("Fu Anran", email="fu@foldwell.example")
    city.relate(founder.id, "FOUNDED", startup.id)
    return Sides(pool, startup, founder, city.supervisor("Ai Fang", pool_of=pool))


def note(city: City, left: Made, right: Made, kind: str, **properties: object) -> None:
    """A conflict that somebody noted."""
    city.relate(left.id, "CONFLICTS_WITH", right.id, id=f"noted-{kind}-{left.id}", kind=kind, **properties)


def _worked(city: City, two: Sides) -> None:
    last = AT.date() - timedelta(days=400)
    city.relate(two.person.id, "WORKS_AT", two.startup.id, **{"from": last - timedelta(days=900), "to": last})


def _same_person(city: City, two: Sides) -> None:
    run_raw(city.graph, "MATCH (p:Person {id: $id}) SET p.email = 'FU@foldwell.example'", id=two.person.id)


def _through_an_employer(city: City, two: Sides) -> None:
    investor = city.investor("Ven One")
    city.relate(two.person.id, "WORKS_AT", investor.id)
    city.investment(investor, two.startup, since=-100)


def _competitor(city: City, two: Sides) -> None:
    rival = city.startup("Foldbetter")
    note(city, two.startup, rival, "competitor")
    city.relate(two.person.id, "ADVISES", rival.id)


def _same_investor(city: City, two: Sides) -> None:
    investor, other = city.investor("Ven Two"), city.startup("Sistering")
    city.investment(investor, two.startup, since=-100)
    city.investment(investor, other, since=-100)
    city.relate(two.person.id, "FOUNDED", other.id)


FORBID, ASK = Severity.FORBIDS, Severity.ASK
PLANTED: dict[str, tuple[ConflictKind, Severity, Plant]] = {
    "founder": (ConflictKind.FOUNDER, FORBID, lambda c, t: c.relate(t.person.id, "FOUNDED", t.startup.id)),
    "works": (ConflictKind.WORKS, FORBID, lambda c, t: c.relate(t.person.id, "WORKS_AT", t.startup.id)),
    "employment noted": (ConflictKind.WORKS, FORBID, lambda c, t: note(c, t.person, t.startup, "employment")),
    "worked": (ConflictKind.WORKED, ASK, _worked),
    "same person": (ConflictKind.SAME_PERSON, FORBID, _same_person),
    "family": (ConflictKind.FAMILY, FORBID, lambda c, t: note(c, t.person, t.founder, "family")),
    "invested": (ConflictKind.INVESTED, ASK, lambda c, t: c.relate(t.person.id, "INVESTED_IN", t.startup.id)),
    "employer invested": (ConflictKind.INVESTED, ASK, _through_an_employer),
    "investment noted": (ConflictKind.INVESTED, ASK, lambda c, t: note(c, t.startup, t.person, "investment")),
    "advises": (ConflictKind.ADVISES, ASK, lambda c, t: c.relate(t.person.id, "ADVISES", t.startup.id)),
    "competitor": (ConflictKind.COMPETITOR, ASK, _competitor),
    "competitor noted": (ConflictKind.COMPETITOR, ASK, lambda c, t: note(c, t.person, t.startup, "competitor")),
    "same investor": (ConflictKind.SAME_INVESTOR, ASK, _same_investor),
    "supervision": (ConflictKind.SUPERVISION, FORBID, lambda c, t: note(c, t.person, t.startup, "supervision")),
    "declared": (ConflictKind.DECLARED, FORBID, lambda c, t: note(c, t.startup, t.person, "declared")),
}
"""What is recorded -> the conflict that it makes, its severity, and how it is planted."""
