"""Pages of the room `engagements`."""

from __future__ import annotations

from flask import Blueprint

blueprint = Blueprint("engagements", __name__, url_prefix="/engagements")
