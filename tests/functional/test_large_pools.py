"""A pool too large to be read at every page shows what was written a moment ago, and nobody of it is left out."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from tests.support.city import City
from tests.support.cleaning import run_raw
from tests.support.web import Web

NOW = datetime.now(UTC)
SIZE = 5050
_PEOPLE = """UNWIND range(1, $size) AS number MATCH (i:Incubator {id: $incubator})
    CREATE (s:Person:Supervisor {id: 'many-' + toString(number), name: 'Person ' + toString(number), capacity: 2,
                                 state: 'active', languages: [], stages: []})-[:IN_POOL_OF {state: 'active'}]->(i)"""


@pytest.mark.both_servers
def test_a_large_pool_is_whole_and_never_behind_what_was_written(city: City, web: Web) -> None:
    ours = city.incubator()
    run_raw(city.graph, _PEOPLE, size=SIZE, incubator=ours.id)
    curator, colleague = (web.sign_in(ours, NOW) for _ in range(2))
    assert f"{SIZE:,}" in curator.get("/incubator/pool").text
    assert curator.get(f"/incubator/pool/many-{SIZE}").status_code == 200
    assert "tagged lately" not in colleague.get("/incubator/pool").text

    curator.follow("/incubator/pool/tag", id=f"many-{SIZE}", tags="tagged lately")

    for browser in (curator, colleague):
        assert f"Person {SIZE}" in browser.get("/incubator/pool?tag=tagged+lately").text
        assert "Person 17<" not in browser.get("/incubator/pool?tag=tagged+lately").text
