"""Sentences about one pair, in English and Chinese, made of facts only."""

# ruff: noqa: ARG001 - every maker of a sentence is given the facts and the pair, whichever it needs
from __future__ import annotations

import math
from dataclasses import dataclass

from matching.explanation.behaviour_sentences import PAST_REASONS, PAST_SUBTITLES
from matching.explanation.facts import Facts, usual_likeness
from matching.explanation.wording import LIKE_ENOUGH, Said, inline, is_investor, kind_of, listed, money_of, stage_words
from matching.features.query import RankingQuery
from matching.index.tags import INDUSTRY, TOPIC


@dataclass(frozen=True)
class GroupWords:
    """The heading of a group of features."""

    label: str
    label_zh: str


GROUP_WORDS: dict[str, GroupWords] = {
    "fields": GroupWords("Fields you share", "共同的领域"),
    "text": GroupWords("Their profile and your plan", "资料与您的计划"),
    "stage": GroupWords("Your stage", "发展阶段"),
    "ticket": GroupWords("The amount you seek", "融资金额"),
    "place": GroupWords("Distance", "距离"),
    "category": GroupWords("Kind of person", "人才类别"),
    "answers": GroupWords("How they answer", "回复习惯"),
    "results": GroupWords("Ratings and results", "评价与成果"),
    "track": GroupWords("Has guided teams like yours", "辅导过同类企业"),
    "places": GroupWords("Free places", "空余名额"),
    "habits": GroupWords("How often they are chosen", "被选中的情况"),
    "experience": GroupWords("Past work", "以往经历"),
    "together": GroupWords("Choices of startups like yours", "同类企业的选择"),
    "tastes": GroupWords("People of their kind", "同类人选的情况"),
    "expected": GroupWords("Answers to requests like yours", "同类需求的答复"),
    "closeness": GroupWords("How near you are by past work", "过往合作的远近"),
    "employer": GroupWords("Where they work", "所在单位"),
}

# An investor is asked for money and talks about it: nobody is guided.
_INVESTOR_GROUP_WORDS = {"track": GroupWords("Talked with teams like yours", "接洽过同类企业")}


def group_words(group: str, query: RankingQuery) -> GroupWords:
    """The heading of a group, in the words of the kind that is matched."""
    words = GROUP_WORDS[group]
    return _INVESTOR_GROUP_WORDS.get(group, words) if is_investor(query) else words


def reason_for(group: str, facts: Facts, query: RankingQuery) -> Said | None:
    """The sentence that tells a group's good news; None where there is no fact to tell."""
    maker = _REASONS.get(group)
    return maker(facts, query) if maker else None


def subtitle_for(group: str, facts: Facts, query: RankingQuery) -> Said:
    """The line under a bar's heading: the fact behind it, good or bad."""
    return _SUBTITLES[group](facts, query)


def _fields_reason(facts: Facts, query: RankingQuery) -> Said | None:
    keys = query.index.tags.keys
    pairs_of = list(zip(facts.shared, facts.shared_codes, strict=True))
    fields = tuple(label for label, code in pairs_of if keys[code].startswith(INDUSTRY))
    topics = tuple(label for label, code in pairs_of if keys[code].startswith(TOPIC))
    if fields:
        english, chinese = listed(fields)
        more = listed(topics, 2) if topics else None
        said = (f"Works in {english}, as you do", f"与您同在{chinese}领域")
        if is_investor(query):
            said = (
                f"Invests in {english}, your {'field' if len(fields) == 1 else 'fields'}",
                f"投资{chinese}领域，与您相同",
            )
        return said[0] + (f"; shares {more[0]}" if more else ""), said[1] + (f"，也关注{more[1]}" if more else "")
    if topics:
        english, chinese = listed(topics)
        return f"Shares your {'topic' if len(topics) == 1 else 'topics'}: {english}", f"与您主题相同：{chinese}"
    if facts.broader:
        english, chinese = listed(facts.broader, 1)
        works = "Invests" if is_investor(query) else "Works"
        if facts.cousins:
            own, own_zh = listed(facts.cousins, 1)
            return f"{works} near your field: {own}, also part of {english}", f"从事相近领域：{own_zh}，同属{chinese}"
        return f"{works} near your field, in {english}", f"从事相近领域：{chinese}"
    return None


def _fields_subtitle(facts: Facts, query: RankingQuery) -> Said:
    if facts.shared:
        english, chinese = listed(facts.shared, 1)
        return f"{english} counts most: {_only(facts.rarest, query)} it", _most_zh(chinese, facts.rarest, query)
    if facts.broader:
        english, chinese = listed(facts.broader, 1)
        return f"only {english} in common", f"仅“{chinese}”相同"
    return "no field in common", "没有共同领域"


def _only(count: int, query: RankingQuery) -> str:
    kind = kind_of(query)
    one, many = (kind.label.lower(), f"{kind.label.lower()}s") if kind else ("candidate", "candidates")
    if count >= 100:
        return f"{count} {many} have"
    return f"only 1 {one} has" if count == 1 else f"only {count} {many} have"


def _most_zh(tag: str, count: int, query: RankingQuery) -> str:
    if is_investor(query):
        return f"“{tag}”最关键：{count}家投资机构关注"
    return f"“{tag}”最关键：{count}位{'导师' if kind_of(query) else '人选'}具备"


