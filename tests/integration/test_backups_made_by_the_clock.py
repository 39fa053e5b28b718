"""Backups by themselves: made when they are due, right, few enough, and missed by somebody when they fail."""

from __future__ import annotations

import hashlib
import resource
import stat
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from graph.backup import dump, restore
from graph.backup.archive import NODES, RELATIONSHIPS, read_checked, rows
from graph.domain.jobs import MAKE_BACKUP
from graph.entities.backups import Standing
from graph.entities.job import Job
from graph.entities.message import MailDraft
from graph.transaction import Transaction
from tests.conftest import NOON
from tests.support.city import City
from tests.support.cleaning import empty
from webapp.config import Settings
from webapp.mail.composers import MAIL_KINDS
from webapp.operations.backups.folder import backup_files, forget_old, place_for
from webapp.operations.backups.keep_backups import TROUBLE, request_due_backup, tell_of_backup_trouble
from webapp.operations.backups.list_backups import list_backups
from webapp.operations.backups.make_backup import make_backup
from webapp.operations.backups.standing import backups_of
from webapp.operations.jobs.run import Worker

HOURS = 24
DAY = timedelta(days=1)


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(env="test", home=tmp_path / "home", redis_url="redis://127.0.0.1:1/0")


def run_due(city: City, settings: Settings, at: datetime = NOON) -> Job:
    """The job of a backup that is due, once a worker has done it."""
    job_id = request_due_backup(city.graph, HOURS, at)
    assert job_id, "no backup was due"
    make_backup(Worker(city.graph, settings), job_id)
    return jobs_of(city)[0]


def administrator(tx: Transaction) -> str:
    """The address of one who is told."""
    address = "root@liulu.example"
    secret = "unused"  # pragma: allowlist secret
    account_id = tx.accounts.create(address, NOON, name="Shu Weiran", password_hash=secret)
    tx.accounts.grant(account_id, "administrator", "", NOON)
    return address


def jobs_of(city: City) -> list[Job]:
    return city.graph.read(lambda tx: tx.jobs.list_newest(kind=MAKE_BACKUP))


def content(path: Path) -> tuple[list[str], list[str], dict[str, bytes]]:
    """Both streams in an order that does not depend on the server, and the stored files."""
    with zipfile.ZipFile(path) as archive:
        files = {name: archive.read(name) for name in archive.namelist() if name.startswith("files/")}
    return sorted(map(repr, rows(path, NODES))), sorted(map(repr, rows(path, RELATIONSHIPS))), files


def store(settings: Settings, *texts: bytes) -> dict[str, bytes]:
    """Stored files, named by their hash in folders of its first digits."""
    stored = {}
    for text in texts:
        name = hashlib.sha256(text).hexdigest()
        path = settings.files_folder / name[:2] / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text)
        stored[f"files/{name[:2]}/{name}"] = text
    return stored


@pytest.mark.both_servers
def test_what_the_clock_backed_up_is_restored_whole_into_an_empty_graph(
    city: City, settings: Settings, tmp_path: Path
) -> None:
    startup, supervisor = city.startup("Tidewell", name_zh="潮井传感"), city.supervisor("Gu Mingche")
    city.asked_proposal(to=supervisor, startup=startup, asked_at=NOON)
    stored = store(settings, b"a deck", "一份材料".encode(), b"", bytes(range(256)) * 9000)

    job = run_due(city, settings)

    [file] = backup_files(settings.backup_folder)
    assert (job.state, job.result["file"], job.result["files"]) == ("done", file.path.name, len(stored))
    assert stat.S_IMODE(file.path.stat().st_mode) == 0o600
    assert stat.S_IMODE(settings.backup_folder.stat().st_mode) == 0o700
    assert [path.name for path in settings.backup_folder.iterdir()] == [file.path.name]

    empty(city.graph)
    restore(city.graph, file.path, files=tmp_path / "other" / "files")
    dump(city.graph, tmp_path / "again.zip", NOON, files=tmp_path / "other" / "files")

    assert content(file.path)[2] == stored
    assert content(tmp_path / "again.zip") == content(file.path)
    manifest = read_checked(file.path)
    assert (manifest.nodes.lines, manifest.files.lines) == (job.result["nodes"], len(stored))


def test_one_is_due_a_day_after_the_last_and_one_at_a_time(city: City, settings: Settings) -> None:
    assert request_due_backup(city.graph, 0, NOON) is None
    run_due(city, settings)

    assert request_due_backup(city.graph, HOURS, NOON + timedelta(hours=23)) is None
    later = request_due_backup(city.graph, HOURS, NOON + DAY)
    assert later is not None
    assert request_due_backup(city.graph, HOURS, NOON + 2 * DAY) is None, "the other still waits"
    assert len(jobs_of(city)) == 2


