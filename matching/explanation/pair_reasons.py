"""Which fact about a pair is told for each group of features: as a reason, and under its bar."""

# ruff: noqa: ARG001 - every teller is given the facts and the pair, whichever it needs
from __future__ import annotations

import math

from matching.explanation.behaviour_reasons import PAST_REASONS, PAST_SUBTITLES
from matching.explanation.facts import Facts, seeker_stage, usual_likeness
from matching.explanation.tag_facts import LIKE_ENOUGH, own_topics
from matching.features.query import RankingQuery
from matching.index.tags import INDUSTRY, TOPIC
from matching.results import Fact, tell

# From so many on it is no telling sign that few have a field.
_MANY = 100
_MOST_FIELDS, _MOST_TOPICS = 3, 2


def reason_for(group: str, facts: Facts, query: RankingQuery) -> Fact | None:
    """A group's good news; None where there is no fact to tell."""
    teller = _REASONS.get(group)
    return teller(facts, query) if teller else None


def subtitle_for(group: str, facts: Facts, query: RankingQuery) -> Fact:
    """The fact behind a bar, good or bad."""
    return _SUBTITLES[group](facts, query)


def _fields_reason(facts: Facts, query: RankingQuery) -> Fact | None:
    keys = query.index.tags.keys
    pairs_of = list(zip(facts.shared, facts.shared_codes, strict=True))
    fields = tuple(label for label, code in pairs_of if keys[code].startswith(INDUSTRY))
    topics = tuple(label for label, code in pairs_of if keys[code].startswith(TOPIC))
    shared = facts.shared[:_MOST_FIELDS]
    helps = own_topics(query, facts.row) if fields and query.seeker.asked is None else ()
    if helps:
        # Nothing is asked that would tell them apart.
        own = fields[:_MOST_FIELDS]
        return tell("same_fields_helps", fields=own, shared=shared, count=len(fields), topics=helps)
    if fields and topics:
        return tell(
            "same_fields_and_topics",
            fields=fields[:_MOST_FIELDS],
            topics=topics[:_MOST_TOPICS],
            shared=shared,
            count=len(fields),
        )
    if fields:
        return tell("same_fields", fields=fields[:_MOST_FIELDS], shared=shared, count=len(fields))
    if topics:
        return tell("same_topics", topics=topics[:_MOST_FIELDS], shared=shared, count=len(topics))
    if facts.broader and facts.cousins:
        return tell("near_field_named", own=facts.cousins[0], tag=facts.broader[0])
    return tell("near_field", tag=facts.broader[0]) if facts.broader else None


def _fields_subtitle(facts: Facts, query: RankingQuery) -> Fact:
    if facts.shared:
        code = "counts_most_of_many" if facts.rarest >= _MANY else "counts_most"
        return tell(code, tag=facts.shared[0], count=facts.rarest)
    return tell("only_field", tag=facts.broader[0]) if facts.broader else tell("no_field")


def _text_reason(facts: Facts, query: RankingQuery) -> Fact | None:
    words, words_zh = facts.words, facts.words_zh
    if facts.near:
        return tell("near_text", tag=facts.near, words=words, words_zh=words_zh)
    if not (words or words_zh) and (facts.shared or facts.likeness < LIKE_ENOUGH):
        return None
    return tell("alike_text", words=words, words_zh=words_zh)


def _text_subtitle(facts: Facts, query: RankingQuery) -> Fact:
    if facts.near:
        return tell("near_what_you_do", tag=facts.near)
    if facts.words or facts.words_zh:
        return tell("words_in_common", words=facts.words, words_zh=facts.words_zh)
    return tell("closer_than_usual" if facts.likeness > usual_likeness(query) else "no_word_in_common")


def _help_area_reason(facts: Facts, query: RankingQuery) -> Fact | None:
    asked = facts.asked_for
    if asked.done is None:
        return None
    english, chinese = asked.quote
    if not (english or chinese):
        return tell("names_area", area=asked.done) if asked.is_confirmed else None
    code = "tells_of_area" if asked.is_told else "seems_of_area"
    return tell(code, area=asked.done, quote=english, quote_zh=chinese)


