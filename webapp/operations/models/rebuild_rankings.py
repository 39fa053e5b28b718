"""Reads everybody anew for the rankings: for what was changed in the graph without saying so."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from graph.domain.jobs import REBUILD_RANKINGS
from graph.domain.kinds import KINDS, Kind
from graph.driver import Graph
from matching.index_cache import IndexCache, index_folder
from matching.sources.graph import GraphSource
from webapp.operations.jobs.follow import follow
from webapp.operations.jobs.progress import Progress
from webapp.operations.jobs.run import Worker, runs


@runs(REBUILD_RANKINGS)
def rebuild_rankings(worker: Worker, job_id: str) -> None:
    """Build the index of every kind anew; the processes of the web adopt it by themselves."""

    def rebuild(progress: Progress) -> dict[str, object]:
        for number, kind in enumerate(KINDS.values()):
            progress.report("read", number, len(KINDS))
            _rebuild(worker.graph, worker.settings.home, kind)
        return {}

    follow(worker, job_id, rebuild)


def _rebuild(graph: Graph, home: Path, kind: Kind) -> None:
    cache, day = IndexCache(kind, index_folder(home, kind)), graph.calendar.day_of(datetime.now(UTC))
    graph.read(lambda tx: cache.rebuild(GraphSource(tx, day)), is_long=True)
