"""The address that Prometheus asks for figures, with a token of the operator's."""

from __future__ import annotations

import hmac

from flask import Blueprint, Response, abort, request
from prometheus_client import CONTENT_TYPE_LATEST

from webapp.http.context import settings
from webapp.observability.metrics import render_metrics

blueprint = Blueprint("metrics", __name__)


@blueprint.get("/metrics")
def show() -> Response:
    """All figures for whoever brings the token; no such page for others, or while no token is set."""
    token = settings().metrics_token.get_secret_value()
    offered = request.headers.get("Authorization", "").removeprefix("Bearer ")
    if not token or not hmac.compare_digest(offered.encode(), token.encode()):
        abort(404)
    return Response(render_metrics(), content_type=CONTENT_TYPE_LATEST, headers={"Cache-Control": "no-store"})
