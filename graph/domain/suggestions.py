"""What may be suggested to somebody while they type: what they may see anyway, or what is told of nobody."""

from __future__ import annotations

from collections.abc import Collection

ENOUGH_STARTUPS = 3
"""A word that so many startups stated tells of none of them."""


def may_suggest(*, is_own: bool, is_public: bool, startups: Collection[str]) -> bool:
    """Whether a topic may be suggested to a startup.

    `is_own`: it uses the topic itself. `is_public`: so does somebody whose profile it may read. `startups`: those that
    stated it, in their profile or in a need that is no draft.
    """
    return is_own or is_public or len(set(startups)) >= ENOUGH_STARTUPS
