"""Sentences about collaboration paths between a seeker and a provider."""

from __future__ import annotations

from matching.explanation.facts import Facts
from matching.explanation.proximity_facts import colleague_of, path_of
from matching.explanation.wording import Said, is_investor, name_of, plural, small
from matching.features.query import RankingQuery

# One startup's work is its own affair.
_SEVERAL = 2


def closeness_reason(facts: Facts, query: RankingQuery) -> Said | None:
    """What joins the two, the nearest first."""
    path = path_of(query, facts.row)
    if path is None:
        return None
    verb, verb_zh = _verb(query)
    if path.together:
        return f"You {verb} with them before", f"您曾与对方{verb_zh}"
    if path.through is not None and path.startups >= _SEVERAL:
        english, chinese = path.through.en, name_of(path.through)
        return (
            f"{plural(path.startups, 'startup')} that {verb} with {english}, as you did, {verb} with them too",
            f"与您一样曾与{chinese}{verb_zh}的企业中，有{path.startups}家也与对方{verb_zh}过",
        )
    return None


def closeness_subtitle(facts: Facts, query: RankingQuery) -> Said:
    """The fact behind the bar, good or bad."""
    said = closeness_reason(facts, query)
    if said is not None:
        return small(said) if said[0].startswith("You") else said
    verb, verb_zh = _verb(query)
    path = path_of(query, facts.row)
    if path is None:
        return f"you {verb} with nobody yet", f"您尚未与任何人{verb_zh}"
    if path.startups:
        return "joined by the work of one startup", "仅通过一家企业的合作相连"
    return "no short path of past work", "过往合作中没有较近的联系"


def employer_reason(facts: Facts, query: RankingQuery) -> Said | None:
    """With which of their colleagues the seeker worked."""
    colleague = colleague_of(query, facts.row)
    if colleague is None:
        return None
    return (
        f"You worked with {colleague.en}, who has the same employer",
        f"您曾与同一单位的{name_of(colleague)}合作",
    )


def employer_subtitle(facts: Facts, query: RankingQuery) -> Said:
    """The same, or that there is none."""
    said = employer_reason(facts, query)
    if said is not None:
        return small(said)
    if query.index.employers[facts.row] < 0:
        return "employer not known", "所在单位未知"
    return "you worked with nobody else there", "您未与该单位其他人合作过"


def _verb(query: RankingQuery) -> Said:
    return ("talked", "接洽") if is_investor(query) else ("worked", "合作")
