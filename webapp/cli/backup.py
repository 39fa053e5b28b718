"""`liulu backup` and `restore`: the whole state in one file."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import click

from graph.backup import dump
from graph.backup import restore as restore_graph
from graph.backup.archive import Manifest
from graph.backup.compact import compact as compact_graph
from webapp.cli.connection import connect
from webapp.config import load_settings

_FILE = click.Path(dir_okay=False, path_type=Path)


@click.command()
@click.argument("file", type=_FILE)
def backup(file: Path) -> None:
    """Write graph and stored files to FILE, while people work; either kind of server can restore it."""
    settings = load_settings()
    with connect(settings) as graph:
        manifest = dump(graph, file, datetime.now(UTC), files=settings.files_folder)
    size = file.stat().st_size / 1e6
    click.echo(f"{file}: {_counted(manifest)}, {size:.1f} MB, read back.")


@click.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
def restore(file: Path) -> None:
    """Fill an empty graph, and the folder of stored files, from FILE, a backup that was checked first."""
    settings = load_settings()
    with connect(settings) as graph:
        manifest = restore_graph(
            graph, file, lambda done: click.echo(f"{done} records", err=True), files=settings.files_folder
        )
    click.echo(f"Restored {_counted(manifest)}.")


@click.command()
def compact() -> None:
    """Write the stopped embedded graph anew, so that its files hold nothing that was deleted."""
    settings = load_settings()
    if settings.neo4j_uri:
        raise click.UsageError("This graph is a Neo4j: compact a copy of it with `neo4j-admin database copy`.")
    manifest = compact_graph(settings.home, settings.calendar, datetime.now(UTC))
    click.echo(f"Written anew: {manifest.nodes.lines} nodes, {manifest.relationships.lines} relationships.")


def _counted(manifest: Manifest) -> str:
    nodes, relationships, files = manifest.nodes.lines, manifest.relationships.lines, manifest.files.lines
    return f"{nodes} nodes, {relationships} relationships, {files} stored files"


commands: list[click.Command] = [backup, restore, compact]
