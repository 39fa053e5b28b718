"""`liulu doctor`, `migrate`, `backup` and `restore` as commands: answers, and exit codes."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from graph.driver import open_graph
from graph.embedded import start_embedded
from graph.schema_check import missing_schema
from tests.support.cleaning import run_raw
from tests.support.days import SHANGHAI
from webapp.cli import main
from webapp.config import load_settings


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name in ("LIULU_NEO4J_URI", "LIULU_REDIS_URL", "LIULU_SECRET_KEY"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LIULU_ENV", "test")
    monkeypatch.setenv("LIULU_HOME", str(tmp_path / "home"))
    load_settings.cache_clear()
    return tmp_path / "home"


def run(*arguments: str) -> Result:
    load_settings.cache_clear()
    return CliRunner().invoke(main, arguments)


def findings(result: Result) -> dict[str, tuple[str, str]]:
    return {one["part"]: (one["state"], one["mend"]) for one in json.loads(result.stdout)}


def test_an_empty_graph_lacks_its_migrations_and_a_migrated_one_is_well(home: Path) -> None:
    with start_embedded(home):
        before = run("doctor", "--json", "-")
        assert before.exit_code == 1
        state, fix = findings(before)["migrations"]
        assert state == "wrong"
        assert "`liulu migrate`" in fix
        assert run("migrate").exit_code == 0
        after = run("doctor", "--json", "-")
        states = {part: state for part, (state, _) in findings(after).items()}
        assert {part for part, state in states.items() if state == "wrong"} <= {"packages"}
        assert {"graph", "migrations", "schema", "outbox", "redis", "redis file", "java"} <= states.keys()


def test_a_dropped_constraint_is_named(home: Path) -> None:
    with start_embedded(home) as server:
        run("migrate")
        with open_graph(server.uri, server.user, server.password, server.database, calendar=SHANGHAI) as graph:
            assert missing_schema(graph) == []
            run_raw(graph, "DROP CONSTRAINT startup_id")
            assert missing_schema(graph) == ["Startup.id"]


def test_servers_that_are_away_are_wrong_with_a_fix(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LIULU_NEO4J_URI", "bolt://127.0.0.1:9")
    monkeypatch.setenv("LIULU_REDIS_URL", "redis://127.0.0.1:9/0")
    result = run("doctor", "--json", "-")
    assert result.exit_code == 1
    found = findings(result)
    assert found["graph"][0] == found["redis"][0] == "wrong"
    assert "LIULU_NEO4J_URI" in found["graph"][1]
    assert "LIULU_REDIS_URL" in found["redis"][1]


def test_a_backup_can_be_restored_into_another_home(
    home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = str(tmp_path / "state.zip")
    with start_embedded(home):
        run("migrate")
        assert run("backup", file).exit_code == 0
    monkeypatch.setenv("LIULU_HOME", str(tmp_path / "other"))
    with start_embedded(tmp_path / "other"):
        restored = run("restore", file)
        assert restored.exit_code == 0, restored.output
        assert "Restored" in restored.stdout


def test_a_file_that_is_no_backup_is_bad_input(tmp_path: Path) -> None:
    (tmp_path / "no.zip").write_text("nothing of the kind")
    assert run("restore", str(tmp_path / "no.zip")).exit_code == 2
    assert run("restore", str(tmp_path / "absent.zip")).exit_code == 2


def test_settings_that_cannot_be_used_are_bad_input(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LIULU_ENV", "production")
    result = run("migrate")
    assert result.exit_code == 2
    assert "LIULU_SECRET_KEY" in result.stderr


def test_a_server_that_does_not_answer_is_a_failure(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LIULU_NEO4J_URI", "bolt://127.0.0.1:9")
    assert run("migrate").exit_code == 1


def test_a_wrong_password_is_told_without_a_trace(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with start_embedded(home) as server:
        monkeypatch.setenv("LIULU_NEO4J_URI", server.uri)
        monkeypatch.setenv("LIULU_NEO4J_USER", server.user)
        monkeypatch.setenv("LIULU_NEO4J_PASSWORD", "not this one")
        result = run("migrate")
        assert result.exit_code == 1
        assert "LIULU_NEO4J_PASSWORD" in result.stderr


def test_every_command_describes_itself() -> None:
    result = run("--help")
    assert result.exit_code == 0
    for name in ("up", "web", "worker", "beat", "migrate", "doctor", "backup", "restore"):
        assert name in result.stdout
        assert run(name, "--help").exit_code == 0
