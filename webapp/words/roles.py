"""Roles in the reader's words."""

from __future__ import annotations

from graph.domain.kinds import KINDS
from graph.domain.roles import ROLES
from webapp.words.by_kind import WORDS
from webapp.words.by_subject import ROLES as OTHERS

_WORDS = ROLES.table(
    "name of a role",
    {
        **{kind.provider_role: WORDS[name].role for name, kind in KINDS.items() if name in WORDS},
        **OTHERS,
    },
)


def role_word(role: str) -> str:
    """A role in the reader's words; empty for an account without one."""
    return str(_WORDS[role]) if role else ""
