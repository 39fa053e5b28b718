"""Pages of the room `supervisor`."""

from __future__ import annotations

from flask import Blueprint

blueprint = Blueprint("supervisor", __name__, url_prefix="/supervisor")
