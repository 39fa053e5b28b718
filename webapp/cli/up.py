"""`liulu up`: everything on one machine."""

from __future__ import annotations

import os
import signal

import click

from graph.processes.leash import tie_to_parent
from webapp.cli import Failure
from webapp.config import load_settings
from webapp.runtime.door import NoPortError
from webapp.runtime.supervisor import Supervisor, SupervisorError


@click.command()
@click.option("--end-with-parent", is_flag=True, help="Stop when the program that started this one ends.")
def up(end_with_parent: bool) -> None:
    """Run everything on this machine until Ctrl-C.

    Starts the embedded graph and Redis (unless LIULU_NEO4J_URI and LIULU_REDIS_URL name others), migrates, fills
    an empty graph with demonstration data in development, and runs worker, beat and web.
    """
    if end_with_parent:
        tie_to_parent(os.getppid(), signal.SIGTERM)
    try:
        Supervisor(load_settings()).run()
    except (SupervisorError, NoPortError) as error:
        raise Failure(str(error)) from error


commands: list[click.Command] = [up]
