"""One honest caution about a pair."""

# ruff: noqa: ARG001 - every teller is given the facts and the pair, whichever it needs
from __future__ import annotations

from matching.explanation.behaviour_facts import LEAST_RATINGS
from matching.explanation.facts import Facts, seeker_stage
from matching.explanation.pair_reasons import ticket_fits, ticket_of
from matching.explanation.tag_facts import LIKE_ENOUGH
from matching.features.query import RankingQuery
from matching.results import Caution, Fact, tell


def cautions_of(facts: Facts, query: RankingQuery) -> tuple[Caution, ...]:
    """All cautions that are true, the weightiest first."""
    told = (teller(facts, query) for teller in _CAUTIONS)
    return tuple(Caution(fact.code, fact.params) for fact in told if fact)


def _holds_share(facts: Facts, query: RankingQuery) -> Fact | None:
    return tell("holds_share") if facts.holds_share else None


def _refused(facts: Facts, query: RankingQuery) -> Fact | None:
    return tell("refused_alike", count=facts.refused) if facts.refused else None


def _area_gap(facts: Facts, query: RankingQuery) -> Fact | None:
    """What is asked for stands before what else is lacking."""
    gap = facts.asked_for.gap
    return tell("area_gap", area=gap) if gap else None


def _outside_ticket(facts: Facts, query: RankingQuery) -> Fact | None:
    is_outside = ticket_fits(query, facts.row) is False
    return tell("outside_ticket", ticket=ticket_of(query, facts.row)) if is_outside else None


def _slow(facts: Facts, query: RankingQuery) -> Fact | None:
    if facts.answer_days is None or facts.answer_days < 7:
        return None
    return tell("slow", count=round(facts.answer_days))


def _seldom(facts: Facts, query: RankingQuery) -> Fact | None:
    if facts.asked < 4 or facts.accepted / facts.asked >= 0.35:
        return None
    if not facts.accepted:
        return tell("never_accepted", asked=facts.asked)
    return tell("seldom_accepts", accepted=facts.accepted, asked=facts.asked)


def _uncovered(facts: Facts, query: RankingQuery) -> Fact | None:
    need, index = query.seeker.need, query.index
    asked = set(index.tags.codes(need.industries, need.topics)) or set(query.seeker.own_tags)
    if not facts.shared_codes or facts.asked_for.done:
        return None
    missing = [code for code in asked if code not in facts.covered and index.tag_count(code) > 0]
    if not missing:
        return None
    missing.sort(key=lambda code: (-float(query.index.information[code]), code))
    return tell("not_covered", tag=query.index.tags.labels[missing[0]])


def _other_field(facts: Facts, query: RankingQuery) -> Fact | None:
    """Whoever has done what is asked elsewhere."""
    if facts.shared or not facts.others or not facts.asked_for.done:
        return None
    return tell("other_field", tag=facts.others[0])


def _by_text_only(facts: Facts, query: RankingQuery) -> Fact | None:
    if facts.shared or facts.broader or facts.asked_for.done or not query.seeker.own_tags:
        return None
    is_close = facts.words or facts.words_zh or facts.likeness >= LIKE_ENOUGH
    return tell("by_text_only" if is_close else "no_shared_field")


def _other_stage(facts: Facts, query: RankingQuery) -> Fact | None:
    return tell("other_stage", stage=seeker_stage(query)) if facts.stage_fit == 0.0 else None


def _away(facts: Facts, query: RankingQuery) -> Fact | None:
    return tell("away", region=facts.region) if facts.place_fit == 0.0 and facts.region else None


def _last_place(facts: Facts, query: RankingQuery) -> Fact | None:
    return tell("last_place") if facts.free == 1 and facts.capacity != 1 else None


def _new(facts: Facts, query: RankingQuery) -> Fact | None:
    return tell("new") if facts.is_new else None


def _unrated(facts: Facts, query: RankingQuery) -> Fact | None:
    if 0 < facts.ratings < LEAST_RATINGS:
        return tell("few_ratings")
    return None if facts.ratings else tell("unrated")


# The weightiest first.
_CAUTIONS = (
    _holds_share,
    _refused,
    _area_gap,
    _outside_ticket,
    _other_stage,
    _other_field,
    _slow,
    _seldom,
    _by_text_only,
    _uncovered,
    _away,
    _last_place,
    _new,
    _unrated,
)
