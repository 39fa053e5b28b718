"""Pages of the room `startup`."""

from __future__ import annotations

from flask import Blueprint

blueprint = Blueprint("startup", __name__, url_prefix="/startup")
