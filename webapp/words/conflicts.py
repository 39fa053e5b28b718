"""Conflicts of interest in words: the ties that show one, each with the days on which it holds."""

from __future__ import annotations

from collections.abc import Mapping

from graph.domain.periods import Period
from graph.rules.ties import Tie, TieKind
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


def say_tie(tie: Tie, names: Mapping[str, str], *, is_over: bool = False) -> str:
    """What is recorded, with its days; `names` by id."""
    told = _WORKED if is_over and tie.kind is TieKind.WORKS_AT else TIES[tie.kind]
    words = {"left": names.get(tie.left_id, tie.left_id), "right": names.get(tie.right_id, tie.right_id)}
    since, until = tie.period.since, tie.period.until
    return _days(tie.period).say({"tie": told.say(words), "since": since, "until": until})


def _days(period: Period) -> Sentence:
    if period.since is None:
        return _OPEN if period.until is None else _UNTIL
    return _FROM if period.until is None else _BETWEEN
