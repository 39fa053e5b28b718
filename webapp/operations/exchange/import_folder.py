"""Imports folders of the exchange format: checks every row, then loads all of them or nothing."""

from __future__ import annotations

import time
from collections.abc import Collection, Iterator
from datetime import datetime
from pathlib import Path

from graph.driver import Graph
from graph.entities import Actor
from graph.exchange.checking.check import MoreProblems, Progress, check
from graph.exchange.checking.checked import Checked
from graph.exchange.checking.held import Held
from graph.exchange.checking.pairs import pair_problems
from graph.exchange.checking.references import KnownIds
from graph.exchange.checking.scope import Scope
from graph.exchange.checking.spool import Spool
from graph.exchange.checking.taken_ids import taken_id_problems
from graph.exchange.format.problems import Problem
from graph.exchange.format.schema import SHEETS
from graph.exchange.identity.identify import Identifier
from graph.exchange.loading.changes import Changes
from graph.exchange.loading.load import Finish, Loaded, compare, load
from graph.exchange.reading.limits import COMMAND, Limits
from graph.exchange.reading.sources import find_sources
from graph.exchange.report import ImportReport, make_report
from graph.exchange.writing.bad_rows import write_bad_rows
from graph.ids import new_nonce
from graph.transaction import Transaction


def import_folder(
    graph: Graph,
    actor: Actor,
    paths: list[Path],
    at: datetime,
    *,
    dry_run: bool = False,
    skip_bad_rows: bool = False,
    bad_rows_folder: Path | None = None,
    limits: Limits = COMMAND,
    progress: Progress | None = None,
    empty_erases: bool = False,
    ids_are_made: bool = False,
) -> ImportReport:
    """Load folders, CSV files or workbooks as one: with any problem nothing is loaded, unless bad rows are skipped.

    `empty_erases`: an empty cell takes away what is known. `ids_are_made`: the ids were made for rows without, and whom
    these are about is found out as if they had none.
    Whoever is not the system loads what is theirs to write (graph/domain/ownership.py). A file that cannot be read at
    all stops the import either way. Raises what `progress` raises, and GraphError; the graph is then as it was.
    """
    started, scope = time.monotonic(), Scope.of(actor)
    identifier = Identifier(graph, scope.writer if scope else None, {}, new_nonce(), ids_are_made=ids_are_made)
    with Spool() as spool:
        checked = check(
            find_sources(paths, limits), spool, known_ids(graph), limits=limits, progress=progress,
            allowed=scope.files if scope else tuple(SHEETS), identify=identifier,
            more_problems=more_problems(graph, identifier.held, scope), empty_erases=empty_erases,
        )  # fmt: skip
        may_load = not checked.problems or (skip_bad_rows and not checked.file_problems)
        loaded, changes = None, None
        if dry_run:
            changes = Changes()
            loaded = compare(graph, spool, at, identifier.held, progress=progress, changes=changes)
        elif may_load:
            names = ", ".join(path.name for path in paths)[:200]
            loaded = load(
                graph,
                spool,
                at,
                audit_load(actor, names, at, checked),
                scope=scope,
                progress=progress,
                sent=identifier.targets.sent,
            )
        report = make_report(checked, loaded, time.monotonic() - started, dry_run=dry_run, changes=changes)
        if bad_rows_folder and skip_bad_rows and not dry_run and report.loaded and checked.spool.has_rejected():
            report.bad_row_files.extend(str(path) for path in write_bad_rows(checked, bad_rows_folder))
        return report


def known_ids(graph: Graph) -> KnownIds:
    """A function that asks the graph which ids it holds."""

    def ask(sheet: str, ids: Collection[str]) -> set[str]:
        return graph.read(lambda tx: tx.exchange.known_ids(sheet, ids))

    return ask


def more_problems(graph: Graph, held: Held, scope: Scope | None = None) -> MoreProblems:
    """A function that asks the graph what rows may not say: of another's records, of ids and pairs that are taken."""

    def ask(spool: Spool) -> Iterator[tuple[int, Problem]]:
        if scope:
            yield from scope.problems(graph, spool, held)
        yield from taken_id_problems(graph, spool)
        yield from pair_problems(graph, spool)

    return ask


def audit_load(actor: Actor, subject_id: str, at: datetime, checked: Checked) -> Finish:
    """The audit event of a load, to be written in its transaction."""

    def finish(tx: Transaction, loaded: Loaded) -> None:
        counts = f"{loaded.created.total()} created, {loaded.updated.total()} updated"
        detail = f"{counts}, {checked.rejected.total()} left out"
        tx.audit.record(actor, "import_records", subject_id, at, detail)

    return finish
