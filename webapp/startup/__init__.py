"""Pages of a startup: what needs it now, its needs, its proposals, its requests and its profile."""

from __future__ import annotations

from flask import Blueprint

blueprint = Blueprint("startup", __name__, url_prefix="/startup")

import webapp.startup.choices  # noqa: E402
import webapp.startup.home  # noqa: E402
import webapp.startup.needs  # noqa: E402
import webapp.startup.profile  # noqa: E402
import webapp.startup.proposals  # noqa: E402
import webapp.startup.requests  # noqa: E402
import webapp.startup.searching  # noqa: E402
import webapp.startup.why  # noqa: E402, F401
