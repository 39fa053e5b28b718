"""Codes of the taxonomy and of decisions in the reader's words."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from flask_babel import gettext as _

from graph.domain.kinds import KINDS
from graph.entities.need import Need
from graph.entities.startup import Startup
from graph.taxonomy import Taxonomy, load
from webapp.presenters.language import language
from webapp.words.kinds import wanted, words_for

SPOKEN = ("zh", "en", "de", "fr", "ja", "ko")


@cache
def taxonomy() -> Taxonomy:
    """The taxonomy that ships, read once."""
    return load()


def word(code: str | None, kind: str | None = None) -> str:
    """A code's name in the reader's language; empty for none."""
    return taxonomy().label(code, language(), kind) if code else ""


def tag_words(thing: Need | Startup) -> list[str]:
    """Industries and topics as words, topics as they were written: a form gives them back unchanged."""
    return [word(code, "industries") for code in thing.industries] + list(thing.topics)


def shown_tags(thing: Need | Startup) -> list[str]:
    """Industries and topics in the reader's language, where the topics are common ones."""
    topics = [taxonomy().topic_label(name, language()) for name in thing.topics]
    return [word(code, "industries") for code in thing.industries] + topics


def split_tags(text: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """What was typed between commas as (industry codes, topics); either language, either comma."""
    for comma in ("，", "、", ";", "；", "\n"):
        text = text.replace(comma, ",")
    industries, topics = taxonomy().split_tags(part.strip() for part in text.split(",") if part.strip())
    return tuple(industries), tuple(topics)


def stage_choices() -> list[tuple[str, str]]:
    """Stages for a select, with an empty first choice."""
    return [("", _("Not decided")), *((code, word(code, "stages")) for code in taxonomy().list("stages").terms)]


def language_choices(chosen: Iterable[str] = ()) -> list[tuple[str, str]]:
    """Languages for a group of checkboxes: the usual ones, and those chosen before."""
    codes = [*SPOKEN, *(code for code in chosen if code not in SPOKEN)]
    return [(code, word(code, "languages")) for code in codes]


def kind_choices(chosen: str = "") -> list[tuple[str, str]]:
    """Whom a need may look for: what is matched, and what it looks for already."""
    choices = [(kind, words_for(kind).choice) for kind in KINDS]
    return choices if not chosen or chosen in KINDS else [*choices, (chosen, wanted(chosen))]


def text(need: Need) -> str:
    """The description in the reader's language, or else in the other."""
    first, second = need.description or "", need.description_zh or ""
    return (second or first) if language() == "zh" else (first or second)


def by_language(typed: str | None, english: str | None, chinese: str | None) -> tuple[str | None, str | None]:
    """(English, Chinese) after a text was typed: it replaces the one of its own script, the other stays."""
    clean = (typed or "").strip() or None
    if clean in (english, chinese) and clean is not None:
        return english, chinese
    if clean is None:
        return (english, None) if language() == "zh" else (None, chinese)
    is_chinese = sum("一" <= letter <= "鿿" for letter in clean) > len(clean) / 5
    return (english, clean) if is_chinese else (clean, chinese)
