"""A row under the id of somebody else: lists that number their rows use the same ids again for other people."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from graph.taxonomy.model import topic_id

_NAMES = ("name", "name_zh")


def is_somebody_else(held: Mapping[str, Any], record: Mapping[str, Any]) -> bool:
    """Whether no name is the same, and both have an e-mail, which is not the same either."""
    emails = [str(one.get("email") or "").casefold() for one in (held, record)]
    names = [{topic_id(one[name]) for name in _NAMES if one.get(name)} for one in (held, record)]
    return all(emails) and emails[0] != emails[1] and not names[0] & names[1]