def test_old_ones_go_by_number_and_by_age_and_what_is_named_otherwise_stays(tmp_path: Path) -> None:
    for days in range(40):
        place_for(tmp_path, NOON - days * DAY).touch()
    (tmp_path / "before-the-move.zip").touch()

    forget_old(tmp_path, 35, 30, NOON)
    assert [file.made_at for file in backup_files(tmp_path)] == [NOON - days * DAY for days in range(31)]
    forget_old(tmp_path, 14, 30, NOON)
    assert len(backup_files(tmp_path)) == 14
    assert (tmp_path / "before-the-move.zip").exists()


def test_what_a_killed_backup_left_is_swept_by_the_next(city: City, settings: Settings) -> None:
    settings.backup_folder.mkdir(parents=True)
    (settings.backup_folder / ".liulu-20261101T000000Z.zip.partial").write_bytes(b"half")

    job = run_due(city, settings)

    assert [path.name for path in settings.backup_folder.iterdir()] == [job.result["file"]]


@contextmanager
def no_room(byte_count: int) -> Iterator[None]:
    """Files of this process may not grow beyond so many bytes, as on a disk that is full."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (byte_count, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


@contextmanager
def no_folder(settings: Settings) -> Iterator[None]:
    """Where the folder should be stands something that nobody can write into."""
    settings.backup_folder.parent.mkdir(parents=True, exist_ok=True)
    settings.backup_folder.write_text("a file")
    yield
    settings.backup_folder.unlink()


@pytest.mark.parametrize("trouble", ["full", "folder"])
def test_one_that_fails_leaves_the_others_is_told_to_administrators_and_tried_again(
    city: City, settings: Settings, trouble: str
) -> None:
    root = city.graph.write(administrator)
    if trouble == "full":
        run_due(city, settings, NOON - DAY)
        store(settings, bytes(range(256)) * 400)
    before = [file.path for file in backup_files(settings.backup_folder)]

    with no_room(60_000) if trouble == "full" else no_folder(settings):
        job = run_due(city, settings)

    assert (job.state, job.result["failure"]) == ("failed", "disk")
    assert [file.path for file in backup_files(settings.backup_folder)] == before
    assert list(settings.backup_folder.glob(".*")) == []
    backups = city.graph.read(lambda tx: backups_of(tx, HOURS, NOON))
    assert backups.standing is Standing.FAILED

    assert [tell_of_backup_trouble(city.graph, HOURS, NOON + timedelta(minutes=n)) for n in (10, 20)] == [True, True]
    [draft] = mails(city)
    assert draft.to == root
    assert "Is there room on the disk" in draft.body
    assert "/admin/jobs" in draft.body

    assert run_due(city, settings, NOON + timedelta(hours=1)).state == "done"
    assert not tell_of_backup_trouble(city.graph, HOURS, NOON + timedelta(hours=1))


def test_two_days_without_a_backup_are_told_though_none_failed(city: City, settings: Settings) -> None:
    city.graph.write(administrator)
    run_due(city, settings)
    done = jobs_of(city)[0].finished_at
    assert done is not None
    assert not tell_of_backup_trouble(city.graph, HOURS, done + DAY)

    assert tell_of_backup_trouble(city.graph, HOURS, done + 2 * DAY + timedelta(minutes=1))

    [draft] = mails(city)
    assert draft.subject == "No backup of Liulu was made for days"
    assert not tell_of_backup_trouble(city.graph, 0, done + 3 * DAY), "who turned them off is told nothing"


def test_the_list_says_what_was_read_back(city: City, settings: Settings) -> None:
    run_due(city, settings)
    place_for(settings.backup_folder, NOON - DAY).write_bytes(b"from another graph")

    ours, other = city.graph.read(lambda tx: list_backups(tx, settings.backup_folder))

    assert ours.checked_at is not None
    assert ours.nodes == jobs_of(city)[0].result["nodes"]
    assert (other.checked_at, other.size) == (None, 18)


def mails(city: City) -> list[MailDraft]:
    """What the messages of trouble become, in the order in which they wait."""
    messages = city.graph.read(lambda tx: tx.outbox.list_newest())
    told = [message for message in messages if message.kind == TROUBLE]
    return [draft for one in told for draft in city.graph.read(lambda tx, one=one: MAIL_KINDS[TROUBLE](tx, one))]  # type: ignore[misc]
