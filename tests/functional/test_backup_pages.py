"""Backups on an administrator's pages: begun by hand, listed with what was read back, missed on the first page."""

from __future__ import annotations

import pytest

from graph.domain.jobs import MAKE_BACKUP
from graph.driver import Graph
from tests.support.visitor import SignIn, Visitor, text_of
from webapp.config import Settings
from webapp.operations.backups.make_backup import make_backup
from webapp.operations.jobs.run import Worker


@pytest.fixture
def root(sign_in: SignIn) -> Visitor:
    return sign_in("administrator")


def begin_and_run(root: Visitor, graph: Graph, settings: Settings) -> None:
    """Press the button, and do as a worker does."""
    assert root.post(f"/admin/jobs/begin/{MAKE_BACKUP}").status_code == 302
    [job, *_] = graph.read(lambda tx: tx.jobs.list_newest(kind=MAKE_BACKUP))
    make_backup(Worker(graph, settings), job.id)


def test_one_begun_by_hand_is_listed_with_its_size_and_when_it_was_read_back(
    root: Visitor, graph: Graph, settings: Settings
) -> None:
    assert "The first is still to be made" in text_of(root.get("/admin/"))

    begin_and_run(root, graph, settings)

    [file] = settings.backup_folder.iterdir()
    page = root.get("/admin/jobs").text
    assert file.name in page
    assert " kB" in page
    assert "Not known here" not in page
    assert "The last is of" in text_of(root.get("/admin/"))
    file.unlink()


def test_one_that_failed_stands_on_the_first_page_with_what_to_do(
    root: Visitor, graph: Graph, settings: Settings
) -> None:
    broken = settings.home / "no-folder"
    broken.write_text("a file where the folder should be")
    begin_and_run(root, graph, settings.model_copy(update={"backup_folder": broken}))

    page = text_of(root.get("/admin/"))

    assert "2 parts need a hand" in page
    assert "The last one failed" in page
    assert "Is there room on the disk" in page
    assert "Is there room on the disk" in text_of(root.get("/admin/jobs"))
