"""Sentences about what a provider did before: answers, results, work like this, who chose them."""

# ruff: noqa: ARG001 - every maker of a sentence is given the facts and the pair, whichever it needs
from __future__ import annotations

from matching.explanation.acceptance_sentences import expected_reason, expected_subtitle
from matching.explanation.behaviour_facts import ENOUGH
from matching.explanation.facts import Facts
from matching.explanation.proximity_sentences import (
    closeness_reason,
    closeness_subtitle,
    employer_reason,
    employer_subtitle,
)
from matching.explanation.wording import (
    LEAST_RATINGS,
    Said,
    days_of,
    inline,
    is_investor,
    name_of,
    plural,
    small,
    stage_words,
)
from matching.features.query import RankingQuery

_SEVERAL = 2


def _answers_reason(facts: Facts, query: RankingQuery) -> Said | None:
    if facts.answer_days is not None and facts.answer_days <= 3:
        english, chinese = days_of(facts.answer_days)
        return f"Usually answers {english}", f"通常{chinese}回复"
    if facts.asked >= 3 and facts.accepted / facts.asked >= 0.6:
        return (
            f"Said yes to {facts.accepted} of {facts.asked} requests",
            f"{facts.asked}次请求中接受了{facts.accepted}次",
        )
    return None


def _answers_subtitle(facts: Facts, query: RankingQuery) -> Said:
    if not facts.asked:
        return "nobody has asked yet", "尚无人提出请求"
    share = (f"{facts.accepted} of {facts.asked} requests accepted", f"{facts.asked}次请求接受{facts.accepted}次")
    if facts.answer_days is None:
        return share
    english, chinese = days_of(facts.answer_days)
    return f"{english}, {share[0]}", f"{chinese}，{share[1]}"


def _results_reason(facts: Facts, query: RankingQuery) -> Said | None:
    if facts.rating is not None and facts.ratings >= LEAST_RATINGS and facts.rating >= 4:
        return (
            f"Rated {facts.rating:.1f} of 5 in {facts.ratings} ratings",
            f"{facts.ratings}次评价平均{facts.rating:.1f}分（满分5分）",
        )
    if facts.finished >= 2 and facts.finished * 3 >= facts.ended * 2:
        if is_investor(query):
            return _invested(facts)
        return (
            f"{facts.finished} of {plural(facts.ended, 'engagement')} finished well",
            f"{facts.ended}次辅导中{facts.finished}次顺利完成",
        )
    return None


def _invested(facts: Facts) -> Said:
    return (
        f"Invested after {facts.finished} of {plural(facts.ended, 'talk')} that ended",
        f"已结束的{facts.ended}次接洽中有{facts.finished}次达成投资",
    )


def _results_subtitle(facts: Facts, query: RankingQuery) -> Said:
    ended = (f"{facts.finished} of {facts.ended} finished well", f"{facts.ended}次中{facts.finished}次顺利完成")
    if is_investor(query):
        said = _invested(facts)
        ended = (said[0][:1].lower() + said[0][1:], said[1])
    if facts.rating is None or facts.ratings < LEAST_RATINGS:
        few = ("too few ratings to show", "评价太少，暂不显示")
        return (f"{ended[0]}; {few[0]}", f"{ended[1]}；{few[1]}") if facts.ended else few
    rated = (f"{facts.rating:.1f} in {facts.ratings} ratings", f"{facts.ratings}次评价平均{facts.rating:.1f}")
    return (f"{rated[0]}; {ended[0]}", f"{rated[1]}；{ended[1]}") if facts.ended else rated


def _track_reason(facts: Facts, query: RankingQuery) -> Said | None:
    guided = facts.guided
    if guided is None:
        return None
    if is_investor(query):
        english = f"Has talked with {plural(guided.count, 'startup')} in {inline(guided.tag)}"
        chinese = f"接洽过{guided.count}家{guided.tag.zh or guided.tag.en}企业"
        more = (f"{english}; invested in {guided.well}", f"{chinese}，投资了其中{guided.well}家")
        return more if guided.well else (english, chinese)
    english = f"Has guided {plural(guided.count, 'startup')} in {inline(guided.tag)}"
    chinese = f"辅导过{guided.count}家{guided.tag.zh or guided.tag.en}企业"
    if guided.well:
        if guided.count == guided.well == 1:
            return f"{english}; it finished well", f"{chinese}，已顺利完成"
        return f"{english}; {guided.well} finished well", f"{chinese}，其中{guided.well}家顺利完成"
    return english, chinese


