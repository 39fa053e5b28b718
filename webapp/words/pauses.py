"""A pause in words."""

from __future__ import annotations

from flask_babel import gettext as _

from graph.domain.pauses import Pause
from webapp.presenters.dates import day


def paused_words(pause: Pause) -> str:
    """Until when somebody takes no requests."""
    return str(_("Paused until %(day)s", day=day(pause.until)) if pause.until else _("Paused"))
