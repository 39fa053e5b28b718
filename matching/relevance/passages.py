"""What a profile and a question say, in passages: a person is found by the sentence that tells of just this work."""

from __future__ import annotations

import re
from dataclasses import replace

from graph.entities.career import CareerRecord
from graph.entities.profile import ProfileRecord

_END = re.compile(r"(?<=[.!?;])\s+|(?<=[。！？；])\s*|\n+")
_WHOLE = re.compile(r"(?<=[.!?])\s+|(?<=[。！？])\s*|\n+")
_SHORTEST = 4


def sentences(text: str) -> list[str]:
    """The sentences of a text in either language, and what stands between semicolons as if it were one."""
    return [part.strip() for part in _END.split(text) if len(part.strip()) >= _SHORTEST]


def passages_of(profile: ProfileRecord) -> list[str]:
    """Every sentence that says what somebody has done; their headline or name where nothing does."""
    careers = [text for one in profile.careers for text in (_post(one), one.summary, one.summary_zh)]
    found = [part for text in (profile.summary, profile.summary_zh, *careers) for part in sentences(text)]
    found += [line for line in (profile.headline, profile.headline_zh) if len(line) >= _SHORTEST]
    return list(dict.fromkeys(found)) or [profile.name]


def quotes_of(profile: ProfileRecord) -> list[str]:
    """For each of the passages, in their order, what may be quoted of it: the whole sentence, for half of one says
    nothing by itself; empty where whoever is shown the person may not read it."""
    may_read = quotable(profile)
    texts = (profile.summary, profile.summary_zh, *(text for one in profile.careers for text in _told(one)))
    whole = {
        part: sentence.strip() for text in texts for sentence in _WHOLE.split(text) for part in sentences(sentence)
    }
    return [whole.get(text, text) if text in may_read else "" for text in passages_of(profile)]


def quotable(profile: ProfileRecord) -> set[str]:
    """Those of the passages that whoever is shown the person may read, and that say more than a post that was held."""
    shown = replace(profile, careers=()) if profile.hides_career else profile
    return set(passages_of(shown)) - {part for one in profile.careers for part in sentences(_post(one))}


def _told(career: CareerRecord) -> tuple[str, str]:
    return career.summary, career.summary_zh


def _post(career: CareerRecord) -> str:
    return f"{career.title}, {career.organisation}".strip(" ,")


def words_of(profile: ProfileRecord) -> str:
    """The same as one text, with the topics that somebody names."""
    return "\n".join([*passages_of(profile), *profile.topics])
