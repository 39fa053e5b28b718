"""Pages that both sides of an engagement share: the work, its sessions, ratings and end."""

from __future__ import annotations

from flask import Blueprint

blueprint = Blueprint("engagements", __name__, url_prefix="/engagements")

from webapp.engagements import calendars, pages, sessions  # noqa: E402, F401
