"""Addresses as logs may hold them: no links that open an account, nothing that looks like a second line."""

from __future__ import annotations

import re

_LINK = re.compile(r"^(/(?:address|applications|invitations|reset)/).+", re.DOTALL)


def loggable(path: str) -> str:
    """The path without the token of a link that was sent by mail, and without control characters."""
    hidden = _LINK.sub(r"\1…", path)
    return "".join(character if character.isprintable() else "?" for character in hidden)[:500]
