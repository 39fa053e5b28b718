"""`liulu compact`: the embedded graph written anew holds the same records, and none of the bytes of deleted ones."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from graph.backup import dump
from graph.backup.archive import NODES, RELATIONSHIPS, rows
from graph.backup.compact import compact
from graph.driver import Graph, open_graph
from graph.embedded import EmbeddedServerError, start_embedded
from graph.embedded.server import graph_state
from graph.embedded.swap import database_folder
from graph.entities import Actor
from graph.migrate import migrate
from tests.support.city import City
from tests.support.cleaning import run_raw
from tests.support.days import SHANGHAI
from tests.support.planting import found_in_files, found_in_graph, word
from webapp.cli import main
from webapp.config import load_settings
from webapp.operations.accounts.create_account import create_account

AT = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)
GONE, KEPT = word("somebody", "name"), word("somebody else", "name")


@contextmanager
def serving(home: Path) -> Iterator[Graph]:
    with (
        start_embedded(home) as server,
        open_graph(server.uri, server.user, server.password, server.database, calendar=SHANGHAI) as graph,
    ):
        yield graph


def run(home: Path, *arguments: str) -> Result:
    """A command of `liulu` on this home."""
    load_settings.cache_clear()
    try:
        return CliRunner().invoke(main, arguments, env={"LIULU_HOME": str(home), "LIULU_ENV": "test"})
    finally:
        load_settings.cache_clear()


def content(path: Path) -> tuple[list[str], list[str]]:
    return sorted(map(repr, rows(path, NODES))), sorted(map(repr, rows(path, RELATIONSHIPS)))


def test_deleted_words_leave_the_files_and_nothing_else_changes(tmp_path: Path) -> None:
    home = tmp_path / "home"
    with serving(home) as graph:
        migrate(graph)
        city = City(graph, AT)
        for name in (GONE, KEPT):
            city.asked_proposal(to=city.supervisor(name), note=name)
        run_raw(graph, "MATCH (n) WHERE n.name = $gone OR n.note = $gone DETACH DELETE n", gone=GONE)
        dump(graph, tmp_path / "before.backup", AT)
        with pytest.raises(EmbeddedServerError, match="Stop"):
            compact(home, SHANGHAI, AT)
    assert found_in_files(home, {GONE}), "an index holds its keys until it is written anew"

    answer = run(home, "compact")

    assert answer.exit_code == 0, answer.output
    assert found_in_files(home, {GONE}) == {}
    assert found_in_files(home, {KEPT})
    assert not (home / "compacting").exists()
    with serving(home) as graph:
        dump(graph, tmp_path / "after.backup", AT)
    assert content(tmp_path / "after.backup") == content(tmp_path / "before.backup")


def test_accounts_and_people_are_deleted_by_command(tmp_path: Path) -> None:
    with serving(tmp_path) as graph:
        migrate(graph)
        person = City(graph, AT).supervisor(GONE)
        create_account(graph, Actor.system(), f"{KEPT}@liulu.example", "talent_office", "", AT, name=KEPT)

    answers = [
        run(tmp_path, "account", "delete", *what, "--yes")
        for what in (
            ["--person", person.id],
            ["--email", f"{KEPT}@liulu.example"],
            ["--email", "nobody@liulu.example"],
            [],
        )
    ]

    assert [answer.exit_code for answer in answers] == [0, 0, 1, 2]
    with serving(tmp_path) as graph:
        assert found_in_graph(graph, {GONE, KEPT}) == {}


def test_a_cut_between_the_two_databases_loses_none(tmp_path: Path) -> None:
    with serving(tmp_path) as graph:
        run_raw(graph, "CREATE (:Topic {id: 'crystals', name: 'Crystals'})")
    state = graph_state(tmp_path).path
    database_folder(state).rename(state / "former")

    with serving(tmp_path) as graph:
        assert run_raw(graph, "MATCH (t:Topic) RETURN t.name AS name") == [{"name": "Crystals"}]
