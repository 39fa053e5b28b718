"""One honest caution about a pair."""

# ruff: noqa: ARG001 - every teller is given the facts and the pair, whichever it needs
from __future__ import annotations

from matching.explanation.behaviour_facts import LEAST_RATINGS
from matching.explanation.facts import Facts, seeker_stage
from matching.explanation.pair_reasons import ticket_fits, ticket_of
from matching.explanation.tag_facts import LIKE_ENOUGH
from matching.features.query import RankingQuery
from matching.index.tags import INDUSTRY
from matching.results import Caution, Fact, tell

# Of fewer that ended nobody judges.
_SEVERAL = 3


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
    asked = facts.asked_for
    if asked.gap is None:
        return None
    return tell("area_gap" if asked.is_gap_confirmed else "area_gap_read", area=asked.gap)


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


def _seldom_finished(facts: Facts, query: RankingQuery) -> Fact | None:
    if facts.ended < _SEVERAL or facts.finished * 3 >= facts.ended:
        return None
    if not facts.finished:
        return tell("never_finished", count=facts.ended)
    return tell("seldom_finished", finished=facts.finished, count=facts.ended)


def _uncovered(facts: Facts, query: RankingQuery) -> Fact | None:
    need, index = query.seeker.need, query.index
    asked = set(index.tags.codes(need.industries, need.topics))
    if not facts.shared_codes or facts.asked_for.done:
        return None
    missing = [code for code in asked if code not in facts.covered and index.tag_count(code) > 0]
    if not missing:
        return None
    missing.sort(key=lambda code: (-float(query.index.information[code]), code))
    return tell("not_covered", tag=query.index.tags.labels[missing[0]])


def _other_field(facts: Facts, query: RankingQuery) -> Fact | None:
    """Whoever has done what is asked elsewhere: a topic in common makes no common field."""
    index, need = query.index, query.seeker.need
    wanted = set(index.tags.codes(need.industries or query.seeker.startup.industries, ()))
    own = [code for code in facts.own_codes if index.tags.keys[code].startswith(INDUSTRY)]
    is_near = bool(wanted & facts.covered) or bool(set(own) & set(index.tags.with_broader(wanted)))
    if not wanted or not own or is_near or not facts.asked_for.done:
        return None
    return tell("other_field", tag=index.tags.labels[own[0]])


def _by_text_only(facts: Facts, query: RankingQuery) -> Fact | None:
    if facts.shared or facts.broader or facts.asked_for.done or not query.seeker.own_tags:
        return None
    is_close = facts.words or facts.words_zh or facts.likeness >= LIKE_ENOUGH
    return tell("by_text_only" if is_close else "no_shared_field")


def _other_stage(facts: Facts, query: RankingQuery) -> Fact | None:
    return tell("other_stage", stage=seeker_stage(query)) if facts.stage_fit == 0.0 else None


def _beside_stage(facts: Facts, query: RankingQuery) -> Fact | None:
    return tell("beside_stage", stage=seeker_stage(query)) if facts.stage_fit == 0.5 else None


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
    _seldom_finished,
    _by_text_only,
    _uncovered,
    _beside_stage,
    _away,
    _last_place,
    _new,
    _unrated,
)
