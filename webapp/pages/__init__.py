"""Pages for everybody: the landing page, what we owe the reader to know, language and look."""

from __future__ import annotations

from flask import Blueprint

blueprint = Blueprint("pages", __name__)

from webapp.pages import choices, gallery, views  # noqa: E402, F401  (the views register themselves)
