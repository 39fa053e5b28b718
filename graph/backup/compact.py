"""Writes the embedded database anew, so that its files hold nothing that was deleted."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from graph.backup.archive import Manifest
from graph.backup.dump import dump
from graph.backup.restore import restore
from graph.domain.calendar import Calendar
from graph.driver import Graph, open_graph
from graph.embedded import EmbeddedServerError, start_embedded
from graph.embedded.server import graph_state
from graph.embedded.swap import database_folder, mend, put_in_place


def compact(home: Path, calendar: Calendar, at: datetime) -> Manifest:
    """Copy the stopped graph of a home, record by record, into a new database that takes its place.

    The lock of the graph is held meanwhile, so nobody starts it. Needs room for the graph twice. Raises
    EmbeddedServerError while the graph runs; whatever goes wrong, the graph is as it was.
    """
    workshop = home / "compacting"
    with _stopped(home) as state:
        mend(state)
        shutil.rmtree(workshop, ignore_errors=True)
        try:
            shutil.copytree(database_folder(state), database_folder(graph_state(workshop / "from").path))
            backup = workshop / "whole.backup"
            with _serving(workshop / "from", calendar) as before:
                manifest = dump(before, backup, at)
            with _serving(workshop / "to", calendar) as after:
                restore(after, backup)
            put_in_place(state, database_folder(graph_state(workshop / "to").path))
        finally:
            shutil.rmtree(workshop, ignore_errors=True)
    return manifest


@contextmanager
def _stopped(home: Path) -> Iterator[Path]:
    """The state folder of a graph that nobody runs or starts meanwhile."""
    state = graph_state(home)
    state.make()
    lock = state.try_lock()
    if lock is None:
        raise EmbeddedServerError(f"The graph of {home} runs. Stop `liulu up`, then try again.")
    try:
        yield state.path
    finally:
        os.close(lock)


@contextmanager
def _serving(home: Path, calendar: Calendar) -> Iterator[Graph]:
    """The open graph of a home that nobody else knows."""
    with (
        start_embedded(home) as server,
        open_graph(server.uri, server.user, server.password, server.database, calendar=calendar) as graph,
    ):
        yield graph
