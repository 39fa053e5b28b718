"""A pool too large to be read at every page shows what was written a moment ago, and nobody of it is left out."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from graph.domain.reasons import EndReason
from tests.support.city import City
from tests.support.cleaning import run_raw
from tests.support.web import Web
from webapp.incubator.pool.kept_pools import kept_pools
from webapp.incubator.pool.reading import Pool
from webapp.operations.pools.change_pool import end_term, pause_in_pool, renew_term
from webapp.operations.pools.choose_minder import choose_minder
from webapp.operations.pools.correct_supervisor import Correction, correct_supervisor
from webapp.operations.pools.keep_contacts import add_note
from webapp.operations.pools.tag_members import Retagging, tag_members

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


@pytest.mark.both_servers
def test_what_a_write_brings_up_to_date_is_what_everybody_read_anew_would_be(
    city: City, web: Web, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("webapp.incubator.pool.kept_pools._LARGE", 1)
    ours, graph = city.incubator(), city.graph
    people = [city.supervisor(pool_of=ours, email=f"one.{number}@example.org").id for number in range(6)]
    with web.app.test_request_context():
        readings = kept_pools()

        def kept() -> Pool:
            return graph.read(lambda tx: readings.read(tx, ours.id, NOW))

        def is_whole(pool: Pool) -> bool:
            anew = graph.read(lambda tx: tx.pools.list_members(ours.id, NOW))
            texts = {one.id: pool.text_of(one) for one in pool.members}
            return list(pool.members) == anew and texts == {one.id: Pool((), pool.on).text_of(one) for one in anew}

        first = kept()
        assert is_whole(first)
        curator, later = ours.actor, NOW.date() + timedelta(days=90)
        with monkeypatch.context() as patched:
            patched.setattr(readings, "_work", _refuse)
            for write in (
                lambda: tag_members(graph, curator, {people[1]: Retagging(add=("new",))}, NOW),
                lambda: pause_in_pool(graph, curator, people[2:4], later, NOW),
                lambda: renew_term(graph, curator, [people[0]], later, NOW),
                lambda: add_note(graph, curator, people[4], "They called back.", NOW),
                lambda: end_term(graph, curator, [people[5]], NOW, EndReason.TIME),
                lambda: choose_minder(graph, curator, people[:2], "", NOW),
                lambda: correct_supervisor(graph, curator, people[0], Correction(name="Aaron"), (), {}, NOW),
            ):
                before = kept()
                write()
                assert kept() is not before, "somebody was read anew"
                assert kept() is kept(), "and is kept"
                assert is_whole(kept())

        # A write that does not say whom it changed.
        graph.write(lambda tx: tx.providers.update(people[3], {"headline": "Another"}, NOW))
        assert is_whole(kept())
        graph.write(lambda tx: tx.providers.update(people[3], {"headline": "A third"}, NOW))
        tag_members(graph, curator, {people[1]: Retagging(add=("newer",))}, NOW)
        assert is_whole(kept())


def _refuse(*_given: object) -> Pool:
    raise AssertionError("everybody was read")
