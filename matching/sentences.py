"""Sentences about one pair, in English and Chinese, made of facts only."""

# ruff: noqa: ARG001 - every maker of a sentence is given the facts and the pair, whichever it needs
from __future__ import annotations

import math
from dataclasses import dataclass

from matching.facts import Facts
from matching.kinds import DECLARED, INVESTOR, Kind
from matching.profiles import STAGES
from matching.results import Label
from matching.seekers import Pairs
from matching.tags import INDUSTRY, TOPIC

# A mean rating is shown only when it rests on at least this many ratings: nobody's answer can be read from it.
LEAST_RATINGS = 5
# Two texts without a telling word in common must be about this alike before their likeness is a reason.
_LIKE_ENOUGH = 0.3
_STAGE_EN = dict(
    zip(STAGES, ("idea", "seed", "angel", "pre-A", "A round", "B round", "C round", "growth"), strict=True)
)
_STAGE_ZH = dict(zip(STAGES, ("构想期", "种子轮", "天使轮", "Pre-A轮", "A轮", "B轮", "C轮", "成长期"), strict=True))
Said = tuple[str, str]


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
}


# An investor is asked for money and talks about it: nobody is guided.
_INVESTOR_GROUP_WORDS = {"track": GroupWords("Talked with teams like yours", "接洽过同类企业")}


def group_words(group: str, pairs: Pairs) -> GroupWords:
    """The heading of a group, in the words of the kind that is matched."""
    words = GROUP_WORDS[group]
    return _INVESTOR_GROUP_WORDS.get(group, words) if _is_investor(pairs) else words


def _kind(pairs: Pairs) -> Kind | None:
    return DECLARED.get(pairs.seeker.need.kind)


def _is_investor(pairs: Pairs) -> bool:
    return pairs.seeker.need.kind == INVESTOR.name


def inline(label: Label) -> str:
    """An English name in the middle of a sentence: small first letter if that is its only capital (so not AI)."""
    return label.en if any(letter.isupper() for letter in label.en[1:]) else label.en[:1].lower() + label.en[1:]


def listed(labels: tuple[Label, ...], most: int = 3) -> Said:
    """Names as a list in both languages."""
    shown = labels[:most]
    names = [inline(label) for label in shown]
    english = names[0] if len(names) == 1 else ", ".join(names[:-1]) + " and " + names[-1]
    return english, "、".join(label.zh or label.en for label in shown)


def days_of(value: float) -> Said:
    """A number of days in words."""
    days = max(0, round(value))
    if days == 0:
        return "on the same day", "当天"
    return ("in 1 day", "1天内") if days == 1 else (f"in {days} days", f"{days}天内")


def reason_for(group: str, facts: Facts, pairs: Pairs) -> Said | None:
    """The sentence that tells a group's good news; None where there is no fact to tell."""
    maker = _REASONS.get(group)
    return maker(facts, pairs) if maker else None


def subtitle_for(group: str, facts: Facts, pairs: Pairs) -> Said:
    """The line under a bar's heading: the fact behind it, good or bad."""
    return _SUBTITLES[group](facts, pairs)


def stage_words(pairs: Pairs) -> Said:
    """The need's stage in words."""
    stage = STAGES[pairs.seeker.stages.bit_length() - 1]
    return _STAGE_EN[stage], _STAGE_ZH[stage]


def plural(count: int, noun: str) -> str:
    """A count with its noun."""
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"


def _fields_reason(facts: Facts, pairs: Pairs) -> Said | None:
    keys = pairs.index.tags.keys
    pairs_of = list(zip(facts.shared, facts.shared_codes, strict=True))
    fields = tuple(label for label, code in pairs_of if keys[code].startswith(INDUSTRY))
    topics = tuple(label for label, code in pairs_of if keys[code].startswith(TOPIC))
    if fields:
        english, chinese = listed(fields)
        more = listed(topics, 2) if topics else None
        said = (f"Works in {english}, as you do", f"与您同在{chinese}领域")
        if _is_investor(pairs):
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
        works = "Invests" if _is_investor(pairs) else "Works"
        if facts.cousins:
            own, own_zh = listed(facts.cousins, 1)
            return f"{works} near your field: {own}, also part of {english}", f"从事相近领域：{own_zh}，同属{chinese}"
        return f"{works} near your field, in {english}", f"从事相近领域：{chinese}"
    return None


