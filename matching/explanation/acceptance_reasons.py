"""Which fact about an expected answer is told: the one that moved it most."""

from __future__ import annotations

from matching.explanation.acceptance_facts import Counts, Telling, telling_of
from matching.explanation.facts import Facts
from matching.features.query import RankingQuery
from matching.results import Fact, tell

# So much more is a reason; less stands under the bar only.
_FAR = 0.1
_MOST_NAMED = 3


def expected_reason(facts: Facts, query: RankingQuery) -> Fact | None:
    """What people like them were told, or told, far more often than others. Their own answers are told elsewhere."""
    telling = telling_of(query, facts.row)
    if telling is None or telling.counts is None or telling.people is None:
        return None
    own, usual = _both(telling.counts)
    return _of_kind(telling, telling.counts, telling.people) if own - usual >= _FAR else None


def expected_subtitle(facts: Facts, query: RankingQuery) -> Fact:
    """The fact behind the bar, good or bad."""
    telling = telling_of(query, facts.row)
    if telling is None:
        return tell("nothing_stands_out")
    if telling.counts is None:
        return _of_load(telling) if telling.what == "load" else _of_likeness(telling, facts)
    if telling.people is None:
        return _counted("person_chosen" if telling.side == "seeker" else "person_said_yes", telling.counts)
    return _of_kind(telling, telling.counts, telling.people)


def _of_kind(telling: Telling, counts: Counts, people: Fact) -> Fact:
    code = "kind_chosen" if telling.side == "seeker" else "kind_said_yes"
    return _counted(f"{code}_for_like" if telling.is_like else code, counts, people=people)


def _of_load(telling: Telling) -> Fact:
    if telling.is_good:
        return tell("no_load")
    return tell("load", startups=telling.taken, requests=telling.refused)


def _of_likeness(telling: Telling, facts: Facts) -> Fact:
    if telling.is_good and facts.shared:
        return tell("named_alike", tags=facts.shared[:_MOST_NAMED])
    return tell("close" if telling.is_good else "less_close")


def _counted(code: str, counts: Counts, **more: Fact) -> Fact:
    own, usual = _both(counts)
    return tell(code, yes=counts.yes, count=counts.answers, share=own, usual_share=usual, **more)


def _both(counts: Counts) -> tuple[float, float]:
    """The share of yes of those who are told of, and everybody's."""
    return counts.yes / max(counts.answers, 1), counts.all_yes / max(counts.all_answers, 1)
