"""What each kind of match has to say, to each who reads it; the words themselves stand in a module per kind."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from flask_babel import LazyString

from webapp.words.fact_words import FactWords

Counted = Callable[[int], str]


@dataclass(frozen=True)
class KindWords:
    """Said to those who look for somebody, in whole sentences, since languages put them together differently.

    `avatar` is the shape of a picture and `path_shape` that of a node; `category` says the code of one of their sorts;
    `count` says 3 people; `places` what is free of all places; `profile_about` and `profile_record` head
    what somebody says of themselves and what they did with startups.
    """

    choice: str
    one: str
    many: str
    at_path_end: str
    avatar: str
    path_shape: str
    name_hint: str
    average: str
    profile_about: str
    profile_record: str
    note_hint: str
    sort_of_them: str
    category: Callable[[str], str]
    nobody: str
    count: Counted
    places: Callable[[int, int], str]


@dataclass(frozen=True)
class ProviderWords:
    """Said to those who are asked; `%(startup)s` is filled in where a sentence stands."""

    will_you: str
    accepted: str
    list_now: str
    list_earlier: str
    how_many: str
    fewer_hint: str
    profile_title: str
    profile_heading: str
    sessions: str
    all_sessions: str
    as_agreed: str
    as_usual: str
    rate: str
    none_this_week: str
    not_rated: str
    none_planned: str
    change_places: str
    works_with: Counted
    has_ended: Counted
    takes_at_once: Counted
    more_than_places: Counted


@dataclass(frozen=True)
class CuratorWords:
    """Said to incubators about startups and those who work with them.

    `lists_seen` takes days; `spread_over` and `newcomers` take two figures as they are shown.
    """

    why_not: str
    works: str
    work_heading: str
    nobody_works: str
    lists_seen: Counted
    spread_over: Callable[[str, str], str]
    newcomers: Callable[[str, str], str]


@dataclass(frozen=True)
class WordsOfKind:
    """All that is said of one kind.

    `role` names those who are asked; `will_work` and `asks` are the subjects of the mails about a yes and with a
    request, translated when they are written; `facts`: what is said of a pair in words of its own.
    """

    role: LazyString
    will_work: str
    asks: str
    seeker: Callable[[], KindWords]
    provider: Callable[[], ProviderWords]
    curator: Callable[[], CuratorWords]
    facts: FactWords
