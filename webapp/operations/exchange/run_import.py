"""The worker's side of an import: checks or loads an uploaded file and reports on its Job."""

from __future__ import annotations

import contextlib
import logging
import time
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from graph.domain.jobs import IMPORT_CHECK, IMPORT_LOAD
from graph.driver import Graph
from graph.entities import Actor
from graph.entities.job import Job
from graph.errors import ContendedError, GraphError, LoadStoppedError, UnavailableError
from graph.exchange.checking.check import check
from graph.exchange.checking.checked import Checked
from graph.exchange.checking.scope import Scope
from graph.exchange.checking.spool import Spool
from graph.exchange.format.problems import OF_WHOLE_FILES, Problem
from graph.exchange.format.schema import SHEETS
from graph.exchange.identity.identify import Identifier
from graph.exchange.identity.merging import Merging
from graph.exchange.loading.changes import Changes
from graph.exchange.loading.journal import Journal
from graph.exchange.loading.load import Finish, Loaded, compare, load
from graph.exchange.reading.limits import PAGE
from graph.exchange.report import ImportReport, make_report
from graph.exchange.writing.bad_rows import write_bad_book
from graph.transaction import Transaction
from matching.index_cache import index_caches
from matching.relevance.encoder import WORDS_ALONE, SentenceEncoder
from webapp.operations.exchange.answer_rows import keep_json, kept_answers, kept_choices
from webapp.operations.exchange.import_folder import audit_load, known_ids, more_problems
from webapp.operations.exchange.rows_to_check import rows_to_check
from webapp.operations.exchange.upload_files import (
    bad_rows_path,
    changes_path,
    journal_path,
    others_path,
    questions_path,
)
from webapp.operations.jobs.follow import actor_of, begin_try
from webapp.operations.jobs.progress import JobStoppedError, Progress, alone, failure_of
from webapp.operations.jobs.run import Worker, runs
from webapp.operations.maintenance.still_allowed import require_still_allowed
from webapp.operations.models.freshen_rankings import freshen_rankings
from webapp.runtime.encoding import sentence_encoder

KEPT_PROBLEMS = 500
_BACK_SECONDS = 60.0
_log = logging.getLogger(__name__)


@runs(IMPORT_CHECK, IMPORT_LOAD)
def check_or_load(worker: Worker, job_id: str) -> None:
    """Check or load a file as a worker does."""
    settings = worker.settings
    run_import(worker.graph, settings.home, job_id, datetime.now(UTC), sentence_encoder(settings))


def run_import(graph: Graph, home: Path, job_id: str, at: datetime, encoder: SentenceEncoder = WORDS_ALONE) -> None:
    """Run one check or load to its end; a second worker with the same job, or a job that is over, does nothing."""
    job = graph.read(lambda tx: tx.jobs.get(job_id, visible_to=Actor.system()))
    with alone(home, job.id) as is_alone:
        if not is_alone:
            return
        if begin_try(graph, job_id, at):
            _run_to_end(graph, home, job, at, encoder)


def _run_to_end(graph: Graph, home: Path, job: Job, at: datetime, encoder: SentenceEncoder) -> None:
    try:
        report = _check_or_load(graph, home, job, at)
        _finish(graph, job, report)
    except JobStoppedError:
        graph.write(lambda tx: tx.jobs.stop(job.id, datetime.now(UTC)))
    except (LoadStoppedError, ContendedError) as error:
        _note_stop(graph, job, error)
        raise
    except UnavailableError:
        raise
    except FileNotFoundError as error:
        _fail(graph, job, error, failure="file_gone")
    except (GraphError, OSError) as error:
        _fail(graph, job, error)
    except Exception as error:  # noqa: BLE001 - the outermost edge of an import
        # The same error would come again: whoever sent the file is told, rather than the import begun anew.
        _log.exception("the import %s failed", job.id)
        _fail(graph, job, error, failure=failure_of(error))
    else:
        # Nobody waits for this: a ranking that is asked for before reads what was changed by itself.
        freshen_rankings(graph, index_caches(home, encoder), report, at)


def _note_stop(graph: Graph, job: Job, error: UnavailableError) -> None:
    """Once the graph is back, say on the job that it stopped: the first time it is tried again, the second it fails."""

    def note(tx: Transaction) -> None:
        tx.jobs.progress(job.id, step="load", done=0, total=job.total, rate=0.0, message=str(error))

    deadline = time.monotonic() + _BACK_SECONDS
    while time.monotonic() < deadline:
        with contextlib.suppress(UnavailableError):
            if job.message:
                _fail(graph, job, error)
            else:
                graph.write(note)
            return
        time.sleep(1)


