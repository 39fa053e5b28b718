"""Pages of the room `incubator`."""

from __future__ import annotations

from flask import Blueprint

blueprint = Blueprint("incubator", __name__, url_prefix="/incubator")
