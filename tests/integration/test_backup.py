"""Backup and restore: the same graph again, on either server, or nothing."""

from __future__ import annotations

import stat
import zipfile
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from graph.backup import dump, restore
from graph.backup.archive import NODES, RELATIONSHIPS, DamagedBackupError, read_checked, rows
from graph.backup.restore import NotEmptyError
from graph.backup.stored_files import restore_files
from graph.driver import Graph
from graph.errors import InvalidInputError, QueryError
from tests.support.city import City
from tests.support.cleaning import empty, run_raw

AT = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)
VALUES = {
    "text": '陆岸青 🚀 "quoted" \\ back\nnew line',
    "number": 2**62,
    "share": 0.1,
    "day": date(2026, 2, 28),
    "moment": datetime(2026, 2, 28, 23, 59, 59, 123456, tzinfo=UTC),
    "yes": True,
    "words": ["zh", "en"],
}


def content(path: Path) -> tuple[list[str], list[str]]:
    """Both streams in an order that does not depend on the server."""
    return sorted(map(repr, rows(path, NODES))), sorted(map(repr, rows(path, RELATIONSHIPS)))


def fill(city: City) -> None:
    startup, supervisor = city.startup("Tidewell"), city.supervisor("Gu Mingche")
    city.graph.write(lambda tx: tx.audit.record(startup.actor, "fill_demo", supervisor.id, AT))
    city.graph.write(lambda _tx: None, key="remind:1")
    run_raw(city.graph, "CREATE (n:Document {id: 'document-1'}) SET n += $values", values=VALUES)


@pytest.mark.both_servers
def test_what_is_restored_is_what_was_backed_up(city: City, tmp_path: Path) -> None:
    fill(city)
    first = dump(city.graph, tmp_path / "first.zip", AT)
    empty(city.graph)
    restore(city.graph, tmp_path / "first.zip")
    second = dump(city.graph, tmp_path / "second.zip", AT)
    assert first.nodes.lines > 40, "the taxonomy is part of it"
    assert content(tmp_path / "second.zip") == content(tmp_path / "first.zip")
    assert second.relationships.lines == first.relationships.lines
    read = run_raw(city.graph, "MATCH (n:Document {id: 'document-1'}) RETURN n.text AS text, n.number AS number")
    assert read == [{"text": VALUES["text"], "number": VALUES["number"]}]


def test_a_graph_that_holds_data_is_not_overwritten(city: City, tmp_path: Path) -> None:
    dump(city.graph, tmp_path / "empty.zip", AT)
    startup = city.startup("Tidewell")
    with pytest.raises(NotEmptyError):
        restore(city.graph, tmp_path / "empty.zip")
    kept = run_raw(city.graph, "MATCH (s:Startup) RETURN s.id AS id")
    assert kept == [{"id": startup.id}]


def test_a_restore_that_was_cut_off_can_be_run_again(city: City, tmp_path: Path) -> None:
    fill(city)
    dump(city.graph, tmp_path / "whole.zip", AT)
    empty(city.graph)

    class CutOffError(Exception):
        pass

    def cut(done: int) -> None:
        if done > 20:
            raise CutOffError

    with pytest.raises(CutOffError):
        restore(city.graph, tmp_path / "whole.zip", cut)
    restore(city.graph, tmp_path / "whole.zip")
    dump(city.graph, tmp_path / "again.zip", AT)
    assert content(tmp_path / "again.zip") == content(tmp_path / "whole.zip")


def test_a_damaged_file_is_refused_before_anything_is_written(city: City, tmp_path: Path) -> None:
    fill(city)
    good = tmp_path / "good.zip"
    dump(city.graph, good, AT)
    with zipfile.ZipFile(good) as source, zipfile.ZipFile(tmp_path / "changed.zip", "w") as target:
        for name in source.namelist():
            data = source.read(name)
            target.writestr(name, data.replace(b"Tidewell", b"Tidewall") if name == NODES else data)
    (tmp_path / "cut.zip").write_bytes(good.read_bytes()[:2000])
    (tmp_path / "none.zip").write_text("nothing of the kind")
    empty(city.graph)
    for name in ("changed.zip", "cut.zip", "none.zip"):
        with pytest.raises(InvalidInputError, match=name):
            restore(city.graph, tmp_path / name)
    assert city.graph.read(lambda tx: tx.installation.is_empty())


def test_a_stored_file_that_was_changed_in_a_backup_is_noticed(city: City, tmp_path: Path) -> None:
    files = tmp_path / "files"
    files.mkdir()
    (files / "deck").write_bytes(b"a deck")
    dump(city.graph, tmp_path / "good.zip", AT, files=files)
    with zipfile.ZipFile(tmp_path / "good.zip") as source, zipfile.ZipFile(tmp_path / "changed.zip", "w") as target:
        for name in source.namelist():
            target.writestr(name, source.read(name).replace(b"a deck", b"a duck"))

    with pytest.raises(DamagedBackupError):
        read_checked(tmp_path / "changed.zip")


@pytest.mark.parametrize("name", ["files/../../evil", "files//etc/evil", "files/"])
def test_a_file_of_a_backup_never_leaves_the_folder_of_files(tmp_path: Path, name: str) -> None:
    files = tmp_path / "files"
    files.mkdir()
    with zipfile.ZipFile(tmp_path / "evil.zip", "w") as target:
        target.writestr(name, b"x")

    with zipfile.ZipFile(tmp_path / "evil.zip") as archive, pytest.raises(ValueError, match="leads out"):
        restore_files(archive, files)
    assert list(files.iterdir()) == []


def test_a_backup_is_private_and_leaves_no_half_file(city: City, tmp_path: Path) -> None:
    dump(city.graph, tmp_path / "b.zip", AT)
    assert stat.S_IMODE((tmp_path / "b.zip").stat().st_mode) == 0o600
    assert [file.name for file in tmp_path.iterdir()] == ["b.zip"]
    assert read_checked(tmp_path / "b.zip").made_at == AT.isoformat()


def test_a_label_that_is_more_than_a_name_never_reaches_the_server(graph: Graph) -> None:
    shape = {"Labels__": "Startup) DETACH DELETE (n"}
    with pytest.raises(QueryError):
        graph.write(lambda tx: tx.shaped("backup.restore_nodes", shape, rows=[]))
