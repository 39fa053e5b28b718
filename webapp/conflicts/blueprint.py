"""The blueprint on which the views of this folder register."""

from __future__ import annotations

from flask import Blueprint

blueprint = Blueprint("conflicts", __name__, url_prefix="/conflicts")
