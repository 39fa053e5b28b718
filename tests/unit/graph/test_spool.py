"""Rows between the check and the load: passes over them that can be stopped, and whom they point at."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from graph.exchange.checking.spool import Spool, Wanted

PERSON = Wanted(1, "person_id", "sent-1", ("people",), required=True)


class StoppedError(Exception):
    """Somebody cancelled."""


@pytest.fixture
def spool() -> Iterator[Spool]:
    with Spool() as spool:
        for number in range(1, 6):
            spool.add(spool.next_number(), "people", f"p-{number}", "list.csv", number, {"id": f"p-{number}"})
        yield spool


def test_every_pass_over_many_rows_ends_where_somebody_cancelled(spool: Spool) -> None:
    def stop() -> None:
        raise StoppedError

    assert [len(batch) for batch in spool.batches("people", 2)] == [2, 2, 1]
    assert list(spool.id_batches("people", 3)) == [{"p-1": 1, "p-2": 2, "p-3": 3}, {"p-4": 4, "p-5": 5}]
    spool.tick = stop
    with pytest.raises(StoppedError):
        list(spool.batches("people", 2))
    with pytest.raises(StoppedError):
        list(spool.id_batches("people", 2))


def test_rows_that_point_at_somebody_are_found_by_whom_they_point_at_now(spool: Spool) -> None:
    for organisation in ("Tide Works", "Sea Works"):
        number = spool.next_number()
        spool.add(number, "careers", "", "list.csv", number, {"person_id": "sent-1", "organisation": organisation})
        spool.want(Wanted(number, "person_id", "sent-1", ("people",), required=True))
    spool.point_at(PERSON, "p-1")

    assert list(spool.pointing_at("careers", "person_id", {"sent-1", "p-2"})) == []
    found = list(spool.pointing_at("careers", "person_id", {"p-1", "p-2"}))
    assert [row["organisation"] for row in found] == ["Tide Works", "Sea Works"]
    assert list(spool.pointing_at("relations", "person_id", {"p-1"})) == []
