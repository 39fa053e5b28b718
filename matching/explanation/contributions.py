"""Additive contributions of feature groups to a score, and the reasons made of them."""

from __future__ import annotations

from graph.domain.kinds import KINDS
from graph.entities.profile import ProfileRecord
from matching.explanation.facts import Facts
from matching.explanation.sentences import group_words, reason_for, subtitle_for
from matching.features.query import RankingQuery
from matching.results import ContributionBar, Difference, PathStep, RankedProvider, Reason

MOST_REASONS = 3
# Less than this moves nobody's place by much: it is no reason, though its bar is shown.
_LEAST = 0.05
# Words in common tell less than a field, a stage or past work of the same weight, which anybody can check.
_TELLING = {"text": 0.4}
# A pair's own fit before what is good in general: "is quick" is no reason to choose somebody for this need.
_GENERAL = frozenset({"answers", "places", "results", "habits"})


def reasons_of(query: RankingQuery, facts: Facts, sums: dict[str, float]) -> tuple[Reason, ...]:
    """The strongest reasons that can be told as a fact, the pair's own first."""
    ranked = sorted(sums, key=lambda group: (group in _GENERAL, -sums[group] * _TELLING.get(group, 1.0), group))
    found = []
    for group in ranked:
        said = reason_for(group, facts, query) if sums[group] > _LEAST else None
        if said:
            found.append(Reason(group, said[0], said[1], round(sums[group], 4)))
    return tuple(found[:MOST_REASONS])


def contribution_bars(query: RankingQuery, facts: Facts, sums: dict[str, float]) -> tuple[ContributionBar, ...]:
    """All groups that moved anything, largest first; they add up to the whole."""
    bars = []
    for group in sorted(sums, key=lambda name: (-sums[name], name)):
        if sums[group] == 0.0:
            continue
        words, said = group_words(group, query), subtitle_for(group, facts, query)
        bars.append(ContributionBar(group, words.label, words.label_zh, said[0], said[1], sums[group]))
    return tuple(bars)


def differences_of(
    query: RankingQuery, facts: Facts, sums: dict[str, float], against: dict[str, float], most: int = 4
) -> tuple[Difference, ...]:
    """Where one provider is behind another, the widest gap first, then where they are ahead."""
    gaps = {group: sums[group] - against[group] for group in sums}
    behind = sorted((group for group in gaps if gaps[group] < -0.005), key=lambda group: (gaps[group], group))
    found = []
    for group in behind[:most]:
        said = subtitle_for(group, facts, query)
        words = group_words(group, query)
        found.append(
            Difference(group, f"{words.label}: {said[0]}", f"{words.label_zh}：{said[1]}", round(gaps[group], 4))
        )
    return tuple(found)


def path_through(startup: ProfileRecord, proposal: RankedProvider, kind: str) -> tuple[PathStep, ...]:
    """The short path that always exists where a tag is shared: seeker, tag, provider."""
    if not proposal.shared_tags:
        return ()
    tag = proposal.shared_tags[0]
    is_topic = tag.id in startup.topics or tag.id not in startup.industries
    declared = KINDS[kind]
    label, first, last = (
        ("Topic", "ABOUT", "ABOUT") if is_topic else ("Industry", "IN_INDUSTRY", declared.field_relation)
    )
    return (
        PathStep(startup.id, "Startup", startup.name, "", startup.name_zh),
        PathStep(tag.id, label, tag.en, first, tag.zh),
        PathStep(proposal.provider_id, declared.label, proposal.name, last, proposal.name_zh),
    )
