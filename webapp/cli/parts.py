"""`liulu web`, `worker`, `beat`, `migrate`: one part each, for several machines."""

from __future__ import annotations

import click

from webapp.cli import Failure
from webapp.cli.connection import connect
from webapp.config import load_settings
from webapp.runtime.backends import with_backends


@click.command()
@click.option("--socket", type=int, hidden=True, help="The number of an open socket that listens already.")
def web(socket: int | None) -> None:
    """Serve the pages (gunicorn)."""
    from webapp.runtime.door import NoPortError
    from webapp.runtime.web import run_web

    try:
        with with_backends(load_settings()) as settings:
            run_web(settings, socket)
    except NoPortError as error:
        raise Failure(str(error)) from error


@click.command()
def worker() -> None:
    """Do the work that pages leave for later (Celery)."""
    from webapp.runtime.jobs import run_worker

    with with_backends(load_settings()) as settings:
        run_worker(settings)


@click.command()
def beat() -> None:
    """Send reminders and what else is due by the clock; run one of it."""
    from webapp.runtime.jobs import run_beat

    with with_backends(load_settings()) as settings:
        run_beat(settings)


@click.command()
def migrate() -> None:
    """Bring the graph's schema and taxonomy to this version."""
    from webapp.runtime.prepare import prepare

    with connect(load_settings()) as graph:
        applied = prepare(graph)
    for migration in applied:
        click.echo(f"Applied {migration.source}.")
    if not applied:
        click.echo("Nothing to apply: the schema is current.")


commands: list[click.Command] = [web, worker, beat, migrate]
