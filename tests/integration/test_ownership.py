"""No row of an import takes over what belongs to somebody else: each sort of row, by each sort of stranger."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import pytest

from graph.domain.ownership import Writer
from graph.domain.roles import INCUBATOR
from graph.errors import ForbiddenError
from graph.exchange.checking.check import check
from graph.exchange.checking.held import Held
from graph.exchange.checking.scope import Scope
from graph.exchange.checking.spool import Spool
from graph.exchange.format.schema import SHEETS
from graph.exchange.loading.load import load
from graph.exchange.reading.limits import COMMAND
from graph.exchange.reading.sources import find_sources
from tests.support.city import City
from tests.support.cleaning import run_raw
from tests.support.ownership import NOW, RULES, Place, Tried, foreign_rows, own_row
from webapp.operations.exchange.import_folder import import_folder, known_ids

pytestmark = pytest.mark.both_servers


@pytest.fixture
def place(city: City) -> Place:
    return Place(city)


@pytest.mark.parametrize("sort", RULES)
def test_a_row_about_ones_own_is_accepted(place: Place, tmp_path: Path, sort: str) -> None:
    assert place.import_rows(tmp_path, sort.split()[0], [own_row(place, sort)]) == []


@pytest.mark.parametrize("sort", RULES)
def test_a_row_about_a_stranger_is_refused_at_the_column_that_names_them(
    place: Place, tmp_path: Path, sort: str
) -> None:
    tried = list(foreign_rows(place, sort))
    assert tried

    problems = place.import_rows(tmp_path, sort.split()[0], [one.row for one in tried])

    refused = {problem.line: (problem.code, problem.column) for problem in problems}
    expected = {line: (code_of(sort, one), one.column) for line, one in enumerate(tried, start=2)}
    wrong = [(tried[line - 2].who, refused.get(line)) for line in expected if refused.get(line) != expected[line]]
    assert wrong == []


def test_an_investment_of_a_stranger_in_ones_own_is_noted_repeated_and_not_ended(place: Place, tmp_path: Path) -> None:
    row = own_row(place, "relations INVESTED_IN") | {"from": "2026-01-01", "to": ""}
    row |= {"from_id": place.strangers["investors"]["an investor"], "to_id": place.own["startups"]}
    assert place.import_rows(tmp_path, "relations", [row], dry_run=False) == []

    again = place.import_rows(tmp_path, "relations", [row])
    ended = place.import_rows(tmp_path, "relations", [row | {"to": "2026-02-01"}])

    assert again == []
    assert [(one.code, one.column) for one in ended] == [("not_yours", "from_id")]


@pytest.mark.parametrize("sort", ["people", "startups", "needs", "documents"])
def test_a_row_under_the_id_of_a_stranger_is_a_record_of_its_own_and_tells_nothing_of_them(
    place: Place, tmp_path: Path, sort: str
) -> None:
    everywhere = "MATCH (n {id: $id}) RETURN properties(n) AS values, COUNT { (n)--() } AS ties"
    strangers = [*place.strangers[sort].values(), place.theirs.id, "nobodys"]
    before = [run_raw(place.city.graph, everywhere, id=one) for one in strangers]
    rows = [own_row(place, sort) | {"id": one} for one in strangers]
    for number, row in enumerate(rows):
        row["title" if "title" in row else "name"] = f"Something {number}"
        if "email" in row:
            row["email"] = f"new{number}@example.org"

    assert place.import_rows(tmp_path, sort, rows, dry_run=False) == []

    assert [run_raw(place.city.graph, everywhere, id=one) for one in strangers] == before
    again = import_folder(place.city.graph, place.ours.actor, [tmp_path], NOW, dry_run=True)
    assert (again.problems, again.files[f"{sort}.csv"].unchanged) == ([], len(rows))


def test_what_became_anothers_since_the_check_stops_the_load(place: Place, tmp_path: Path) -> None:
    graph, person = place.city.graph, place.own["people"]
    (tmp_path / "people.csv").write_text(f"id,name,roles\n{person},Renamed,supervisor\n", encoding="utf-8")
    scope = Scope(Writer(INCUBATOR, place.ours.id))
    with Spool() as spool:
        found = find_sources([tmp_path], COMMAND)
        checked = check(found, spool, known_ids(graph), more_problems=partial(scope.problems, graph, held=Held()))
        assert checked.problems == []
        run_raw(graph, "MATCH (:Person {id: $id})-[m:IN_POOL_OF]->() SET m.state = 'ended'", id=person)

        with pytest.raises(ForbiddenError):
            load(graph, spool, NOW, lambda _tx, _loaded: None, scope=scope)

    assert run_raw(graph, "MATCH (p:Person {id: $id}) RETURN p.name AS name", id=person) == [{"name": "Own"}]


def test_roles_that_own_nobody_import_nothing(city: City, tmp_path: Path) -> None:
    with pytest.raises(ForbiddenError):
        import_folder(city.graph, city.startup().actor, [tmp_path], NOW)


def code_of(sort: str, one: Tried) -> str:
    """What is another's is answered as what is nowhere, but for a tie to them that stands already."""
    if one.column == "email":
        return "needs_consent"
    stands = sort in ("relations INCUBATED_BY", "relations IN_POOL_OF") and "our" in one.who
    return "not_yours" if stands or not SHEETS[sort.split()[0]].column(one.column).to else "unknown_id"
