"""The blueprint on which the views of this folder register."""

from __future__ import annotations

from flask import Blueprint

blueprint = Blueprint("applying", __name__)
