"""Conflicts of interest in words: the ties that show one, each with the days on which it holds."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from flask_babel import lazy_gettext as _l

from graph.domain.periods import Period
from graph.entities.conflicts import Conflict
from graph.rules.conflict_rules import ConflictKind, Severity
from graph.rules.ties import Tie, TieKind
from webapp.presenters.dates import day
from webapp.presenters.language import language
from webapp.presenters.names import name_of
from webapp.words.sentences import Says, Sentence

TIES: Mapping[TieKind, Says] = {
    TieKind.FOUNDED: Sentence("%(left)s founded %(right)s"),
    TieKind.WORKS_AT: Sentence("%(left)s works at %(right)s"),
    TieKind.INVESTED_IN: Sentence("%(left)s has money in %(right)s"),
    TieKind.ADVISES: Sentence("%(left)s advises %(right)s"),
    TieKind.GUIDES: Sentence("%(left)s guides %(right)s"),
    TieKind.SAME_EMAIL: Sentence("%(left)s and %(right)s have the same e-mail address"),
    TieKind.SAME_ORCID: Sentence("%(left)s and %(right)s have the same ORCID"),
    TieKind.SAME_ACCOUNT: Sentence("%(left)s and %(right)s have the same account"),
    TieKind.EMPLOYMENT: Sentence("An employment between %(left)s and %(right)s is noted"),
    TieKind.INVESTMENT: Sentence("An investment between %(left)s and %(right)s is noted"),
    TieKind.FAMILY: Sentence("A family tie between %(left)s and %(right)s is noted"),
    TieKind.COMPETITOR: Sentence("%(left)s and %(right)s are noted as competitors"),
    TieKind.SUPERVISION: Sentence("A supervision between %(left)s and %(right)s is noted"),
    TieKind.DECLARED: Sentence("A conflict between %(left)s and %(right)s is declared"),
}
_WORKED = Sentence("%(left)s worked at %(right)s")
_OPEN = Sentence("%(tie)s.")
_FROM = Sentence("%(tie)s, from %(since)s.")
_UNTIL = Sentence("%(tie)s, until %(until)s.")
_BETWEEN = Sentence("%(tie)s, from %(since)s to %(until)s.")


KINDS: Mapping[ConflictKind, Any] = {
    ConflictKind.FOUNDER: _l("Founder"),
    ConflictKind.WORKS: _l("Works there"),
    ConflictKind.WORKED: _l("Worked there not long ago"),
    ConflictKind.SAME_PERSON: _l("The same person"),
    ConflictKind.FAMILY: _l("Family"),
    ConflictKind.INVESTED: _l("Money in the startup"),
    ConflictKind.ADVISES: _l("Advises the startup already"),
    ConflictKind.COMPETITOR: _l("Tied to a competitor"),
    ConflictKind.SAME_INVESTOR: _l("The same investor"),
    ConflictKind.SUPERVISION: _l("Supervision"),
    ConflictKind.DECLARED: _l("Declared"),
}
SEVERITIES: Mapping[Severity, Any] = {
    Severity.FORBIDS: _l("Keeps the two apart"),
    Severity.ASK: _l("Both are asked"),
}
_ONLY_CONFLICT = _l("A conflict of interest")


@dataclass(frozen=True)
class ShownConflict:
    """A conflict in the reader's words: `key` is what a tick confirms; no sentences where it is confidential."""

    key: str
    title: str
    sentences: tuple[str, ...]

    @property
    def text(self) -> str:
        """All of it as one line."""
        return ("" if language() == "zh" else " ").join(self.sentences) or self.title


def show_conflict(conflict: Conflict, names: Mapping[str, tuple[str, str]], on: date) -> ShownConflict:
    """What is said of a conflict on a day; of a confidential one only that it is one."""
    if conflict.is_confidential:
        return ShownConflict(conflict.key, str(_ONLY_CONFLICT), ())
    return ShownConflict(conflict.key, str(KINDS[conflict.kind]), say_ties(conflict.evidence, names, on))


def say_ties(ties: Sequence[Tie], names: Mapping[str, tuple[str, str]], on: date) -> tuple[str, ...]:
    """A sentence for each tie, with its days."""
    called = {key: name_of({"name": name, "name_zh": name_zh}) for key, (name, name_zh) in names.items()}
    return tuple(say_tie(tie, called, is_over=tie.period.is_over(on), spell=day) for tie in ties)


def say_tie(
    tie: Tie, names: Mapping[str, str], *, is_over: bool = False, spell: Callable[[date], str] = date.isoformat
) -> str:
    """What is recorded, with its days; `names` by id, `spell` writes a day."""
    told = _WORKED if is_over and tie.kind is TieKind.WORKS_AT else TIES[tie.kind]
    words = {"left": names.get(tie.left_id, tie.left_id), "right": names.get(tie.right_id, tie.right_id)}
    since, until = (spell(one) if one else None for one in (tie.period.since, tie.period.until))
    return _days(tie.period).say({"tie": told.say(words), "since": since, "until": until})


def _days(period: Period) -> Sentence:
    if period.since is None:
        return _OPEN if period.until is None else _UNTIL
    return _FROM if period.until is None else _BETWEEN
