"""Pages of a supervisor: what waits for an answer, the week, places, profile."""

from __future__ import annotations

from flask import Blueprint

blueprint = Blueprint("supervisor", __name__, url_prefix="/supervisor")

from webapp.supervisor import home, places, pools, profile, requests, startups  # noqa: E402, F401 - they add their routes
