"""The delivery layer: web pages, command line and jobs around one set of operations."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from flask import Flask

    from graph.driver import Graph
    from matching.matcher import Matcher
    from webapp.config import Settings


def create_app(settings: Settings, graph: Graph, matcher: Matcher | None = None) -> Flask:
    """The web application over an open graph; the caller owns the graph and closes it."""
    # Imported late: the command line, the jobs and the process supervisor live in this package too and load no web.
    from webapp.application import build_app

    return build_app(settings, graph, matcher)
