"""What a change of records of the pool comes to, in words: values before and after, and why something stays."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from flask_babel import gettext as _

from graph.domain.kinds import pooled_kind
from graph.domain.reasons import NotChanged
from graph.entities.member_record import MemberValues
from graph.taxonomy import load
from webapp.presenters.dates import day
from webapp.presenters.language import language
from webapp.words.help_areas import area_words
from webapp.words.incubator import term
from webapp.words.sentences import Sentence

VALUES: Mapping[str, Sentence] = {
    "category": Sentence("Category"),
    "capacity": Sentence("Startups at once"),
    "email": Sentence("E-mail"),
    "until": Sentence("Term ends"),
    "industries": Sentence("Fields"),
    "topics": Sentence("Topics"),
    "help_areas": Sentence("Help areas"),
    "tags": Sentence("Tags"),
}
"""What the values of a record are called."""
NOT_CHANGED: Mapping[NotChanged, Sentence] = {
    NotChanged.NOT_IN_POOL: Sentence("Not in your pool today"),
    NotChanged.OWN_PROFILE: Sentence("They sign in, and keep their own profile: write to them instead"),
    NotChanged.WITH_OTHERS: Sentence("Another incubator has a part in them, and no one of you writes alone"),
}


@dataclass(frozen=True)
class Line:
    """One value of one member, before and after."""

    label: str
    before: str
    after: str


def lines_of(before: MemberValues, after: MemberValues) -> list[Line]:
    """What changes about a member, in the order of the form."""
    pairs = [(text, value_words(before, name), value_words(after, name)) for name, text in VALUES.items()]
    return [Line(text.say({}), was, is_now) for text, was, is_now in pairs if was != is_now]


def value_words(values: MemberValues, name: str) -> str:
    """A value of a record in a line; what was not confirmed says so."""
    if name == "until":
        return day(values.until) if values.until else _("no end")
    if name == "capacity":
        return str(pooled_kind().places(values.capacity))
    return _joined(_texts(values, name)) or _("nothing")


def _texts(values: MemberValues, name: str) -> list[str]:
    if name == "category":
        return [term(values.category, "categories")] if values.category else []
    if name == "industries":
        return [term(code, "industries") for code in values.industries]
    if name == "topics":
        return [load().topic_label(topic, language()) for topic in values.topics]
    if name == "help_areas":
        names = zip(values.help_areas, area_words(values.help_areas), strict=True)
        return [
            _("%(area)s (not confirmed)", area=text) if code in values.unconfirmed_areas else text
            for code, text in names
        ]
    value = getattr(values, name)
    return [value] if isinstance(value, str) and value else list(value)


def _joined(texts: list[str]) -> str:
    return ("、" if language() == "zh" else ", ").join(texts)
