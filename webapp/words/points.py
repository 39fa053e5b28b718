"""Points of a case, in words: for whom they are, what the next band takes, what would change the category."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from graph.rules.facts import Value
from graph.rules.scoring import Applies, Change, ChangeKind
from webapp.words.sentences import Says, Sentence

APPLIES: Mapping[Applies, Says] = {
    Applies.YES: Sentence("Points decide one of this person's ways to a work permit."),
    Applies.OTHER_STATUS: Sentence(
        "Who has this legal status comes without points: they are for foreign nationals who need a work permit."
    ),
    Applies.STATUS_UNKNOWN: Sentence("The legal status is not known; it decides whether points are for this person."),
}
_CHANGES: Mapping[ChangeKind, Says] = {
    ChangeKind.AT_LEAST: Sentence("%(value)s or more"),
    ChangeKind.BELOW: Sentence("below %(value)s"),
    ChangeKind.AGE: Sentence("%(by)s years old from %(value)s on"),
    ChangeKind.CODE: Sentence("%(value)s"),
    ChangeKind.ANY_OF: Sentence("one of %(value)s"),
    ChangeKind.GIVEN: Sentence("%(value)s"),
}
_OF_FACT = Sentence("%(fact)s: %(change)s")
_MORE = Sentence("%(change)s (%(by)s more than now)")
_LESS = Sentence("%(change)s (now %(by)s above)")


def say_change(change: Change) -> str:
    """What would have to be so, with names and values as they stand in columns."""
    return say_change_of(change, change.fact, say_fact(change.value))


def say_change_of(change: Change, fact: str, value: str) -> str:
    """What would have to be so of a fact by this name."""
    return _OF_FACT.say({"fact": fact, "change": say_changed_value(change, value)})


def say_changed_value(change: Change, value: str) -> str:
    """The same where it is plain which fact is meant."""
    by = "" if change.by is None else f"{change.by:g}"
    said = _CHANGES[change.kind].say({"value": value, "by": by})
    if not by or change.kind is ChangeKind.AGE:
        return said
    return (_LESS if change.kind is ChangeKind.BELOW else _MORE).say({"change": said, "by": by})


def say_fact(fact: Value) -> str:
    """A fact as it stands in a column."""
    if isinstance(fact, frozenset):
        return "|".join(sorted(fact))
    return f"{fact:g}" if isinstance(fact, float) else fact.isoformat() if isinstance(fact, date) else str(fact)
