"""Pages of administrators: health, accounts, audit log, jobs, models. No personal files, and no ratings' authors."""

from __future__ import annotations

from flask import Blueprint

blueprint = Blueprint("admin", __name__, url_prefix="/admin")

from webapp.admin import accounts, audit, home, jobs, models  # noqa: E402, F401  # views register here
