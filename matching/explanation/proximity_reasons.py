"""Which fact about collaboration paths between a seeker and a provider is told."""

from __future__ import annotations

from matching.explanation.facts import Facts
from matching.explanation.proximity_facts import colleague_of, path_of
from matching.features.query import RankingQuery
from matching.results import Fact, tell

# One startup's work is its own affair.
_SEVERAL = 2


def closeness_reason(facts: Facts, query: RankingQuery) -> Fact | None:
    """What joins the two, the nearest first."""
    path = path_of(query, facts.row)
    if path is None:
        return None
    if path.together:
        return tell("worked_together")
    if path.through is not None and path.startups >= _SEVERAL:
        return tell("worked_through", count=path.startups, other=path.through)
    return None


def closeness_subtitle(facts: Facts, query: RankingQuery) -> Fact:
    """The fact behind the bar, good or bad."""
    told = closeness_reason(facts, query)
    if told is not None:
        return told
    path = path_of(query, facts.row)
    if path is None:
        return tell("worked_with_nobody")
    return tell("one_startup_between" if path.startups else "no_short_path")


def employer_reason(facts: Facts, query: RankingQuery) -> Fact | None:
    """With which of their colleagues the seeker worked."""
    colleague = colleague_of(query, facts.row)
    return None if colleague is None else tell("same_employer", other=colleague)


def employer_subtitle(facts: Facts, query: RankingQuery) -> Fact:
    """The same, or that there is none."""
    told = employer_reason(facts, query)
    if told is not None:
        return told
    return tell("employer_unknown" if query.index.employers[facts.row] < 0 else "nobody_else_there")
