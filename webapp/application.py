"""The composition root: wires settings, graph, matcher and blueprints together."""

from __future__ import annotations

from flask import Flask

from graph.domain.kinds import check_declarations
from graph.driver import Graph
from matching.matcher import Matcher
from webapp import presenters
from webapp.accounts import sessions
from webapp.config import Settings
from webapp.http import (
    authorisation,
    blueprints,
    compression,
    drafts,
    error_handlers,
    extensions,
    headers,
    navigation,
    reading,
)
from webapp.jobs import celery_app as jobs
from webapp.jobs import outbox
from webapp.observability import metrics, request_ids
from webapp.runtime.encoding import sentence_encoder


def build_app(settings: Settings, graph: Graph, matcher: Matcher | None = None) -> Flask:
    """The web application over an open graph; the caller owns the graph and closes it.

    Raises IncompleteError where what is declared is not complete.
    """
    check_declarations()
    app = Flask(__name__)
    app.config.from_mapping(settings.flask_config())
    app.extensions["liulu"] = {
        "settings": settings,
        "graph": graph,
        "matcher": matcher
        or Matcher(
            graph,
            settings.home,
            expire_after_days=settings.expire_after_days,
            encoder=sentence_encoder(settings),
            on_ranked=metrics.observe_ranking,
        ),
    }
    request_ids.init_app(app)
    reading.init_app(app)
    metrics.init_app(app)
    sessions.init_app(app, settings)  # first: what needs a session is refused before anything else looks at it
    extensions.init_app(app, settings)
    headers.init_app(app, settings)
    jobs.configure(settings)
    outbox.init_app(app)
    presenters.register(app)
    compression.init_app(app)
    blueprints.register_all(app)
    extensions.limit_routes(app)
    authorisation.init_app(app)
    navigation.init_app(app)
    error_handlers.init_app(app)
    drafts.init_app(app)
    return app