def _finish(graph: Graph, job: Job, report: ImportReport) -> None:
    over, result = datetime.now(UTC), _result(report)
    if report.dry_run or report.loaded:
        graph.write(lambda tx: tx.jobs.finish(job.id, over, **result))
    else:
        graph.write(lambda tx: tx.jobs.fail(job.id, over, "", **result))


def _fail(graph: Graph, job: Job, error: Exception, **result: object) -> None:
    message = str(error) or type(error).__name__
    graph.write(lambda tx: tx.jobs.fail(job.id, datetime.now(UTC), message, **result))


def _check_or_load(graph: Graph, home: Path, job: Job, at: datetime) -> ImportReport:
    started = time.monotonic()
    progress = Progress(graph, job.id, job.message, job.total)
    actor = actor_of(job)
    scope = Scope.of(actor)
    is_load = job.kind == IMPORT_LOAD
    graph.read(lambda tx: require_still_allowed(tx, actor))
    check_id = str(job.payload.get("check_id") or job.id)
    identifier = Identifier(
        graph, scope.writer if scope else None, kept_answers(home, check_id), check_id,
        merging=Merging(kept_choices(home, check_id)),
    )  # fmt: skip
    journal, changes = Journal(journal_path(home, job.id)), None
    with rows_to_check(home, job, progress) as given, Spool(progress.tick) as spool:
        checked = check(
            given.tables, spool, known_ids(graph), limits=PAGE, progress=progress.report,
            allowed=scope.files if scope else tuple(SHEETS), identify=identifier,
            more_problems=more_problems(graph, identifier.held, scope),
            empty_erases=bool(job.payload.get("empty_erases")),
        )  # fmt: skip
        for table, problem, cells in given.left_out:
            checked.leave_out(table, problem, cells)
        loaded: Loaded | None = None
        if not is_load:
            changes = Changes(changes_path(home, job.id), identifier.merging, others=others_path(home, job.id))
            loaded = compare(
                graph, spool, at, identifier.held, progress=progress.report, changes=changes, derived=given.derived
            )
            changes.note_kept()
            _keep_bad_rows(checked, bad_rows_path(home, job.id))
            if checked.questions:
                keep_json(questions_path(home, job.id), [one.as_kept() for one in checked.questions])
        elif not checked.problems or (job.payload.get("skip_bad_rows") and not checked.file_problems):
            finish = _then_write(actor, audit_load(actor, job.subject_id or job.id, at, checked), progress)
            loaded = load(
                graph, spool, at, finish,
                scope=scope, progress=progress.report, sent=identifier.targets.sent, journal=journal,
                derived=given.derived,
            )  # fmt: skip
            _keep_bad_rows(checked, bad_rows_path(home, check_id))
        report = make_report(checked, loaded, time.monotonic() - started, dry_run=not is_load, changes=changes)
        return replace(report, derived=given.derived)


def _then_write(actor: Actor, finish: Finish, progress: Progress) -> Finish:
    """The end of a load that took its time: a role that was taken away meanwhile, or a cancel, takes all of it back."""

    def last_look(tx: Transaction, loaded: Loaded) -> None:
        require_still_allowed(tx, actor)
        finish(tx, loaded)
        progress.begin_writing()

    return last_look


def _result(whole: ImportReport) -> dict[str, Any]:
    report = whole.as_sent()

    def kept(problems: list[Problem]) -> list[dict[str, object]]:
        return [problem.as_kept() for problem in problems[:KEPT_PROBLEMS]]

    held = sum(one.answer is None for one in report.questions)
    is_whole_file = any(problem.line == 0 or problem.code in OF_WHOLE_FILES for problem in report.problems)
    return {
        "sheets": len(report.files),
        "rows": report.rows,
        "files": {name: counts.as_json() for name, counts in report.files.items()},
        "problem_count": len(report.problems),
        "bad_row_count": report.bad_rows,
        "lost_cells": report.lost_cells,
        "questions": len(report.questions),
        "held": held,
        "changes": report.changes,
        "problems": kept(report.problems),
        "warnings": kept(report.warnings),
        "may_load": not report.problems and report.rows > 0,
        "may_skip": not is_whole_file and report.rows > report.bad_rows - held,
        "seconds": round(report.seconds, 2),
        "rows_per_second": report.rows_per_second,
    }


def _keep_bad_rows(checked: Checked, path: Path) -> None:
    if checked.spool.has_rejected():
        write_bad_book(checked, path)
    else:
        path.unlink(missing_ok=True)