def _text_reason(facts: Facts, query: RankingQuery) -> Said | None:
    words, words_zh = _quoted(facts.words)[0], _quoted(facts.words_zh)[1]
    if facts.near:
        near, near_zh = inline(facts.near), facts.near.zh or facts.near.en
        more = f"; both of you mention {words}" if words else ""
        more_zh = f"；双方都提到{words_zh}" if words_zh else ""
        return f"Knows {near}, close to what you do{more}", f"熟悉{near_zh}，与您的业务相近{more_zh}"
    if not (words or words_zh) and (facts.shared or facts.likeness < LIKE_ENOUGH):
        return None
    return (
        f"Mentions {words}, as you do" if words else "Their profile is close to what you wrote",
        f"资料与您的计划都提到{words_zh}" if words_zh else "资料与您所写的内容相近",
    )


def _quoted(words: tuple[str, ...]) -> Said:
    marked = [f"“{word}”" for word in words]
    english = ", ".join(marked[:-1]) + " and " + marked[-1] if len(marked) > 1 else "".join(marked)
    return english, "、".join(marked)


def _text_subtitle(facts: Facts, query: RankingQuery) -> Said:
    if facts.near:
        return f"{inline(facts.near)} is close to what you do", f"{facts.near.zh or facts.near.en}与您的业务相近"
    if facts.words or facts.words_zh:
        return (
            "both mention " + ", ".join(facts.words) if facts.words else "both texts are about the same",
            "都提到" + "、".join(facts.words_zh) if facts.words_zh else "两份资料内容相近",
        )
    if facts.likeness > usual_likeness(query):
        return "no telling word in common, yet closer than average", "没有共同的关键词，但内容比一般人选接近"
    return "no telling word in common", "没有共同的关键词"


def _ticket(query: RankingQuery, row: int) -> Said:
    least, most = float(query.index.ticket_min[row]), float(query.index.ticket_max[row])
    (low, low_zh), (high, high_zh) = money_of(least), money_of(most)
    if math.isnan(least):
        return f"up to {high}", f"不超过{high_zh}"
    if math.isnan(most):
        return f"from {low}", f"{low_zh}起"
    return f"{low} to {high}", f"{low_zh}至{high_zh}"


def _ticket_fits(query: RankingQuery, row: int) -> bool | None:
    """Whether the amount sought lies within what a provider invests at a time; None where either is unknown."""
    amount, least, most = query.seeker.need.amount, query.index.ticket_min[row], query.index.ticket_max[row]
    if not amount or (math.isnan(least) and math.isnan(most)):
        return None
    return not (amount < least or amount > most)


def _ticket_reason(facts: Facts, query: RankingQuery) -> Said | None:
    if not _ticket_fits(query, facts.row):
        return None
    english, chinese = _ticket(query, facts.row)
    return f"Invests {english} at a time, which fits what you seek", f"单笔投资额{chinese}，与您的融资需求相符"


def _ticket_subtitle(facts: Facts, query: RankingQuery) -> Said:
    fits = _ticket_fits(query, facts.row)
    if fits is None:
        return "not known", "未知"
    english, chinese = _ticket(query, facts.row)
    return f"invests {english} at a time", f"单笔投资额{chinese}"


def _stage_reason(facts: Facts, query: RankingQuery) -> Said | None:
    if facts.stage_fit != 1.0:
        return None
    english, chinese = stage_words(query)
    if is_investor(query):
        return f"Invests at your stage ({english})", f"投资处于{chinese}的企业，与您相同"
    return f"Guides startups at your stage ({english})", f"辅导处于{chinese}的企业，与您相同"


def _stage_subtitle(facts: Facts, query: RankingQuery) -> Said:
    verb, verb_zh = ("invests", "投资") if is_investor(query) else ("works", "辅导")
    known: dict[float, Said] = {
        1.0: (f"{verb} at your stage", f"{verb_zh}与您同一阶段的企业"),
        0.5: (f"{verb} one stage away", f"{verb_zh}相邻阶段的企业"),
        0.0: (f"{verb} at other stages", f"{verb_zh}其他阶段的企业"),
    }
    return known.get(facts.stage_fit if facts.stage_fit is not None else -1.0, ("not known", "未知"))


def _place_reason(facts: Facts, query: RankingQuery) -> Said | None:
    if facts.same_pool:
        return "Belongs to your incubator's own pool", "属于您所在孵化器的导师库"
    if facts.place_fit == 1.0 and facts.region:
        place = facts.region.en
        said = f"Is in {place}, as you are" if is_investor(query) else f"Works in {place}, as you do"
        return said, f"与您同在{facts.region.zh}"
    return None


def _place_subtitle(facts: Facts, query: RankingQuery) -> Said:
    if facts.same_pool:
        return "in your incubator's pool", "在您所在孵化器的导师库"
    if facts.region:
        return (f"{facts.region.en}, as you are", f"{facts.region.zh}，与您相同") if facts.place_fit == 1.0 else (
            facts.region.en, facts.region.zh)  # fmt: skip
    return "not known", "未知"


def _category_reason(facts: Facts, query: RankingQuery) -> Said | None:
    index = query.index
    if query.seeker.category < 0 or index.categories[facts.row] != query.seeker.category:
        return None
    return "Is the kind of person you ask for", "正是您所需的人才类别"


def _category_subtitle(facts: Facts, query: RankingQuery) -> Said:
    if query.seeker.category < 0:
        return "you ask for any kind", "您未限定类别"
    return ("as you ask", "符合您的要求") if _category_reason(facts, query) else ("another kind", "其他类别")


_REASONS = PAST_REASONS | {
    "fields": _fields_reason,
    "text": _text_reason,
    "stage": _stage_reason,
    "ticket": _ticket_reason,
    "place": _place_reason,
    "category": _category_reason,
}
_SUBTITLES = PAST_SUBTITLES | {
    "fields": _fields_subtitle,
    "text": _text_subtitle,
    "stage": _stage_subtitle,
    "ticket": _ticket_subtitle,
    "place": _place_subtitle,
    "category": _category_subtitle,
}
