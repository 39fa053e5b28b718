"""Forgets what no retry, no link and no limit needs any more, and old mails."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

from graph.domain.limits import DRAFT_DAYS
from graph.driver import Graph
from graph.merging.record import UNDO_PERIOD
from graph.transaction import Transaction
from webapp.operations.applications.erase_old import erase_old_applications
from webapp.operations.exchange.import_upload import KINDS as IMPORTS
from webapp.operations.exchange.upload_files import drop_old_uploads
from webapp.operations.jobs.progress import drop_old_locks
from webapp.operations.privacy.own_copy import drop_old_copies

_OPERATIONS_KEPT = timedelta(days=3)
_LINKS_KEPT = timedelta(days=30)
_NOTES_KEPT = timedelta(days=180)
_MOST_BATCHES = 500


def prune(graph: Graph, home: Path, at: datetime, *, mail_days: int) -> int:
    """Delete what is old: operations, links, mails, drafts, how to undo merges, counts and files; returns how many."""
    mails_before = at - timedelta(days=mail_days)
    deletions: tuple[Callable[[Transaction], int], ...] = (
        lambda tx: tx.operations.prune(at - _OPERATIONS_KEPT),
        lambda tx: tx.tokens.prune(at - _LINKS_KEPT),
        lambda tx: tx.mail.prune(mails_before),
        lambda tx: tx.outbox.prune(mails_before),
        lambda tx: tx.drafts.prune(at - timedelta(days=DRAFT_DAYS)),
        lambda tx: tx.merges.forget_old(at - UNDO_PERIOD),
        lambda tx: erase_old_applications(tx, at),
        lambda tx: tx.limits.prune(tx.calendar.day_of(at)),
        lambda tx: tx.stuck.prune(tx.calendar.day_of(at - _NOTES_KEPT)),
    )
    importing = graph.read(lambda tx: tx.jobs.list_unfinished(IMPORTS))
    needed = [str(job.payload.get("stored_name")) for job in importing]
    files = drop_old_copies(home, at) + drop_old_uploads(home, at, needed) + drop_old_locks(home, at)
    return sum(_batches(graph, delete) for delete in deletions) + files


def _batches(graph: Graph, delete: Callable[[Transaction], int]) -> int:
    total = 0
    for _ in range(_MOST_BATCHES):
        count = graph.write(delete)
        total += count
        if not count:
            break
    return total
