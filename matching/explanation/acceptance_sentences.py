"""Sentences about the fact that moved an expected answer most."""

from __future__ import annotations

from matching.explanation.acceptance_facts import Counts, Telling, telling_of
from matching.explanation.facts import Facts
from matching.explanation.wording import Said, inline, is_investor, listed, name_of, plural
from matching.features.query import RankingQuery

# So much more is a reason; less stands under the bar only.
_FAR = 0.1
_NOTHING = "no single fact stands out", "没有突出的单项因素"


def expected_reason(facts: Facts, query: RankingQuery) -> Said | None:
    """What people like them were told, or told, far more often than others. Their own answers are told elsewhere."""
    telling = telling_of(query, facts.row)
    if telling is None or telling.counts is None or telling.what != "kind":
        return None
    own, usual = _both(telling.counts)
    if own - usual < _FAR:
        return None
    english, chinese = _of_kind(telling, telling.counts, query)
    return english[:1].upper() + english[1:], chinese


def expected_subtitle(facts: Facts, query: RankingQuery) -> Said:
    """The fact behind the bar, good or bad."""
    telling = telling_of(query, facts.row)
    if telling is None:
        return _NOTHING
    if telling.counts is None:
        return _of_load(telling, query) if telling.what == "load" else _of_likeness(telling, facts)
    if telling.what == "person":
        return _of_person(telling, telling.counts)
    return _of_kind(telling, telling.counts, query)


def _of_person(telling: Telling, counts: Counts) -> Said:
    yes, answers, (share, share_zh) = counts.yes, counts.answers, _shares(counts)
    if telling.side == "seeker":
        return (
            f"chosen {yes} of {answers} times ({share})",
            f"{answers}次选择中被选中{yes}次（{share_zh}）",
        )
    return (
        f"said yes to {yes} of {plural(answers, 'request')} ({share})",
        f"{answers}次请求接受{yes}次（{share_zh}）",
    )


def _of_kind(telling: Telling, counts: Counts, query: RankingQuery) -> Said:
    people, people_zh = _people(telling, query)
    yes, answers, (share, share_zh) = counts.yes, counts.answers, _shares(counts)
    like, like_zh = ("with needs like yours ", "需求相近的") if telling.is_like else ("", "")
    if telling.side == "seeker":
        return (
            f"startups {like}chose {people} {yes} of {answers} times ({share})",
            f"{like_zh}企业对{people_zh}做过{answers}次选择，选中{yes}次（{share_zh}）",
        )
    like, like_zh = ("requests like yours", "相近的请求") if telling.is_like else ("requests", "请求")
    return (
        f"{people} said yes to {yes} of {answers} {like} ({share})",
        f"{people_zh}收到{answers}次{like_zh}，接受{yes}次（{share_zh}）",
    )


def _people(telling: Telling, query: RankingQuery) -> Said:
    label = telling.label
    if label is None:
        return "people of their kind", "这类人选"
    if telling.trait == "region":
        return f"those in {label.en}", f"{name_of(label)}的人选"
    if telling.trait == "stage":
        verb, verb_zh = ("invest", "投资") if is_investor(query) else ("work", "辅导")
        return f"those who {verb} at the stage {label.en}", f"{verb_zh}{label.zh}企业的人选"
    verb, verb_zh = ("invest in", "投资") if is_investor(query) else ("know", "熟悉")
    return f"those who {verb} {inline(label)}", f"{verb_zh}“{name_of(label)}”的人选"


def _of_load(telling: Telling, query: RankingQuery) -> Said:
    if telling.is_good:
        return "took on nobody and turned nobody down lately", "近期没有新接企业，也没有婉拒或漏回请求"
    taken, refused = plural(telling.taken, "startup"), plural(telling.refused, "request")
    verb, verb_zh = ("began to talk with", "新接洽") if is_investor(query) else ("took on", "新接")
    return (
        f"{verb} {taken} in the last 90 days, declined or did not answer {refused} in the last 60",
        f"近90天{verb_zh}{telling.taken}家企业，近60天婉拒或未回复{telling.refused}次请求",
    )


def _of_likeness(telling: Telling, facts: Facts) -> Said:
    if telling.is_good and facts.shared:
        english, chinese = listed(facts.shared)
        return f"what you ask for is what they name: {english}", f"与您所需相同：{chinese}"
    if telling.is_good:
        return "close to what is asked for", "与您所需相近"
    return "shares less of what you ask for than others do", "与您所需的交集少于一般人选"


def _shares(counts: Counts) -> Said:
    own, usual = (f"{round(100 * share)}%" for share in _both(counts))
    return f"{own}; anybody: {usual}", f"{own}；全部人选：{usual}"


def _both(counts: Counts) -> tuple[float, float]:
    """The share of yes of those who are told of, and everybody's."""
    return counts.yes / max(counts.answers, 1), counts.all_yes / max(counts.all_answers, 1)
