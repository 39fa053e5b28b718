"""Pages that both sides of an engagement share: the work, its sessions, ratings and end."""

from __future__ import annotations

from flask import Blueprint

blueprint = Blueprint("engagements", __name__, url_prefix="/engagements")

import webapp.engagements.calendars  # noqa: E402
import webapp.engagements.pages  # noqa: E402
import webapp.engagements.sessions  # noqa: E402, F401
