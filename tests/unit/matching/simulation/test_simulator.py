"""The made-up world: the same seed plays the same, places hold, nobody who left is shown, nothing hidden leaks."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

import numpy as np
import pytest
from click.testing import CliRunner

from matching.metrics.inequality import gini
from matching.ranking.exposure import held_back, price_of
from matching.simulation.figures import by_round, figures
from matching.simulation.people import Size, Truth
from matching.simulation.simulator import Run, SyntheticMarket, simulate
from webapp.cli import main

SIZE = Size(startups=24, supervisors=30)
ROUNDS = 4


@pytest.fixture(scope="module")
def runs() -> list[Run]:
    return simulate(ROUNDS, 7, every=2, size=SIZE)


def test_the_same_seed_plays_the_same(runs: list[Run]) -> None:
    again = simulate(ROUNDS, 7, every=2, size=SIZE)
    assert [run.world.records for run in again] == [run.world.records for run in runs]


def test_another_seed_plays_otherwise(runs: list[Run]) -> None:
    other = simulate(2, 8, size=SIZE)
    assert other[0].world.records != runs[0].world.records[: len(other[0].world.records)]


def test_nobody_guides_more_than_their_places(runs: list[Run]) -> None:
    for run in runs:
        open_ = Counter(
            record.provider_id
            for record in run.world.records
            if record.provider_decision == "accepted" and record.outcome == "none"
        )
        places = {record.id: record.capacity or 0 for record in run.world.people.supervisors}
        assert all(count <= places[name] for name, count in open_.items()), run.name
        assert (run.world.taken() <= list(places.values())).all(), run.name


def test_nobody_who_is_gone_or_not_yet_there_is_shown(runs: list[Run]) -> None:
    for run in runs:
        stay = run.world.people.supervisor_stay
        assert all(stay.there(item.number)[item.supervisor] for item in run.shown), run.name


def test_every_ranking_meets_the_same_needs(runs: list[Run]) -> None:
    needs = [{(item.number, item.startup) for item in run.shown} for run in runs]
    assert all(one == needs[0] for one in needs)


def test_nobody_stands_twice_on_a_page(runs: list[Run]) -> None:
    for run in runs:
        places = Counter((item.number, item.startup, item.supervisor) for item in run.shown)
        assert max(places.values()) == 1, run.name


def test_nothing_hidden_can_be_reached_from_the_source(runs: list[Run]) -> None:
    seen: set[int] = set()
    waiting: list[object] = [runs[-1].world.source(ROUNDS)]
    while waiting:
        thing = waiting.pop()
        if id(thing) in seen:
            continue
        seen.add(id(thing))
        assert not isinstance(thing, Truth | SyntheticMarket | np.ndarray)
        if isinstance(thing, dict):
            waiting += [*thing.keys(), *thing.values()]
        elif isinstance(thing, list | tuple | set | frozenset):
            waiting += thing
        elif type(thing).__module__.startswith(("matching", "graph")):
            slots = getattr(type(thing), "__slots__", ())
            waiting += [*getattr(thing, "__dict__", {}).values(), *(getattr(thing, name) for name in slots)]


def test_the_source_knows_nothing_of_the_day_itself_or_later(runs: list[Run]) -> None:
    for number in range(ROUNDS + 1):
        source = runs[-1].world.source(number)
        for record in source.records:
            assert record.proposed_on is not None
            assert record.proposed_on < source.as_of
            assert record.decided_on is None or record.decided_on < source.as_of


def test_who_knows_everything_is_never_behind_those_who_know_nothing() -> None:
    found = {run.name: figures(run.shown, run.world.people.supervisor_stay, 3) for run in simulate(3, 7, size=SIZE)}
    assert found["all-knowing, re-ranked"]["both"] > found["random"]["both"]


def test_figures_are_shares_and_cover_every_round(runs: list[Run]) -> None:
    for run in runs:
        found = figures(run.shown, run.world.people.supervisor_stay, ROUNDS)
        assert 0 <= found["both_last"] <= found["asked_last"] <= 1
        assert 0 <= found["newcomers"] <= 1
        assert found["gini_rise"] == pytest.approx(found["gini_last"] - found["gini_first"])
        assert len(by_round(run.shown, ROUNDS)) == ROUNDS


def test_gini_is_nothing_among_equals_and_nearly_one_where_one_takes_all() -> None:
    assert gini(np.ones(10)) == pytest.approx(0)
    assert gini(np.asarray([0.0] * 99 + [5.0])) == pytest.approx(0.99)


def test_who_was_shown_more_counts_less_and_no_price_changes_nothing() -> None:
    score, shown = np.asarray([0.4, 0.4, 0.1]), np.asarray([0.0, 4.0, 0.0])
    held = held_back(score, shown, 2.0, 1.0)
    assert held[0] == pytest.approx(0.4)
    assert held[1] == pytest.approx(0.4 * np.exp(-np.log(score).std() * np.log(3)))
    assert (held_back(score, shown, 2.0, 0.0) == score).all()


def test_being_shown_costs_nothing_while_showings_are_even_and_more_the_more_uneven_they_are() -> None:
    uneven = np.asarray([0.0] * 8 + [30.0, 30.0])
    assert price_of(np.full(10, 7.0), 0.25) == 0
    assert 0 < price_of(np.asarray([2.0] * 5 + [10.0] * 5), 0.25) < price_of(uneven, 0.25)
    assert price_of(uneven, 1.0) == 0


def test_the_price_goes_by_the_gini_of_everybody_counted_once_more() -> None:
    shown = np.asarray([0.0, 3.0, 0.0, 1.0, 9.0, 0.0, 2.0])
    assert price_of(shown, gini(shown + 1) - 0.1) == pytest.approx(2.0)


def test_the_first_showings_cost_nothing() -> None:
    assert price_of(np.asarray([1.0] * 5 + [0.0] * 95), 0.25) == 0


def test_the_command_writes_what_it_played(tmp_path: Path) -> None:
    target = tmp_path / "out.json"
    result = CliRunner().invoke(main, ["simulate", "--rounds", "2", "--seed", "3", "--json", str(target)])
    assert result.exit_code == 0, result.output
    answer = json.loads(target.read_text(encoding="utf-8"))
    assert answer["rounds"] == 2
    names = {"random", "popularity", "baseline", "baseline, re-ranked", "all-knowing, re-ranked", "learned"}
    assert set(answer["rankings"]) == names


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (["--rounds", "0"], "--rounds"),
        (["--rounds", "-3"], "--rounds"),
        (["--rounds", "many"], "--rounds"),
        (["--seed", "lucky"], "--seed"),
        (["--seed", "-1"], "--seed"),
    ],
)
def test_what_cannot_be_played_is_said_at_once(given: list[str], said: str) -> None:
    result = CliRunner().invoke(main, ["simulate", *given])
    assert result.exit_code == 2
    assert said in result.output
    assert "Traceback" not in result.output


@pytest.mark.parametrize("name", ["missing/out.json", "."])
def test_where_nothing_can_be_written_nothing_is_played(tmp_path: Path, name: str) -> None:
    result = CliRunner().invoke(main, ["simulate", "--rounds", "2", "--json", str(tmp_path / name)])
    assert result.exit_code == 2
    assert "Traceback" not in result.output
    assert list(tmp_path.iterdir()) == []
