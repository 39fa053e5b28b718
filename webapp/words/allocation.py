"""Allocating a cohort, in words: who is short of what, and what would mend it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from matching.allocation.shortage import Change, ChangeKind, Mend, Shortage, Want
from webapp.words.sentences import Counted, Says, Sentence

_CHANGES: Mapping[ChangeKind, Says] = {
    ChangeKind.RAISE_MOST: Sentence("Raise max_load of %(id)s to %(to)s."),
    ChangeKind.LOWER_LEAST: Sentence("Lower min_load of %(id)s to %(to)s."),
    ChangeKind.LOWER_DEMAND: Sentence("Lower the demand of %(id)s to %(to)s."),
    ChangeKind.ADD_PAIR: Sentence("Give %(id)s and %(other)s a score."),
    ChangeKind.ALLOW_PAIR: Sentence("Allow %(id)s and %(other)s, who are forbidden."),
    ChangeKind.FREE_PAIR: Sentence("Free %(id)s and %(other)s, who are fixed."),
}
_SHORT: Mapping[Want, Says] = {
    Want.EXPERTS: Counted("%(who)s lacks %(count)s expert.", "%(who)s lacks %(count)s experts."),
    Want.PROJECTS: Counted(
        "%(who)s stays %(count)s project below min_load.", "%(who)s stays %(count)s projects below min_load."
    ),
    Want.PLACES: Counted(
        "%(who)s has %(count)s fixed pair more than places.", "%(who)s has %(count)s fixed pairs more than places."
    ),
}
_FULL = Sentence("%(experts)s are full; their places are wanted by %(rivals)s too.")
_FULL_ALONE = Sentence("%(experts)s are full.")
_NOBODY_ELSE = Sentence("Nobody else has a score with it.")
_MORE = Counted("%(names)s and %(count)s more", "%(names)s and %(count)s more")
_MOST_NAMED = 5


def say_shortage(short: Shortage) -> str:
    """Who is short of what, by how much, and why."""
    told = _SHORT[short.short_of].say({"who": short.who, "count": short.by})
    if short.short_of is not Want.EXPERTS:
        return told
    names = {"experts": _named(short.experts), "rivals": _named(short.rivals)}
    because = _NOBODY_ELSE if not short.experts else _FULL if short.rivals else _FULL_ALONE
    return f"{told} {because.say(names)}"


def say_mend(mend: Mend) -> str:
    """All changes of a set, the first of them by name."""
    told = [_say_change(change) for change in mend.changes[:_MOST_NAMED]]
    more = len(mend.changes) - _MOST_NAMED
    return " ".join(told) if more <= 0 else _MORE.say({"names": " ".join(told), "count": more})


def say_mends(mends: Iterable[Mend]) -> list[str]:
    """One line for each way."""
    return [say_mend(mend) for mend in mends]


def _say_change(change: Change) -> str:
    return _CHANGES[change.kind].say({"id": change.id, "other": change.other_id, "to": change.to})


def _named(names: Sequence[str]) -> str:
    shown = ", ".join(names[:_MOST_NAMED])
    more = len(names) - _MOST_NAMED
    return shown if more <= 0 else _MORE.say({"names": shown, "count": more})
