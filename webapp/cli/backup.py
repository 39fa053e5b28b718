"""`liulu backup` and `restore`: the whole state in one file."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import click

from graph.backup import dump
from graph.backup import restore as restore_graph
from webapp.cli.connection import connect
from webapp.config import load_settings

_FILE = click.Path(dir_okay=False, path_type=Path)


@click.command()
@click.argument("file", type=_FILE)
def backup(file: Path) -> None:
    """Write everything in the graph to FILE, while people work; either kind of server can restore it."""
    with connect(load_settings()) as graph:
        manifest = dump(graph, file, datetime.now(UTC))
    size = file.stat().st_size / 1e6
    click.echo(f"{file}: {manifest.nodes.lines} nodes, {manifest.relationships.lines} relationships, {size:.1f} MB.")


@click.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
def restore(file: Path) -> None:
    """Fill an empty graph from FILE, a backup that was checked first."""
    with connect(load_settings()) as graph:
        manifest = restore_graph(graph, file, lambda done: click.echo(f"{done} records", err=True))
    click.echo(f"Restored {manifest.nodes.lines} nodes and {manifest.relationships.lines} relationships.")


commands: list[click.Command] = [backup, restore]
