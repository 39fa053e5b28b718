"""Writes the graph as a folder of the exchange format, or as one workbook."""

from __future__ import annotations

import time
from datetime import datetime
from pathlib import Path

from graph.driver import Graph
from graph.entities import Actor
from graph.exchange.checking.check import Progress
from graph.exchange.writing.files import export, write_folder, write_workbook


def export_folder(
    graph: Graph,
    actor: Actor,
    folder: Path,
    at: datetime,
    *,
    as_workbook: bool = False,
    progress: Progress | None = None,
) -> dict[str, object]:
    """Write everything that `import_folder` reads back; returns rows by file, and seconds.

    A workbook is named liulu.xlsx in `folder`, or as `folder` says where that ends in .xlsx.
    """
    started = time.monotonic()
    if as_workbook:
        path = folder if folder.suffix == ".xlsx" else folder / "liulu.xlsx"
        rows = export(graph, at, lambda context: write_workbook(context, path, progress))
    else:
        rows = export(graph, at, lambda context: write_folder(context, folder, progress))
    detail = f"{sum(rows.values())} rows"
    graph.write(lambda tx: tx.audit.record(actor, "export_records", folder.name, at, detail))
    return {"files": rows, "rows": sum(rows.values()), "seconds": round(time.monotonic() - started, 3)}
