"""Merging two people in words: fields and their values, why not, what moves."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from flask_babel import gettext as _

from graph.doubles.evidence import Evidence
from graph.merging.record import Person
from graph.merging.rules import Hindrance, WhyNotUndone
from graph.taxonomy import load
from webapp.presenters.dates import day
from webapp.presenters.language import language
from webapp.presenters.names import name_of
from webapp.words.columns import column_words
from webapp.words.doubles import say_evidence
from webapp.words.sentences import Counted, Says, Sentence

_CODED: Mapping[str, str] = {
    "category": "categories", "region": "regions", "country": "countries", "languages": "languages", "stages": "stages",
    "help_areas": "help_areas", "industries": "industries",
}  # fmt: skip
HINDRANCES: Mapping[Hindrance, Sentence] = {
    Hindrance.TWO_ACCOUNTS: Sentence(
        "Both have an account of their own, and each speaks for themselves. Ask them which one they want to keep: "
        "deleting the other account makes the way free."
    ),
    Hindrance.BOTH_SHARED: Sentence(
        "Neither of the two is yours alone: each has an account, or stands in another incubator’s pool too. If you "
        "do not need one of them, end its term."
    ),
    Hindrance.SAME_REQUEST: Sentence(
        "Both have an open request or open work for the same need, “%(need)s”. Once one of the two has ended you can "
        "merge them."
    ),
    Hindrance.CALLED_APART: Sentence("You have said that these are two people. Take that back to merge them."),
}
WHY_NOT_UNDONE: Mapping[WhyNotUndone, Sentence] = {
    WhyNotUndone.TOO_LATE: Sentence("This merge is more than 30 days old and cannot be undone any more."),
    WhyNotUndone.KEPT_GONE: Sentence(
        "This merge cannot be undone: the record that was kept has been deleted, and what it came of with it."
    ),
    WhyNotUndone.MERGED_AGAIN: Sentence(
        "The record that was kept was itself merged into another one since. Undo that first."
    ),
    WhyNotUndone.UNDONE: Sentence("This merge was undone before. Both stand in your pool."),
}
MOVES: Mapping[str, Says] = {
    "TO": Counted("%(count)s request", "%(count)s requests"),
    "WITH": Counted("%(count)s engagement with its meetings", "%(count)s engagements with their meetings"),
    "CAREER_OF": Counted("%(count)s entry of what they have done", "%(count)s entries of what they have done"),
    "OWNED_BY": Counted("%(count)s document", "%(count)s documents"),
    "WAITS_FOR": Counted("%(count)s place on a waiting list", "%(count)s places on a waiting list"),
    "CONFLICTS_WITH": Counted("%(count)s conflict of interest", "%(count)s conflicts of interest"),
    "CONTACT_WITH": Counted("%(count)s entry of the contact log", "%(count)s entries of the contact log"),
    "IN_POOL_OF": Counted("%(count)s term in another pool", "%(count)s terms in other pools"),
    "WORKS_AT": Counted("%(count)s employer of before", "%(count)s employers of before"),
    "SUGGESTED": Counted("%(count)s suggestion for a need", "%(count)s suggestions for needs"),
    "PASSED_TO": Counted("%(count)s request that was passed on", "%(count)s requests that were passed on"),
    "FOUNDED": Counted("%(count)s startup that they founded", "%(count)s startups that they founded"),
    "ADVISES": Counted("%(count)s startup that they advise", "%(count)s startups that they advise"),
}


_LABELS: Mapping[str, Sentence] = {
    "employers": Sentence("Works at"),
    "term": Sentence("Term"),
    "tags": Sentence("Tags"),
    "reserved": Sentence("Only for your own startups"),
    "minded_by": Sentence("Minded by"),
    "answered_by": Sentence("Who answers for them"),
}


def field_label(name: str) -> str:
    """What a field is called."""
    return _LABELS[name].say({}) if name in _LABELS else column_words(name, "people")


def field_value(name: str, value: Any, called: Mapping[str, str] | None = None) -> str:
    """A value as people read it: codes by their names. `called`: names of organisations by id."""
    if name in _SAID:
        return _SAID[name](value)
    if name == "employers" and not value:
        return str(_("not known"))
    if isinstance(value, list | tuple):
        return str(_(", ")).join(word for one in value if (word := field_value(name, one, called)))
    if name == "employers":
        return (called or {}).get(str(value)) or str(value)
    if name in _CODED and value:
        return str(load().label(str(value), language(), _CODED[name]))
    if name == "topics" and value:
        return str(load().topic_label(str(value), language()))
    return "" if value is None else str(value)


def evidence_words(evidence: Evidence) -> str:
    """What speaks for two being one, with fields and topics by their names."""
    if evidence.kind != "topics":
        return say_evidence(evidence, {})
    names = str(_(", ")).join(_tag_word(tag) for tag in evidence.left.split(", "))
    return say_evidence(replace(evidence, left=names, right=names), {})


def _tag_word(tag: str) -> str:
    """A field or help area by its code, or a topic."""
    label = load().label(tag, language())
    return str(label if label != tag else load().topic_label(tag, language()))


def _term_days(first: date | None, last: date | None) -> str:
    if first and last:
        return str(_("%(first)s to %(last)s", first=day(first), last=day(last)))
    if last:
        return str(_("until %(day)s", day=day(last)))
    return str(_("from %(day)s, without an end", day=day(first)) if first else _("without an end"))


def _as_for_the_other(value: Any) -> str:
    return str(_("as for the other record")) if value else ""


_SAID: Mapping[str, Callable[[Any], str]] = {
    "term": lambda value: _term_days(*value) if value else "",
    "joined_on": lambda value: day(value) if value else "",
    "reserved": lambda value: str(_("yes") if value else _("no")),
    "minded_by": _as_for_the_other,
    "answered_by": _as_for_the_other,
    "roles": lambda value: str(_(", ")).join(
        str(load().label(str(one).lower(), language())) for one in value if one != "Person"
    ),
}


def names_in(*people: Person) -> dict[str, str]:
    """What those are called to whom people are tied."""
    return {
        tie.other_id: name_of({"name": tie.names[0], "name_zh": tie.names[1]}) for one in people for tie in one.ties
    }


def moved_words(types: list[str]) -> list[str]:
    """What goes over to the kept record, counted."""
    return [words.say({"count": types.count(type_)}) for type_, words in MOVES.items() if type_ in types]
