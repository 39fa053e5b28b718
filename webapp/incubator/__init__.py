"""Pages of an incubator's curator: what is stuck, the pool, the startups, who waits for whom, import."""

from __future__ import annotations

from flask import Blueprint

blueprint = Blueprint("incubator", __name__, url_prefix="/incubator")

from webapp.incubator import bulk, exposure, home, imports, invite, pool, startups, supervisors, waiting, why_not  # noqa: E402, F401
