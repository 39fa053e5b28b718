"""Facts of a ranking in the reader's language: how each param is written, by its name."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_babel import ngettext, npgettext

from matching.results import Fact, Label
from webapp.presenters.language import language
from webapp.presenters.numbers import sentence, short_number
from webapp.words.sentences import Says, Sentence

Table = Mapping[str, Says]

_STAGES: Mapping[str, Any] = {
    "idea": _l("idea"),
    "seed": _l("seed"),
    "angel": _l("angel"),
    "pre_a": _l("pre-A"),
    "a": _l("A round"),
    "b": _l("B round"),
    "c": _l("C round"),
    "growth": _l("growth"),
}


def say_fact(fact: Fact, table: Table) -> str:
    """The sentence of a fact; `table` has it, and those of the facts inside it that the sentence tells."""
    return table[fact.code].say(_Written(fact.params, table))


class _Written(Mapping[str, object]):
    """The params of a fact, each written when the sentence asks for it."""

    def __init__(self, params: Mapping[str, object], table: Table) -> None:
        self._params, self._table = params, table

    def __getitem__(self, name: str) -> object:
        return _written(name, self._params[name], self._table)

    def __iter__(self) -> Iterator[str]:
        return iter(self._params)

    def __len__(self) -> int:
        return len(self._params)


@dataclass(frozen=True)
class InWords:
    """A sentence about words that two texts share: `having` where there are some in the reader's language."""

    having: Sentence
    without: Sentence
    is_quoted: bool = True

    def say(self, words: Mapping[str, Any]) -> str:
        """The one or the other; `%(words)s` are the words."""
        own = words["words_zh"] if language() == "zh" else words["words"]
        if not own:
            return self.without.say(words)
        listed = _joined([f"“{word}”" for word in own]) if self.is_quoted else _(", ").join(own)
        return self.having.say({**words, "words": listed})


@dataclass(frozen=True)
class Quoting:
    """A sentence with somebody's own words, `%(quote)s`: in the reader's language where they wrote in it."""

    sentence: Sentence

    def say(self, words: Mapping[str, Any]) -> str:
        """The sentence."""
        english, chinese = words["quote"], words["quote_zh"]
        return self.sentence.say({**words, "quote": (chinese or english) if language() == "zh" else english or chinese})


@dataclass(frozen=True)
class Small:
    """A sentence inside another one, or below a heading: it begins small."""

    sentence: Says

    def say(self, words: Mapping[str, Any]) -> str:
        """The sentence with its first letter small."""
        said = self.sentence.say(words)
        return said[:1].lower() + said[1:]


def _written(name: str, value: object, table: Table) -> object:
    if isinstance(value, Fact):
        return say_fact(value, table)
    if name in _WRITERS:
        return _WRITERS[name](value)
    return _name(value) if isinstance(value, Label) else value


def _name(label: Label) -> str:
    return (label.zh or label.en) if language() == "zh" else label.en


def _tag(label: Label) -> str:
    """In English with a small first letter if that is its only capital (so not AI)."""
    name = _name(label)
    return name if any(letter.isupper() for letter in name[1:]) else name[:1].lower() + name[1:]


def _tags(labels: tuple[Label, ...]) -> str:
    return _joined([_tag(label) for label in labels])


def _joined(parts: list[str]) -> str:
    return "、".join(parts) if language() == "zh" else sentence(parts)


def _days(value: float) -> str:
    days = max(0, round(value))
    return str(ngettext("in 1 day", "in %(num)s days", days) if days else _("on the same day"))


def _sum(value: float) -> str:
    return f"{value / 1e4:,.6g}万" if language() == "zh" else short_number(value)


def _share(value: float) -> str:
    return f"{round(100 * value)}%"


_WRITERS: Mapping[str, Callable[[Any], str]] = {
    "tag": _tag,
    "own": _tag,
    "area": _tag,
    "tags": _tags,
    "fields": _tags,
    "topics": _tags,
    "shared": lambda labels: sentence([_name(label) for label in labels]),
    "stage": lambda code: str(_STAGES[code]),
    "days": _days,
    "least": _sum,
    "most": _sum,
    "rating": lambda value: f"{value:.1f}",
    "share": _share,
    "usual_share": _share,
    "startups": lambda count: npgettext("in a sentence", "%(num)s startup", "%(num)s startups", count),
    "requests": lambda count: ngettext("%(num)s request", "%(num)s requests", count),
}
"""How a param of a name is written; beside them a label is written as its name, and counts and words as they are."""
