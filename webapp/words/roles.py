"""Roles in the reader's words."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l

from graph.domain.kinds import KINDS
from graph.domain.roles import ROLES
from webapp.words.by_kind import WORDS

_WORDS = ROLES.table(
    "name of a role",
    {
        **{kind.provider_role: WORDS[name].role for name, kind in KINDS.items() if name in WORDS},
        "startup": _l("Startup"),
        "incubator": _l("Incubator"),
        "talent_office": _l("Talent office"),
        "administrator": _l("Administrator"),
    },
)


def role_word(role: str) -> str:
    """A role in the reader's words; empty for an account without one."""
    return str(_WORDS[role]) if role else ""
