"""One read of the graph a page: what a GET asks for is read in one transaction."""

from __future__ import annotations

from contextlib import ExitStack

from flask import Flask, g, request

from webapp.http.context import graph


def init_app(app: Flask) -> None:
    """Join the reads of each GET from its first to its last."""
    app.before_request(join_reads)
    app.teardown_request(end_reads)


def join_reads() -> None:
    """Begin to join, where nothing is going to be changed."""
    if request.method in {"GET", "HEAD"}:
        g.reads = ExitStack()
        g.reads.enter_context(graph().joined_reads())


def end_reads(_error: BaseException | None = None) -> None:
    """Give the transaction back, whatever became of the page."""
    reads: ExitStack | None = g.pop("reads", None)
    if reads is not None:
        reads.close()
