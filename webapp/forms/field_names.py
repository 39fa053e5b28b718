"""Fields and topics as people type them in one text, in either language."""

from __future__ import annotations

from collections.abc import Iterable

from graph.domain.texts import split_names
from graph.taxonomy import load
from graph.taxonomy.model import topic_id
from webapp.presenters.language import language

_MOST = 30


def read_field_names(text: str) -> tuple[tuple[str, ...], dict[str, str]]:
    """The industries that the official list knows, and the rest as topics (id to name)."""
    industries, topics = load().split_tags(split_names(text)[:_MOST])
    return tuple(industries), {topic_id(name): name for name in topics}


def write_field_names(industries: Iterable[str], topics: Iterable[str]) -> str:
    """The text that reads back as these, in the reader's language."""
    labels = [load().label(code, language(), "industries") for code in industries]
    return ("、" if language() == "zh" else ", ").join([*labels, *topics])
