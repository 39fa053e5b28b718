"""A whole pool as it was read, with what a table counts and searches in it: prepared once for all who look at it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from graph.doubles.person_names import spoken
from graph.entities.pools import PoolMember, Standing
from graph.taxonomy import fold, load

Counted = list[tuple[str, int]]
"""Values with how many have each, the most frequent first."""


@dataclass(frozen=True)
class Pool:
    """Everybody in a pool on a day, by name, without ratings; many threads share one.

    `texts`: what is searched in, by id, made when somebody is first searched for.
    """

    members: tuple[PoolMember, ...]
    on: date
    texts: dict[str, str] = field(default_factory=dict)

    def with_changed(self, ids: Iterable[str], members: Iterable[PoolMember]) -> Pool:
        """The same pool with these ids as `members` tells them now; who is not among those is not in it any more."""
        changed = set(ids)
        kept = [one for one in self.members if one.id not in changed]
        everybody = sorted([*kept, *members], key=lambda one: (one.name, one.id))
        texts = {key: text for key, text in list(self.texts.items()) if key not in changed}
        return Pool(tuple(everybody), self.on, texts)

    def text_of(self, member: PoolMember) -> str:
        """What of a member is searched in, folded."""
        text = self.texts.get(member.id)
        if text is None:
            text = self.texts[member.id] = _search_text(member)
        return text

    @cached_property
    def figures(self) -> dict[str, int]:
        """The grey line: who is here, how many places are free, who carries too much or nothing."""
        here = [member for member in self.members if member.term.is_running(self.on)]
        invited = [member for member in self.members if member.term.is_invited and not member.term.is_over(self.on)]
        standings = Counter(member.standing(self.on) for member in here)
        return {
            "people": len(here),
            "invited": sum(member.term.is_running(self.on) for member in invited),
            "coming": sum(not member.term.is_running(self.on) for member in invited),
            "free": sum(member.free for member in here if not member.is_paused(self.on)),
            "overloaded": standings[Standing.OVERLOADED],
            "idle": standings[Standing.IDLE],
        }

    @cached_property
    def categories(self) -> Counted:
        return self._count(lambda member: (member.category,) if member.category else ())

    @cached_property
    def industries(self) -> Counted:
        return self._count(lambda member: member.industries)

    @cached_property
    def tags(self) -> Counted:
        return self._count(lambda member: member.tags)

    @cached_property
    def minders(self) -> dict[str, int]:
        """How many each account minds; under an empty one, whom nobody minds."""
        return dict(self._count(lambda member: (member.minder_id,)))

    @cached_property
    def states(self) -> dict[str, int]:
        return dict(self._count(lambda member: (member.standing(self.on),)))

    @cached_property
    def unconfirmed(self) -> int:
        """How many profiles are not confirmed for long."""
        return sum(bool(member.not_confirmed_since(self.on)) for member in self.members)

    def _count(self, values: Callable[[PoolMember], Iterable[str]]) -> Counted:
        counts = Counter(value for member in self.members for value in values(member))
        return sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))


def _search_text(member: PoolMember) -> str:
    """Names, the employer, the fields in both languages, topics, tags and addresses.

    A phone number is found with and without what parts its digits, a Chinese name also as it is spoken.
    """
    employer = (member.employer.name, member.employer.name_zh or "") if member.employer else ()
    parts = (
        member.name,
        member.name_zh or "",
        *spoken(member.name, member.name_zh or ""),
        *employer,
        *member.topics,
        *member.tags,
        member.email or "",
        member.wechat or "",
        member.phone or "",
        "".join(filter(str.isdigit, member.phone or "")),
        *_words_of(member.industries),
        *(_words_of([member.category]) if member.category else ()),
    )
    return "\n".join(map(fold, parts))


def _words_of(codes: Sequence[str]) -> list[str]:
    return [load().label(code, language) for code in codes for language in ("en", "zh")]
