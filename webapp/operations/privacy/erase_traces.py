"""After somebody was deleted: what is left of them outside the graph's nodes goes too."""

from __future__ import annotations

from datetime import UTC, datetime

from graph.domain.jobs import ERASE_TRACES
from graph.domain.kinds import KINDS
from graph.driver import Graph
from graph.entities import Actor
from matching.index.snapshot import forget_former
from matching.index_cache import IndexCache, index_caches
from matching.reading import forget_gone
from matching.sources.graph import GraphSource
from webapp.accounts.session_erasure import forget_notices
from webapp.config import Settings
from webapp.operations.jobs.follow import follow
from webapp.operations.jobs.progress import Progress
from webapp.operations.jobs.run import Worker, runs
from webapp.operations.maintenance.seal_audit import seal_audit
from webapp.operations.privacy.own_copy import copy_path
from webapp.operations.privacy.traces import traces_of
from webapp.runtime.encoding import sentence_encoder
from webapp.runtime.redis_client import make_redis


@runs(ERASE_TRACES)
def erase_traces(worker: Worker, job_id: str) -> None:
    """Delete copies, words of the log and what sessions have still to tell; read everybody anew for the rankings."""
    follow(worker, job_id, lambda progress: _erase(worker.graph, worker.settings, job_id, progress))


def _erase(graph: Graph, settings: Settings, job_id: str, progress: Progress) -> dict[str, object]:
    job = graph.read(lambda tx: tx.jobs.get(job_id, visible_to=Actor.system()))
    traces = traces_of(job)
    for copy_id in traces.copies:
        copy_path(settings.home, copy_id).unlink(missing_ok=True)
    # Events of an earlier version hold their words until they are sealed anew.
    seal_audit(graph, datetime.now(UTC))
    graph.write(lambda tx: tx.audit.erase_words(traces.account_id, traces.subject_ids))
    with make_redis(settings.redis_url) as redis:
        forget_notices(redis)
    caches, day = index_caches(settings.home, sentence_encoder(settings)), graph.calendar.day_of(datetime.now(UTC))
    for number, cache in enumerate(caches):
        progress.report("read", number, len(KINDS))
        _read_anew(graph, cache)
    graph.read(lambda tx: forget_gone(GraphSource(tx, day), caches))
    return {}


def _read_anew(graph: Graph, cache: IndexCache) -> None:
    day = graph.calendar.day_of(datetime.now(UTC))
    graph.read(lambda tx: cache.rebuild(GraphSource(tx, day)))
    forget_former(cache.folder)
