"""Relations over days around today, and the doors that read them."""

from __future__ import annotations

import io
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import openpyxl
import pytest

from graph.driver import Graph
from graph.entities.pools import PoolMember
from graph.entities.proposal import Asking
from graph.errors import GraphError
from matching.matcher import Matcher
from tests.support.city import City, Made
from webapp.operations.exchange.export_own_records import export_own_records
from webapp.operations.requests.ask_for_introduction import ask_for_introduction

# Visibility is as of the moment of reading, so days are counted from the real one.
AT = datetime.now(UTC)


@dataclass(frozen=True)
class Case:
    """Where today lies in a period: its first and last day in days from today."""

    name: str
    since: int | None
    until: int | None
    holds: bool


CASES = [
    Case("the day before", 1, 20, False),
    Case("the first day", 0, 20, True),
    Case("the last day", -20, 0, True),
    Case("the day after", -20, -1, False),
    Case("an end to come, no beginning", None, 400, True),
    Case("no dates", None, None, True),
]
each_day = pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)


def today(graph: Graph) -> date:
    return graph.calendar.day_of(AT)


def relate(city: City, left: Made, relationship: str, right: Made, case: Case, **properties: object) -> None:
    """A relation over the case's days."""
    first, last = (
        None if days is None else today(city.graph) + timedelta(days=days) for days in (case.since, case.until)
    )
    city.relate(left.id, relationship, right.id, **{"from": first, "to": last}, **properties)


def in_pool(city: City, person: Made, incubator: Made, case: Case, *, reserved: bool = False) -> None:
    relate(city, person, "IN_POOL_OF", incubator, case, state="active", reserved=reserved)


def is_proposed(city: City, home: Path, need: Made, provider: Made, at: datetime = AT) -> bool:
    ranking = Matcher(city.graph, home, expire_after_days=14).propose(need.id, at=at)
    return provider.id in {proposal.provider_id for proposal in ranking.proposals}


def can_ask(city: City, need: Made, provider: Made) -> bool:
    try:
        ask_for_introduction(city.graph, need.actor, need.id, provider.id, Asking("Hello?"), AT, most_open=3)
    except GraphError:
        return False
    return True


def member_of(city: City, incubator: Made) -> PoolMember:
    (member,) = city.graph.read(lambda tx: tx.pools.list_members(incubator.id, AT))
    return member


def exported(city: City, incubator: Made, sheet: str) -> set[object]:
    """The ids of a sheet of the incubator's own records."""
    book = openpyxl.load_workbook(io.BytesIO(export_own_records(city.graph, incubator.actor, AT)))
    return {row[0].value for row in book[sheet].iter_rows(min_row=2)}
