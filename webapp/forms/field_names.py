"""Fields and topics as people type them in one text, in either language."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from flask_babel import gettext as _
from wtforms.validators import ValidationError

from graph.domain.texts import split_names
from graph.taxonomy import load
from graph.taxonomy.model import LONGEST_TOPIC, topic_id
from webapp.presenters.language import language

_MOST = 30


def short_topics(_form: Any, field: Any) -> None:
    """Refuse a text of which one topic is a sentence, not a name."""
    if any(len(name) > LONGEST_TOPIC for name in split_names(field.data or "")):
        raise ValidationError(_("Keep each topic under %(count)s characters.", count=LONGEST_TOPIC))


def read_field_names(text: str) -> tuple[tuple[str, ...], dict[str, str]]:
    """The industries that the official list knows, and the rest as topics (id to name)."""
    industries, topics = load().split_tags(split_names(text)[:_MOST])
    return tuple(industries), {topic_id(name): name for name in topics}


def write_field_names(industries: Iterable[str], topics: Iterable[str]) -> str:
    """The text that reads back as these, in the reader's language."""
    labels = [load().label(code, language(), "industries") for code in industries]
    return ("、" if language() == "zh" else ", ").join([*labels, *topics])
