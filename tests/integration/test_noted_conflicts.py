"""A conflict that an incubator noted is its word: it counts for its own, and those whom it names can end it."""

from __future__ import annotations

from pathlib import Path

import pytest

from graph.domain.eligibility import RuleCode
from tests.support.city import City, Made
from tests.support.cleaning import run_raw
from tests.support.ownership import NOW, PAST, import_as
from webapp.operations.requests.decline_proposal import decline_proposal

pytestmark = pytest.mark.both_servers


class Noted:
    """Ours notes a conflict between its startup and a supervisor of theirs."""

    def __init__(self, city: City, folder: Path) -> None:
        self.city, self.folder = city, folder
        self.ours, self.theirs = city.incubator("Ours"), city.incubator("Theirs")
        self.startup = city.startup("Tidewell", incubator=self.ours)
        self.person = city.supervisor("Gu Mingche", pool_of=self.theirs)
        self.need = city.need(self.startup)
        self.row = {
            "left_id": self.startup.id, "right_id": self.person.id, "kind": "declared", "from": "2026-01-01", "to": "",
        }  # fmt: skip

    def note(self, who: Made, **values: str) -> list[tuple[str, str]]:
        problems = import_as(self.city, who, self.folder, "conflicts", self.row | values)
        return [(problem.code, problem.column) for problem in problems]

    def keeps_apart(self) -> bool:
        """Whether it counts, as asked under the lock and as read for a ranking."""
        day = self.city.graph.calendar.day_of(NOW)

        def is_refused() -> bool:
            pairs = self.city.graph.read(lambda tx: tx.eligibility.list_of_need(self.need.id, [self.person.id], day))
            return [pair.refusal for pair in pairs] == [RuleCode.CONFLICT]

        listed = self.city.graph.read(lambda tx: tx.conflicts.list_of_startup(self.startup.id, day))
        assert is_refused() == bool(listed)
        return is_refused()

    def noted_by(self) -> list[object]:
        rows = run_raw(self.city.graph, "MATCH ()-[c:CONFLICTS_WITH]->() RETURN c.noted_by AS by")
        return [row["by"] for row in rows]


@pytest.fixture
def noted(city: City, tmp_path: Path) -> Noted:
    return Noted(city, tmp_path)


def test_it_says_who_noted_it_and_counts_while_they_look_after_one_of_the_two(noted: Noted) -> None:
    assert noted.note(noted.ours) == []
    assert noted.noted_by() == [noted.ours.id]
    assert noted.keeps_apart()

    left = "MATCH (:Startup {id: $id})-[r:INCUBATED_BY]->() SET r.to = $day"
    run_raw(noted.city.graph, left, id=noted.startup.id, day=PAST)

    assert not noted.keeps_apart()


@pytest.mark.parametrize("ender", ["ours", "theirs"])
def test_who_noted_it_ends_it_and_so_does_the_other_side(noted: Noted, ender: str) -> None:
    assert noted.note(noted.ours) == []

    assert noted.note(getattr(noted, ender), to=PAST.isoformat()) == []

    assert not noted.keeps_apart()
    assert noted.noted_by() == [noted.ours.id]


def test_nobody_else_notes_or_ends_it(noted: Noted) -> None:
    third = noted.city.incubator("Third")

    assert noted.note(third) == [("unknown_id", "left_id")]
    assert noted.note(noted.ours) == []
    assert noted.note(third, to=PAST.isoformat()) == [("unknown_id", "left_id")]
    assert noted.keeps_apart()


def test_what_the_installation_noted_is_ended_by_neither_side_alone(noted: Noted) -> None:
    noted.city.conflict(noted.startup, noted.person)

    assert noted.note(noted.ours, to=PAST.isoformat()) == [("not_yours", "right_id")]
    assert noted.note(noted.theirs, to=PAST.isoformat()) == [("not_yours", "left_id")]
    assert noted.keeps_apart()


def test_what_a_supervisor_declared_is_not_ended_by_the_side_that_it_keeps_away(noted: Noted) -> None:
    request = noted.city.asked_proposal(to=noted.person, need=noted.need)
    decline_proposal(noted.city.graph, noted.person.actor, request.id, NOW, reason="conflict")
    since = noted.city.graph.calendar.day_of(NOW).isoformat()

    assert noted.noted_by() == [noted.person.id]
    refused = noted.note(noted.ours, **{"from": since, "to": since})

    assert refused == [("not_yours", "right_id")]
    listed = noted.city.graph.read(lambda tx: tx.conflicts.list_of_startup(noted.startup.id, tx.calendar.day_of(NOW)))
    assert [one.kind for one in listed] == ["declared"]
