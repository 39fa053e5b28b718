"""Additive contributions of feature groups to a score, and the reasons made of them."""

from __future__ import annotations

from collections.abc import Mapping

from graph.domain.kinds import KINDS
from graph.entities.profile import ProfileRecord
from matching.explanation.facts import Facts
from matching.explanation.pair_reasons import reason_for, subtitle_for
from matching.features.query import RankingQuery
from matching.results import ContributionBar, Difference, PathStep, RankedProvider, Reason

# Less than this moves nobody's place by much: it is no reason, though its bar is shown.
_LEAST = 0.05
# Words in common tell less than a field, a stage or past work of the same weight, which anybody can check.
_TELLING = {"text": 0.4}
# A pair's own before what is good in general: "is quick" is no reason to choose somebody for this need.
_GENERAL = frozenset({"answers", "places", "results", "habits"})
# Of these groups only the first is told: they say the same in other words.
_ALIKE = ("help_area", "meaning", "text")


def reasons_of(
    query: RankingQuery, facts: Facts, parts: Mapping[str, float], sums: Mapping[str, float]
) -> tuple[Reason, ...]:
    """The strongest reasons that can be told as a fact: those of the fit (`parts`), what is asked first, then those of
    the chance of a yes (`sums`), the pair's own first."""
    of_fit = sorted(parts, key=lambda group: (group not in _ALIKE[:2], -parts[group] * _TELLING.get(group, 1.0), group))
    of_chance = sorted(sums, key=lambda group: (group in _GENERAL, -sums[group], group))
    found: list[Reason] = []
    for group, moved in [*((one, parts[one]) for one in of_fit), *((one, sums[one]) for one in of_chance)]:
        if group in _ALIKE and any(one.feature in _ALIKE for one in found):
            continue
        # Who has done what is asked is told so, also where all the others have.
        told = reason_for(group, facts, query) if moved > _LEAST or group == "help_area" else None
        if told:
            found.append(Reason(told.code, told.params, group, round(moved, 4)))
    return tuple(found)


def contribution_bars(query: RankingQuery, facts: Facts, sums: dict[str, float]) -> tuple[ContributionBar, ...]:
    """All groups that moved anything, largest first; they add up to the whole."""
    moved = sorted((group for group in sums if sums[group] != 0.0), key=lambda group: (-sums[group], group))
    return tuple(ContributionBar(group, subtitle_for(group, facts, query), sums[group]) for group in moved)


def differences_of(
    query: RankingQuery, facts: Facts, sums: dict[str, float], against: dict[str, float], most: int = 4
) -> tuple[Difference, ...]:
    """Where one provider is behind another, the widest gap first, then where they are ahead."""
    gaps = {group: sums[group] - against[group] for group in sums}
    behind = sorted((group for group in gaps if gaps[group] < -0.005), key=lambda group: (gaps[group], group))
    return tuple(Difference(group, subtitle_for(group, facts, query), round(gaps[group], 4)) for group in behind[:most])


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