def _help_area_subtitle(facts: Facts, query: RankingQuery) -> Fact:
    asked = facts.asked_for
    if asked.done:
        return tell("area_told", area=asked.done)
    return tell("says_nothing_of", area=asked.gap) if asked.gap else tell("area_hardly_told")


def _meaning_reason(facts: Facts, query: RankingQuery) -> Fact | None:
    english, chinese = facts.asked_for.quote
    return tell("near_question", quote=english, quote_zh=chinese) if english or chinese else None


def _meaning_subtitle(facts: Facts, query: RankingQuery) -> Fact:
    return _meaning_reason(facts, query) or tell("meant_as_a_whole")


def ticket_of(query: RankingQuery, row: int) -> Fact:
    """What a provider puts in at a time; at least one bound must be known."""
    least, most = float(query.index.ticket_min[row]), float(query.index.ticket_max[row])
    if math.isnan(least):
        return tell("up_to", most=most)
    return tell("from", least=least) if math.isnan(most) else tell("between", least=least, most=most)


def ticket_fits(query: RankingQuery, row: int) -> bool | None:
    """Whether the amount sought lies within what a provider invests at a time; None where either is unknown."""
    amount, least, most = query.seeker.need.amount, query.index.ticket_min[row], query.index.ticket_max[row]
    if not amount or (math.isnan(least) and math.isnan(most)):
        return None
    return not (amount < least or amount > most)


def _ticket_reason(facts: Facts, query: RankingQuery) -> Fact | None:
    return tell("ticket_fits", ticket=ticket_of(query, facts.row)) if ticket_fits(query, facts.row) else None


def _ticket_subtitle(facts: Facts, query: RankingQuery) -> Fact:
    is_known = ticket_fits(query, facts.row) is not None
    return tell("ticket", ticket=ticket_of(query, facts.row)) if is_known else tell("not_known")


def _stage_reason(facts: Facts, query: RankingQuery) -> Fact | None:
    return tell("same_stage", stage=seeker_stage(query)) if facts.stage_fit == 1.0 else None


def _stage_subtitle(facts: Facts, query: RankingQuery) -> Fact:
    if facts.stage_fit is None:
        return tell("not_known")
    return tell({1.0: "at_your_stage", 0.5: "one_stage_away", 0.0: "at_other_stages"}[facts.stage_fit])


def _place_reason(facts: Facts, query: RankingQuery) -> Fact | None:
    if facts.same_pool:
        return tell("same_pool")
    return tell("same_region", region=facts.region) if facts.place_fit == 1.0 and facts.region else None


def _place_subtitle(facts: Facts, query: RankingQuery) -> Fact:
    if facts.same_pool:
        return tell("in_your_pool")
    if not facts.region:
        return tell("not_known")
    return tell("in_your_region" if facts.place_fit == 1.0 else "in_region", region=facts.region)


def _category_reason(facts: Facts, query: RankingQuery) -> Fact | None:
    is_asked = 0 <= query.seeker.category == query.index.categories[facts.row]
    return tell("asked_category") if is_asked else None


def _category_subtitle(facts: Facts, query: RankingQuery) -> Fact:
    if query.seeker.category < 0:
        return tell("any_category")
    return tell("as_you_ask" if _category_reason(facts, query) else "another_category")


_REASONS = PAST_REASONS | {
    "help_area": _help_area_reason,
    "meaning": _meaning_reason,
    "fields": _fields_reason,
    "text": _text_reason,
    "stage": _stage_reason,
    "ticket": _ticket_reason,
    "place": _place_reason,
    "category": _category_reason,
}
_SUBTITLES = PAST_SUBTITLES | {
    "help_area": _help_area_subtitle,
    "meaning": _meaning_subtitle,
    "fields": _fields_subtitle,
    "text": _text_subtitle,
    "stage": _stage_subtitle,
    "ticket": _ticket_subtitle,
    "place": _place_subtitle,
    "category": _category_subtitle,
}
