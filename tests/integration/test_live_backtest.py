"""`liulu backtest` without a folder: the live graph is judged as its own export would be, and stays as it was."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from graph.driver import Graph, open_graph
from graph.embedded import start_embedded
from tests.support.city import City
from tests.support.cleaning import run_raw
from tests.support.days import SHANGHAI
from webapp.cli import main
from webapp.config import load_settings
from webapp.runtime.prepare import prepare

NOON = datetime(2026, 11, 1, 12, tzinfo=UTC)
DAYS = ("--kind", "mentor", "--cutoff", "2026-07-01", "--until", "2026-10-01")


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name in ("LIULU_NEO4J_URI", "LIULU_REDIS_URL", "LIULU_SECRET_KEY"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LIULU_ENV", "test")
    monkeypatch.setenv("LIULU_HOME", str(tmp_path / "home"))
    load_settings.cache_clear()
    return tmp_path / "home"


def live(graph: Graph) -> None:
    """Requests of a year between ten startups and six supervisors, every third one declined."""
    city = City(graph, NOON)
    startups, supervisors = [city.startup() for _ in range(10)], [city.supervisor(capacity=9) for _ in range(6)]
    for number in range(40):
        startup, supervisor = startups[number % 10], supervisors[(number + number // 10) % 6]
        asked = city.asked_proposal(to=supervisor, need=city.need(startup))
        on = date(2026, 1, 1) + timedelta(days=7 * number)
        run_raw(
            graph,
            "MATCH (p:Proposal {id: $id}) SET p.kind = 'mentor', p.state = $state, p.provider_decision = $state, "
            "p.proposed_on = $on, p.asked_at = $at, p.decided_on = $on",
            id=asked.id,
            state="accepted" if number % 3 else "declined",
            on=on,
            at=datetime(on.year, on.month, on.day, 9, tzinfo=UTC),
        )


def judged(*arguments: str) -> dict[str, Any]:
    load_settings.cache_clear()
    result = CliRunner().invoke(main, ["backtest", *arguments, *DAYS, "--json", "-"])
    assert result.exit_code == 0, result.output
    found: dict[str, Any] = json.loads(result.stdout)
    for model in found["models"].values():
        del model["seconds_fit"], model["seconds_rank"]
    return found


def test_the_live_graph_is_judged_as_its_export_and_stays_as_it_was(home: Path, tmp_path: Path) -> None:
    count = "MATCH (n) WHERE NOT n:Operation RETURN count(n) AS n"
    with start_embedded(home) as server:
        with open_graph(server.uri, server.user, server.password, server.database, calendar=SHANGHAI) as graph:
            prepare(graph)
            live(graph)
            before = run_raw(graph, count)
            on_the_graph = judged()
            assert run_raw(graph, count) == before
        exported = CliRunner().invoke(main, ["export", str(tmp_path / "out")])
        assert exported.exit_code == 0, exported.output
    assert on_the_graph["seekers"] > 0
    assert on_the_graph["models"]["learned"]
    assert on_the_graph == judged(str(tmp_path / "out"))


def test_days_without_any_answer_are_refused_with_what_to_do(home: Path) -> None:
    with start_embedded(home):
        result = CliRunner().invoke(main, ["backtest", *DAYS])
    assert result.exit_code == 2
    assert "Traceback" not in result.output