def _fields_subtitle(facts: Facts, pairs: Pairs) -> Said:
    if facts.shared:
        english, chinese = listed(facts.shared, 1)
        return f"{english} counts most: {_only(facts.rarest, pairs)} it", _most_zh(chinese, facts.rarest, pairs)
    if facts.broader:
        english, chinese = listed(facts.broader, 1)
        return f"only {english} in common", f"仅“{chinese}”相同"
    return "no field in common", "没有共同领域"


def _only(count: int, pairs: Pairs) -> str:
    kind = _kind(pairs)
    one, many = (kind.one, kind.many) if kind else ("candidate", "candidates")
    if count >= 100:
        return f"{count} {many} have"
    return f"only 1 {one} has" if count == 1 else f"only {count} {many} have"


def _most_zh(tag: str, count: int, pairs: Pairs) -> str:
    if _is_investor(pairs):
        return f"“{tag}”最关键：{count}家投资机构关注"
    return f"“{tag}”最关键：{count}位{'导师' if _kind(pairs) else '人选'}具备"


def _text_reason(facts: Facts, pairs: Pairs) -> Said | None:
    words, words_zh = _quoted(facts.words)[0], _quoted(facts.words_zh)[1]
    if facts.near:
        near, near_zh = inline(facts.near), facts.near.zh or facts.near.en
        more = f"; both of you mention {words}" if words else ""
        more_zh = f"；双方都提到{words_zh}" if words_zh else ""
        return f"Knows {near}, close to what you do{more}", f"熟悉{near_zh}，与您的业务相近{more_zh}"
    if not (words or words_zh) and (facts.shared or facts.likeness < _LIKE_ENOUGH):
        return None
    return (
        f"Mentions {words}, as you do" if words else "Their profile is close to what you wrote",
        f"资料与您的计划都提到{words_zh}" if words_zh else "资料与您所写的内容相近",
    )


def _quoted(words: tuple[str, ...]) -> Said:
    marked = [f"“{word}”" for word in words]
    english = ", ".join(marked[:-1]) + " and " + marked[-1] if len(marked) > 1 else "".join(marked)
    return english, "、".join(marked)


def _text_subtitle(facts: Facts, pairs: Pairs) -> Said:
    if facts.near:
        return f"{inline(facts.near)} is close to what you do", f"{facts.near.zh or facts.near.en}与您的业务相近"
    if facts.words or facts.words_zh:
        return (
            "both mention " + ", ".join(facts.words) if facts.words else "both texts are about the same",
            "都提到" + "、".join(facts.words_zh) if facts.words_zh else "两份资料内容相近",
        )
    return "no telling word in common", "没有共同的关键词"


def money_of(value: float) -> Said:
    """A sum of money in words, in the millions that tickets are told in."""
    return f"{value / 1e6:,.4g} million", f"{value / 1e4:,.6g}万"


def _ticket(pairs: Pairs, row: int) -> Said:
    least, most = float(pairs.index.ticket_min[row]), float(pairs.index.ticket_max[row])
    (low, low_zh), (high, high_zh) = money_of(least), money_of(most)
    if math.isnan(least):
        return f"up to {high}", f"不超过{high_zh}"
    if math.isnan(most):
        return f"from {low}", f"{low_zh}起"
    return f"{low} to {high}", f"{low_zh}至{high_zh}"


def _ticket_fits(pairs: Pairs, row: int) -> bool | None:
    """Whether the amount sought lies within what a provider invests at a time; None where either is unknown."""
    amount, least, most = pairs.seeker.need.amount, pairs.index.ticket_min[row], pairs.index.ticket_max[row]
    if not amount or (math.isnan(least) and math.isnan(most)):
        return None
    return not (amount < least or amount > most)


def _ticket_reason(facts: Facts, pairs: Pairs) -> Said | None:
    if not _ticket_fits(pairs, facts.row):
        return None
    english, chinese = _ticket(pairs, facts.row)
    return f"Invests {english} at a time, which fits what you seek", f"单笔投资额{chinese}，与您的融资需求相符"


