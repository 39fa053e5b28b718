"""A topic that somebody typed goes with the last thing that is tagged with it."""

from __future__ import annotations

from functools import partial

import pytest

from graph.transaction import Transaction
from tests.support.city import City
from tests.support.cleaning import run_raw

pytestmark = pytest.mark.both_servers


def test_what_a_supervisor_no_longer_names_goes_unless_somebody_else_does(city: City) -> None:
    one, other = city.supervisor(), city.supervisor()
    for person in (one, other):
        city.graph.write(partial(_name, person.id, {"shared": "Shared", person.id: person.id}))

    city.graph.write(partial(_name, one.id, {"newer": "Newer"}))

    found = run_raw(city.graph, "MATCH (t:Topic) RETURN t.id AS id ORDER BY id")
    assert [row["id"] for row in found] == sorted(["newer", "shared", other.id])


def _name(person_id: str, topics: dict[str, str], tx: Transaction) -> None:
    tx.providers.replace_fields(person_id, [], topics)
