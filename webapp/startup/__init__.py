"""Pages of a startup: what needs it now, its needs, its proposals, its requests and its profile."""

from __future__ import annotations

from flask import Blueprint

blueprint = Blueprint("startup", __name__, url_prefix="/startup")

from webapp.startup import choices, home, needs, profile, proposals, requests, searching, why  # noqa: E402, F401
