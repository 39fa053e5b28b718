"""Batches in words: objectives, what is wrong with settings, who is short and what would mend it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from graph.domain.states.batches import GONE, NEED_CLOSED
from matching.allocation.shortage import ChangeKind, Want
from matching.batches.editing import Do, Refusal
from webapp.words.rules import rule_title
from webapp.words.sentences import Counted, Says, Sentence

OBJECTIVES: Mapping[str, tuple[Sentence, Sentence]] = {
    "best-total": (Sentence("Best total"), Sentence("the most fit over all pairs")),
    "fairest": (Sentence("Fairest"), Sentence("the worst-off first, losing a little of the total")),
    "stable": (Sentence("Stable"), Sentence("nobody would both rather have each other")),
}
WRONG: Mapping[str, Sentence] = {
    "name": Sentence("Give the batch a name of at most 120 characters."),
    "day": Sentence("Give a last day for answers within the next 60 days."),
    "no_startup": Sentence("Choose at least one startup that is to have a supervisor."),
    "no_supervisor": Sentence("Choose at least one supervisor."),
    "too_many": Sentence("A batch has at most 200 startups and 200 supervisors."),
    "wanted": Sentence("%(name)s: a startup has at most 10 supervisors."),
    "load": Sentence("%(name)s: the least must not be above the most, and the most not above 50."),
    "loss": Sentence("The share of the total that may be lost lies between 0 and 100 percent."),
    "stranger": Sentence("%(name)s cannot be in this batch any more: take them out."),
}
REFUSALS: Mapping[Refusal, Sentence] = {
    Refusal.NOT_THERE: Sentence("That is not in the draft any more."),
    Refusal.THERE_ALREADY: Sentence("These two are together in the draft already."),
    Refusal.LOCKED: Sentence("This pair is locked. Unlock it first."),
    Refusal.TOLD: Sentence("They are asked already: the answer decides."),
    Refusal.NOT_ELIGIBLE: Sentence("These two may not be matched."),
    Refusal.FORBIDDEN: Sentence("You keep these two apart. Allow them first."),
    Refusal.NO_PLACE: Sentence("All places of this supervisor in the batch are used."),
    Refusal.ENOUGH: Sentence("This startup has as many supervisors as it asks for."),
}
EDITS: Mapping[str, Sentence] = {
    Do.SWAP: Sentence("%(startup)s: %(into)s in place of %(out)s"),
    Do.LOCK: Sentence("%(startup)s: %(out)s locked"),
    Do.UNLOCK: Sentence("%(startup)s: %(out)s unlocked"),
    Do.FORBID: Sentence("%(startup)s: kept apart from %(out)s"),
    Do.ALLOW: Sentence("%(startup)s: %(out)s allowed again"),
    "undo": Sentence("the last change undone"),
    "redo": Sentence("a change done again"),
    "undo_all": Sentence("all changes undone"),
    "redo_all": Sentence("all changes done again"),
}
_CHANGES: Mapping[str, Says] = {
    ChangeKind.RAISE_MOST: Sentence("let %(one)s take up to %(to)s"),
    ChangeKind.LOWER_LEAST: Sentence("let %(one)s have only %(to)s"),
    ChangeKind.LOWER_DEMAND: Sentence("let %(one)s have only %(to)s for now"),
    ChangeKind.ALLOW_PAIR: Sentence("allow %(one)s and %(other)s"),
    ChangeKind.FREE_PAIR: Sentence("unlock %(one)s and %(other)s"),
}
_SHORT: Mapping[str, Says] = {
    Want.EXPERTS: Counted("%(who)s lacks one supervisor.", "%(who)s lacks %(count)s supervisors."),
    Want.PROJECTS: Counted(
        "%(who)s has one startup fewer than the least.", "%(who)s has %(count)s startups fewer than the least."
    ),
    Want.PLACES: Counted(
        "%(who)s has one locked pair more than places.", "%(who)s has %(count)s locked pairs more than places."
    ),
}
_FULL = Sentence("All who could help are full: %(people)s. Others want them too: %(rivals)s.")
_FULL_ALONE = Sentence("All who could help are full: %(people)s.")
_NOBODY = Sentence("Nobody else in the batch may be asked for it.")
_AND_MORE = Counted("%(names)s and one more", "%(names)s and %(count)s more")
_BETWEEN: Mapping[str, Sentence] = {
    NEED_CLOSED: Sentence("The need of the startup is closed"),
    GONE: Sentence("The supervisor is not there any more"),
    "": Sentence("Not known to the ranking"),
}
MOST_NAMED = 5
Name = Callable[[str], str]


def objective_words(code: str) -> str:
    """The name of an objective."""
    return OBJECTIVES[code][0].say({}) if code in OBJECTIVES else code


def objective_hint(code: str) -> str:
    """What an objective is about."""
    return OBJECTIVES[code][1].say({}) if code in OBJECTIVES else ""


def shortage_words(one: Mapping[str, Any], name: Name) -> str:
    """Who is short of what, and why."""
    told = _SHORT[one["short_of"]].say({"who": name(one["who"]), "count": one["by"]})
    if one["short_of"] != Want.EXPERTS:
        return told
    words = {"people": _named(one["experts"], name), "rivals": _named(one["rivals"], name)}
    why = _NOBODY if not one["experts"] else _FULL if one["rivals"] else _FULL_ALONE
    return f"{told} {why.say(words)}"


def mend_words(changes: list[Mapping[str, Any]], name: Name) -> str:
    """What one set of changes does."""
    told = [
        _CHANGES[one["kind"]].say({"one": name(one["id"]), "other": name(one["other_id"]), "to": one["to"]})
        for one in changes
    ]
    return _joined(told)


def between_words(code: str) -> str:
    """What stands between two."""
    return _BETWEEN[code].say({}) if code in _BETWEEN else rule_title(code)


def edit_words(do: str, startup: str, out: str, into: str) -> str:
    """What somebody changed in a draft."""
    return EDITS[do].say({"startup": startup, "out": out or "–", "into": into or "–"})


def _named(ids: list[str], name: Name) -> str:
    return _joined([name(one) for one in ids])


def _joined(names: list[str]) -> str:
    shown, more = ", ".join(names[:MOST_NAMED]), len(names) - MOST_NAMED
    return shown if more <= 0 else _AND_MORE.say({"names": shown, "count": more})
