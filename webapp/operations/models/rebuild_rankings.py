"""Reads everybody anew for the rankings: for what was changed in the graph without saying so."""

from __future__ import annotations

from datetime import UTC, datetime

from graph.domain.jobs import REBUILD_RANKINGS
from graph.domain.kinds import KINDS
from graph.driver import Graph
from matching.index_cache import IndexCache, index_caches
from matching.sources.graph import GraphSource
from webapp.operations.jobs.follow import follow
from webapp.operations.jobs.progress import Progress
from webapp.operations.jobs.run import Worker, runs
from webapp.runtime.encoding import sentence_encoder


@runs(REBUILD_RANKINGS)
def rebuild_rankings(worker: Worker, job_id: str) -> None:
    """Build the index of every kind anew; the processes of the web adopt it by themselves."""

    def rebuild(progress: Progress) -> dict[str, object]:
        home = worker.settings.home
        for number, cache in enumerate(index_caches(home, sentence_encoder(worker.settings))):
            progress.report("read", number, len(KINDS))
            rebuild_ranking(worker.graph, cache)
        return {}

    follow(worker, job_id, rebuild)


def rebuild_ranking(graph: Graph, cache: IndexCache) -> None:
    """Build one kind's index anew."""
    day = graph.calendar.day_of(datetime.now(UTC))
    graph.read(lambda tx: cache.rebuild(GraphSource(tx, day)), is_long=True)
