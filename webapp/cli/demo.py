"""`liulu demo`: an invented city in an empty graph, for development only."""

from __future__ import annotations

from datetime import UTC, date, datetime

import click

from webapp.cli.connection import connect
from webapp.cli.days import DAY
from webapp.config import load_settings


@click.command()
@click.option("--on", type=DAY, default=None, help="The day that counts as today.")
@click.option("--seed", type=int, default=6, show_default=True, help="Another number makes another city.")
def demo(on: datetime | None, seed: int) -> None:
    """Fill an empty graph with demonstration data; refuses on one that is not empty."""
    from webapp.accounts.passwords import hash_password
    from webapp.demo.accounts import DEMO_PASSWORD
    from webapp.demo.city import make_city
    from webapp.operations.maintenance.fill_demo import fill_demo
    from webapp.runtime.prepare import prepare

    settings = load_settings()
    if not settings.is_development:
        raise click.ClickException("Demonstration data and accounts exist in development only (LIULU_ENV).")
    day: date = on.date() if on else settings.calendar.today()
    with connect(settings) as graph:
        prepare(graph)
        counts = fill_demo(graph, make_city(day, seed), hash_password(DEMO_PASSWORD), datetime.now(UTC))
    click.echo(", ".join(f"{number:,} {label}" for label, number in counts.items()) + ".")


commands: list[click.Command] = [demo]
