"""One honest caution about a pair, in English and Chinese."""

# ruff: noqa: ARG001 - every maker of a sentence is given the facts and the pair, whichever it needs
from __future__ import annotations

from graph.domain.kinds import INVESTOR
from matching.explanation.facts import Facts
from matching.explanation.wording import LEAST_RATINGS, LIKE_ENOUGH, Said, inline, plural, stage_words
from matching.features.query import RankingQuery
from matching.results import Caution


def caution_for(facts: Facts, query: RankingQuery) -> Caution | None:
    """The weightiest caution that is true."""
    for code, maker in _CAUTIONS.items():
        said = maker(facts, query)
        if said:
            return Caution(code, said[0], said[1])
    return None


def _holds_share(facts: Facts, query: RankingQuery) -> Said | None:
    return ("Has a share in you already", "已持有贵公司股份") if facts.holds_share else None


def _refused(facts: Facts, query: RankingQuery) -> Said | None:
    if not facts.refused:
        return None
    return (
        f"Declined {plural(facts.refused, 'request')} like yours as outside their field",
        f"曾以领域不符为由婉拒{facts.refused}次同类请求",
    )


def _slow(facts: Facts, query: RankingQuery) -> Said | None:
    if facts.answer_days is None or facts.answer_days < 7:
        return None
    return f"Usually takes {round(facts.answer_days)} days to answer", f"通常需要{round(facts.answer_days)}天才回复"


def _seldom(facts: Facts, query: RankingQuery) -> Said | None:
    if facts.asked < 4 or facts.accepted / facts.asked >= 0.35:
        return None
    return (
        f"Said yes to only {facts.accepted} of {facts.asked} requests",
        f"{facts.asked}次请求中仅接受{facts.accepted}次",
    )


def _uncovered(facts: Facts, query: RankingQuery) -> Said | None:
    need, index = query.seeker.need, query.index
    asked = set(index.tags.codes(need.industries, need.topics)) or set(query.seeker.own_tags)
    if not facts.shared_codes:
        return None
    missing = [code for code in asked if code not in facts.covered and index.tag_count(code) > 0]
    if not missing:
        return None
    missing.sort(key=lambda code: (-float(query.index.information[code]), code))
    label = query.index.tags.labels[missing[0]]
    return f"Does not name {inline(label)}, which is part of your need", f"未提及您所需的“{label.zh or label.en}”"


def _by_text_only(facts: Facts, query: RankingQuery) -> Said | None:
    if facts.shared or facts.broader or not query.seeker.own_tags:
        return None
    if not (facts.words or facts.words_zh) and facts.likeness < LIKE_ENOUGH:
        return "Names none of your fields", "未列出您的领域"
    return "Names none of your fields; the profile's text is close to yours", "未列出您的领域，仅资料内容相近"


def _other_stage(facts: Facts, query: RankingQuery) -> Said | None:
    if facts.stage_fit != 0.0:
        return None
    english, chinese = stage_words(query)
    return f"Names other stages than yours ({english})", f"所列阶段不含您所处的{chinese}"


def _away(facts: Facts, query: RankingQuery) -> Said | None:
    if facts.place_fit != 0.0 or not facts.region:
        return None
    verb = "Is" if query.seeker.need.kind == INVESTOR.name else "Works"
    return f"{verb} in {facts.region.en}, away from you", f"在{facts.region.zh}，离您较远"


def _last_place(facts: Facts, query: RankingQuery) -> Said | None:
    return ("Has one place left", "仅剩一个名额") if facts.free == 1 and facts.capacity != 1 else None


def _new(facts: Facts, query: RankingQuery) -> Said | None:
    return ("Joined lately: no ratings yet", "新近加入，暂无评价") if facts.is_new else None


def _unrated(facts: Facts, query: RankingQuery) -> Said | None:
    if 0 < facts.ratings < LEAST_RATINGS:
        return "Too few ratings to show yet", "评价太少，暂不显示"
    return ("No ratings yet", "暂无评价") if not facts.ratings else None


_CAUTIONS = {
    "holds_share": _holds_share,
    "refused_alike": _refused,
    "slow": _slow,
    "seldom_accepts": _seldom,
    "no_shared_field": _by_text_only,
    "not_covered": _uncovered,
    "other_stage": _other_stage,
    "away": _away,
    "last_place": _last_place,
    "new": _new,
    "unrated": _unrated,
}
