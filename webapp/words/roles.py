"""Roles in the reader's words."""

from __future__ import annotations

from flask_babel import gettext as _


def role_word(role: str) -> str:
    """A role in the reader's words."""
    words = {
        "startup": _("Startup"),
        "supervisor": _("Supervisor"),
        "incubator": _("Incubator"),
        "investor": _("Investor"),
        "talent_office": _("Talent office"),
        "administrator": _("Administrator"),
    }
    return str(words.get(role, role))
