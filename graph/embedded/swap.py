"""Puts another database in the place of the embedded one, so that a cut in between loses neither."""

from __future__ import annotations

import shutil
from pathlib import Path

from graph.embedded.java import DATABASE


def database_folder(state: Path) -> Path:
    """Where the files of the database stand, in the state folder of a server."""
    return state / "databases" / DATABASE


def put_in_place(state: Path, other: Path) -> None:
    """Put the database folder `other` in the place of this server's, and delete what stood there.

    The server is stopped, and the caller holds its lock.
    """
    place, former = database_folder(state), _former(state)
    place.rename(former)
    other.rename(place)
    shutil.rmtree(former)


def mend(state: Path) -> None:
    """After a cut between two renames: the former database is back in its place."""
    place, former = database_folder(state), _former(state)
    if former.exists() and not place.exists():
        former.rename(place)
    shutil.rmtree(former, ignore_errors=True)


def _former(state: Path) -> Path:
    # Outside the folder of which the server opens whatever it finds.
    return state / "former"
