"""Which fact about what a provider did before is told: answers, results, work like this, who chose them."""

# ruff: noqa: ARG001 - every teller is given the facts and the pair, whichever it needs
from __future__ import annotations

from matching.explanation.acceptance_reasons import expected_reason, expected_subtitle
from matching.explanation.behaviour_facts import ENOUGH, LEAST_RATINGS
from matching.explanation.facts import Facts, seeker_stage
from matching.explanation.proximity_reasons import (
    closeness_reason,
    closeness_subtitle,
    employer_reason,
    employer_subtitle,
)
from matching.features.query import RankingQuery
from matching.results import Fact, tell

_SEVERAL = 2


def _answers_reason(facts: Facts, query: RankingQuery) -> Fact | None:
    if facts.answer_days is not None and facts.answer_days <= 3:
        return tell("answers_soon", days=facts.answer_days)
    if facts.asked >= 3 and facts.accepted / facts.asked >= 0.6:
        return tell("said_yes", accepted=facts.accepted, asked=facts.asked)
    return None


def _answers_subtitle(facts: Facts, query: RankingQuery) -> Fact:
    if not facts.asked:
        return tell("nobody_asked")
    if facts.answer_days is None:
        return tell("accepted", accepted=facts.accepted, asked=facts.asked)
    return tell("answers", days=facts.answer_days, accepted=facts.accepted, asked=facts.asked)


def _results_reason(facts: Facts, query: RankingQuery) -> Fact | None:
    if facts.rating is not None and facts.ratings >= LEAST_RATINGS and facts.rating >= 4:
        return tell("rated", rating=facts.rating, ratings=facts.ratings)
    if facts.finished >= 2 and facts.finished * 3 >= facts.ended * 2:
        return tell("finished_well", finished=facts.finished, count=facts.ended)
    return None


def _results_subtitle(facts: Facts, query: RankingQuery) -> Fact:
    ended = {"finished": facts.finished, "count": facts.ended}
    if facts.rating is None or facts.ratings < LEAST_RATINGS:
        return tell("ended_few_ratings", **ended) if facts.ended else tell("too_few_ratings")
    if facts.ended:
        return tell("rating_and_ended", rating=facts.rating, ratings=facts.ratings, **ended)
    return tell("rating", rating=facts.rating, ratings=facts.ratings)


def _track_reason(facts: Facts, query: RankingQuery) -> Fact | None:
    guided = facts.guided
    if guided is None:
        return None
    if not guided.well:
        return tell("guided", count=guided.count, tag=guided.tag)
    code = "guided_one_well" if guided.count == guided.well == 1 else "guided_well"
    return tell(code, count=guided.count, tag=guided.tag, well=guided.well)


def _track_subtitle(facts: Facts, query: RankingQuery) -> Fact:
    told = _track_reason(facts, query)
    if not facts.refused:
        return told or tell("no_work_known")
    if told is None:
        return tell("declined_alike", count=facts.refused)
    return tell("guided_and_declined", told=told, count=facts.refused)


def _places_reason(facts: Facts, query: RankingQuery) -> Fact | None:
    if facts.free is None or facts.capacity is None or facts.free < 1:
        return None
    return tell("has_room", free=facts.free, count=facts.capacity)


def _places_subtitle(facts: Facts, query: RankingQuery) -> Fact:
    if facts.free is None or facts.capacity is None:
        return tell("places_unknown")
    return tell("places_left", free=facts.free, count=facts.capacity)


def _habits_reason(facts: Facts, query: RankingQuery) -> Fact | None:
    if facts.past.decided < ENOUGH or facts.past.chosen * 2 < facts.past.decided:
        return None
    return tell("often_chosen", chosen=facts.past.chosen, count=facts.past.decided)


def _habits_subtitle(facts: Facts, query: RankingQuery) -> Fact:
    if facts.past.decided < ENOUGH:
        return tell("few_decided")
    return tell("chosen", chosen=facts.past.chosen, count=facts.past.decided)


def _experience_reason(facts: Facts, query: RankingQuery) -> Fact | None:
    if not facts.past.at_stage:
        return None
    return tell("worked_at_stage", count=facts.past.at_stage, stage=seeker_stage(query))


def _experience_subtitle(facts: Facts, query: RankingQuery) -> Fact:
    past = facts.past
    if not past.engaged:
        return tell("no_startup_yet")
    told = tell("worked_with", count=past.engaged)
    if query.seeker.stages:
        at_stage = past.at_stage
        told = tell("some_at_stage", told=told, at_stage=at_stage) if at_stage else tell("none_at_stage", told=told)
    if past.in_region:
        code = "and_in_region" if query.seeker.stages else "of_them_in_region"
        told = tell(code, told=told, in_region=past.in_region)
    return told


def _together_reason(facts: Facts, query: RankingQuery) -> Fact | None:
    with_you, field = facts.past.with_yours, facts.past.in_field
    if with_you is not None and with_you.count >= _SEVERAL:
        return tell("chosen_with_yours", count=with_you.count, other=with_you.tag)
    if field is not None and field.count >= _SEVERAL:
        return tell("chosen_in_field", count=field.count, tag=field.tag)
    return None


def _together_subtitle(facts: Facts, query: RankingQuery) -> Fact:
    told = _together_reason(facts, query)
    if told is not None:
        return told
    is_one = facts.past.with_yours is not None or facts.past.in_field is not None
    return tell("one_choice_in_common" if is_one else "no_choice_in_common")


def _tastes_subtitle(facts: Facts, query: RankingQuery) -> Fact:
    if query.index.categories[facts.row] < 0:
        return tell("beside_those_chosen")
    if facts.past.kind_decided < ENOUGH:
        return tell("few_decided_on_kind")
    return tell("kind_chosen_before", chosen=facts.past.kind_chosen, count=facts.past.kind_decided)


PAST_REASONS = {
    "answers": _answers_reason,
    "results": _results_reason,
    "track": _track_reason,
    "places": _places_reason,
    "habits": _habits_reason,
    "experience": _experience_reason,
    "together": _together_reason,
    "expected": expected_reason,
    "closeness": closeness_reason,
    "employer": employer_reason,
}
PAST_SUBTITLES = {
    "answers": _answers_subtitle,
    "results": _results_subtitle,
    "track": _track_subtitle,
    "places": _places_subtitle,
    "habits": _habits_subtitle,
    "experience": _experience_subtitle,
    "together": _together_subtitle,
    "tastes": _tastes_subtitle,
    "expected": expected_subtitle,
    "closeness": closeness_subtitle,
    "employer": employer_subtitle,
}