def _track_subtitle(facts: Facts, query: RankingQuery) -> Said:
    said = _track_reason(facts, query)
    if facts.refused:
        no = (f"declined {plural(facts.refused, 'request')} like yours", f"婉拒过{facts.refused}次同类请求")
        return (f"{said[0][:1].lower()}{said[0][1:]}; {no[0]}", f"{said[1]}；{no[1]}") if said else no
    return (said[0][:1].lower() + said[0][1:], said[1]) if said else ("none known yet", "暂无记录")


def _places_reason(facts: Facts, query: RankingQuery) -> Said | None:
    if facts.free is None or facts.capacity is None or facts.free < 1:
        return None
    return (
        f"Has room: {facts.free} of {plural(facts.capacity, 'place')} free",
        f"有空余名额：{facts.capacity}个中空{facts.free}个",
    )


def _places_subtitle(facts: Facts, query: RankingQuery) -> Said:
    if facts.free is None:
        return "number of places not known", "名额未知"
    return f"{facts.free} of {facts.capacity} left", f"{facts.capacity}个中剩{facts.free}个"


def _habits_reason(facts: Facts, query: RankingQuery) -> Said | None:
    if facts.past.decided < ENOUGH or facts.past.chosen * 2 < facts.past.decided:
        return None
    return (
        f"Chosen {facts.past.chosen} of the {facts.past.decided} times startups decided on them",
        f"企业做过{facts.past.decided}次选择，其中{facts.past.chosen}次选中",
    )


def _habits_subtitle(facts: Facts, query: RankingQuery) -> Said:
    if facts.past.decided < ENOUGH:
        return "few startups have decided on them yet", "尚少有企业做出选择"
    return (
        f"chosen {facts.past.chosen} of {facts.past.decided} times",
        f"{facts.past.decided}次中被选中{facts.past.chosen}次",
    )


def _experience_reason(facts: Facts, query: RankingQuery) -> Said | None:
    if not facts.past.at_stage:
        return None
    english, chinese = stage_words(query)
    verb, verb_zh = ("talked with", "接洽过") if is_investor(query) else ("guided", "辅导过")
    return (
        f"Has {verb} {plural(facts.past.at_stage, 'startup')} at your stage ({english})",
        f"{verb_zh}{facts.past.at_stage}家处于{chinese}的企业",
    )


def _experience_subtitle(facts: Facts, query: RankingQuery) -> Said:
    verb, verb_zh = ("talked with", "接洽过") if is_investor(query) else ("guided", "辅导过")
    if not facts.past.engaged:
        return "no startup yet", "暂无记录"
    said = (f"{verb} {plural(facts.past.engaged, 'startup')}", f"{verb_zh}{facts.past.engaged}家企业")
    if query.seeker.stages:
        at_stage = facts.past.at_stage
        here = f"其中{at_stage}家与您阶段相同" if at_stage else "尚无与您阶段相同的"
        said = f"{said[0]}, {at_stage or 'none'} at your stage", f"{said[1]}，{here}"
    if facts.past.in_region:
        of_them = "" if query.seeker.stages else "其中"
        near = f"{of_them}{facts.past.in_region}家与您同在一地"
        said = f"{said[0]}, {facts.past.in_region} in your region", f"{said[1]}，{near}"
    return said


def _together_reason(facts: Facts, query: RankingQuery) -> Said | None:
    with_you, field = facts.past.with_yours, facts.past.in_field
    if with_you is not None and with_you.count >= _SEVERAL:
        them_zh = "这家机构" if is_investor(query) else "这位导师"
        return (
            f"{plural(with_you.count, 'startup')} that chose {with_you.tag.en}, as you did, also chose them",
            f"与您一样选择{name_of(with_you.tag)}的企业中，有{with_you.count}家也选择了{them_zh}",
        )
    if field is not None and field.count >= _SEVERAL:
        return (
            f"Chosen by {plural(field.count, 'startup')} in {inline(field.tag)}",
            f"有{field.count}家{name_of(field.tag)}领域的企业选择过",
        )
    return None


def _together_subtitle(facts: Facts, query: RankingQuery) -> Said:
    said = _together_reason(facts, query)
    if said:
        return small(said) if said[0].startswith("Chosen") else said
    if facts.past.with_yours is not None or facts.past.in_field is not None:
        return "one choice in common known", "仅有一次相同的选择"
    return "no choices in common known", "暂无相同的选择"


def _tastes_subtitle(facts: Facts, query: RankingQuery) -> Said:
    if query.index.categories[facts.row] < 0:
        return "beside what those are like whom startups chose before", "与曾被企业选中者的特点相比"
    decided = facts.past.kind_decided
    if decided < ENOUGH:
        return "few startups have decided on their kind yet", "尚少有企业对这类人选做出选择"
    chosen = facts.past.kind_chosen
    return (
        f"startups chose people of their kind {chosen} of {decided} times",
        f"企业对这类人选做过{decided}次选择，其中{chosen}次选中",
    )


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
