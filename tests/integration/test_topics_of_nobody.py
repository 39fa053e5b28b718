"""A topic that somebody typed goes with the last thing that is tagged with it."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from tests.support.city import City
from tests.support.cleaning import run_raw

pytestmark = pytest.mark.both_servers
NOW = datetime.now(UTC)


def test_what_a_supervisor_no_longer_names_goes_unless_somebody_else_does(city: City) -> None:
    one, other = city.supervisor(), city.supervisor()
    for person in (one, other):
        city.graph.write(
            lambda tx, person=person: tx.providers.replace_fields(
                person.id, [], {"shared": "Shared", person.id: person.id}
            )
        )

    city.graph.write(lambda tx: tx.providers.replace_fields(one.id, [], {"newer": "Newer"}))

    found = run_raw(city.graph, "MATCH (t:Topic) RETURN t.id AS id ORDER BY id")
    assert [row["id"] for row in found] == sorted(["newer", "shared", other.id])