def _ticket_subtitle(facts: Facts, pairs: Pairs) -> Said:
    fits = _ticket_fits(pairs, facts.row)
    if fits is None:
        return "not known", "未知"
    english, chinese = _ticket(pairs, facts.row)
    return f"invests {english} at a time", f"单笔投资额{chinese}"


def _stage_reason(facts: Facts, pairs: Pairs) -> Said | None:
    if facts.stage_fit != 1.0:
        return None
    english, chinese = stage_words(pairs)
    if _is_investor(pairs):
        return f"Invests at your stage ({english})", f"投资处于{chinese}的企业，与您相同"
    return f"Guides startups at your stage ({english})", f"辅导处于{chinese}的企业，与您相同"


def _stage_subtitle(facts: Facts, pairs: Pairs) -> Said:
    verb, verb_zh = ("invests", "投资") if _is_investor(pairs) else ("works", "从事")
    known: dict[float, Said] = {
        1.0: (f"{verb} at your stage", f"{verb_zh}您所处的阶段"),
        0.5: (f"{verb} one stage away", f"{verb_zh}相邻阶段"),
        0.0: (f"{verb} at other stages", f"{verb_zh}其他阶段"),
    }
    return known.get(facts.stage_fit if facts.stage_fit is not None else -1.0, ("not known", "未知"))


def _place_reason(facts: Facts, pairs: Pairs) -> Said | None:
    if facts.same_pool:
        return "Belongs to your incubator's own pool", "属于您所在孵化器的导师库"
    if facts.place_fit == 1.0:
        said = f"Is in {facts.region}, as you are" if _is_investor(pairs) else f"Works in {facts.region}, as you do"
        return said, f"与您同在{facts.region}"
    return None


def _place_subtitle(facts: Facts, pairs: Pairs) -> Said:
    if facts.same_pool:
        return "in your incubator's pool", "在您所在孵化器的导师库"
    if facts.region:
        return (f"{facts.region}, as you are", f"{facts.region}，与您相同") if facts.place_fit == 1.0 else (
            facts.region, facts.region)  # fmt: skip
    return "not known", "未知"


def _category_reason(facts: Facts, pairs: Pairs) -> Said | None:
    index = pairs.index
    if pairs.seeker.category < 0 or index.categories[facts.row] != pairs.seeker.category:
        return None
    return "Is the kind of person you ask for", "正是您所需的人才类别"


def _category_subtitle(facts: Facts, pairs: Pairs) -> Said:
    if pairs.seeker.category < 0:
        return "you ask for any kind", "您未限定类别"
    return ("as you ask", "符合您的要求") if _category_reason(facts, pairs) else ("another kind", "其他类别")


def _answers_reason(facts: Facts, pairs: Pairs) -> Said | None:
    if facts.answer_days is not None and facts.answer_days <= 3:
        english, chinese = days_of(facts.answer_days)
        return f"Usually answers {english}", f"通常{chinese}回复"
    if facts.asked >= 3 and facts.accepted / facts.asked >= 0.6:
        return (
            f"Said yes to {facts.accepted} of {facts.asked} requests",
            f"{facts.asked}次请求中接受了{facts.accepted}次",
        )
    return None


def _answers_subtitle(facts: Facts, pairs: Pairs) -> Said:
    if not facts.asked:
        return "nobody has asked yet", "尚无人提出请求"
    share = (f"{facts.accepted} of {facts.asked} requests accepted", f"{facts.asked}次请求接受{facts.accepted}次")
    if facts.answer_days is None:
        return share
    english, chinese = days_of(facts.answer_days)
    return f"{english}, {share[0]}", f"{chinese}，{share[1]}"


def _results_reason(facts: Facts, pairs: Pairs) -> Said | None:
    if facts.rating is not None and facts.ratings >= LEAST_RATINGS and facts.rating >= 4:
        return (
            f"Rated {facts.rating:.1f} of 5 in {facts.ratings} ratings",
            f"{facts.ratings}次评价平均{facts.rating:.1f}分（满分5分）",
        )
    if facts.finished >= 2 and facts.finished * 3 >= facts.ended * 2:
        if _is_investor(pairs):
            return _invested(facts)
        return (
            f"{facts.finished} of {plural(facts.ended, 'startup')} guided finished well",
            f"辅导的{facts.ended}家企业中{facts.finished}家顺利完成",
        )
    return None


