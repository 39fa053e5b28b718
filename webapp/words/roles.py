"""Roles in the reader's words."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l

from graph.domain.roles import ROLES

_WORDS = ROLES.table(
    "name of a role",
    {
        "startup": _l("Startup"),
        "supervisor": _l("Supervisor"),
        "incubator": _l("Incubator"),
        "investor": _l("Investor"),
        "talent_office": _l("Talent office"),
        "administrator": _l("Administrator"),
    },
)


def role_word(role: str) -> str:
    """A role in the reader's words; empty for an account without one."""
    return str(_WORDS[role]) if role else ""