def _invested(facts: Facts) -> Said:
    return (
        f"Invested in {facts.finished} of {plural(facts.ended, 'startup')} it talked with",
        f"接洽的{facts.ended}家企业中投资了{facts.finished}家",
    )


def _results_subtitle(facts: Facts, pairs: Pairs) -> Said:
    ended = (f"{facts.finished} of {facts.ended} finished well", f"{facts.ended}次中{facts.finished}次顺利完成")
    if _is_investor(pairs):
        said = _invested(facts)
        ended = (said[0][:1].lower() + said[0][1:], said[1])
    if facts.rating is None or facts.ratings < LEAST_RATINGS:
        few = ("too few ratings to show", "评价太少，暂不显示")
        return (f"{ended[0]}; {few[0]}", f"{ended[1]}；{few[1]}") if facts.ended else few
    rated = (f"{facts.rating:.1f} in {facts.ratings} ratings", f"{facts.ratings}次评价平均{facts.rating:.1f}")
    return (f"{rated[0]}; {ended[0]}", f"{rated[1]}；{ended[1]}") if facts.ended else rated


def _track_reason(facts: Facts, pairs: Pairs) -> Said | None:
    guided = facts.guided
    if guided is None:
        return None
    if _is_investor(pairs):
        english = f"Has talked with {plural(guided.count, 'startup')} in {inline(guided.tag)}"
        chinese = f"接洽过{guided.count}家{guided.tag.zh or guided.tag.en}企业"
        more = (f"{english}; invested in {guided.well}", f"{chinese}，投资了其中{guided.well}家")
        return more if guided.well else (english, chinese)
    english = f"Has guided {plural(guided.count, 'startup')} in {inline(guided.tag)}"
    chinese = f"辅导过{guided.count}家{guided.tag.zh or guided.tag.en}企业"
    if guided.well:
        verb = "it finished well" if guided.count == guided.well == 1 else f"{guided.well} finished well"
        return f"{english}; {verb}", f"{chinese}，其中{guided.well}家顺利完成"
    return english, chinese


def _track_subtitle(facts: Facts, pairs: Pairs) -> Said:
    said = _track_reason(facts, pairs)
    if facts.refused:
        no = (f"declined {plural(facts.refused, 'request')} like yours", f"婉拒过{facts.refused}次同类请求")
        return (f"{said[0][:1].lower()}{said[0][1:]}; {no[0]}", f"{said[1]}；{no[1]}") if said else no
    return (said[0][:1].lower() + said[0][1:], said[1]) if said else ("none known yet", "暂无记录")


def _places_reason(facts: Facts, pairs: Pairs) -> Said | None:
    if facts.free is None or facts.capacity is None or facts.free < 1:
        return None
    return (
        f"Has room: {facts.free} of {plural(facts.capacity, 'place')} free",
        f"有空余名额：{facts.capacity}个中空{facts.free}个",
    )


def _places_subtitle(facts: Facts, pairs: Pairs) -> Said:
    if facts.free is None:
        return "number of places not known", "名额未知"
    return f"{facts.free} of {facts.capacity} left", f"{facts.capacity}个中剩{facts.free}个"


_REASONS = {
    "fields": _fields_reason,
    "text": _text_reason,
    "stage": _stage_reason,
    "ticket": _ticket_reason,
    "place": _place_reason,
    "category": _category_reason,
    "answers": _answers_reason,
    "results": _results_reason,
    "track": _track_reason,
    "places": _places_reason,
}
_SUBTITLES = {
    "fields": _fields_subtitle,
    "text": _text_subtitle,
    "stage": _stage_subtitle,
    "ticket": _ticket_subtitle,
    "place": _place_subtitle,
    "category": _category_subtitle,
    "answers": _answers_subtitle,
    "results": _results_subtitle,
    "track": _track_subtitle,
    "places": _places_subtitle,
}
