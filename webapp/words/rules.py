"""The hard rules in words: who was left out of a ranking and by which rule."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_babel import ngettext

from graph.domain.eligibility import NearRule, RuleCode, forbids
from graph.domain.kinds import KINDS
from matching.results import Ranking
from webapp.presenters.language import language
from webapp.words.by_kind import FACTS
from webapp.words.kinds import words_for
from webapp.words.sentences import Sentence

SENTENCES = KINDS.table("sentences of rules", {kind: words.rules for kind, words in FACTS.items()})
_NEAR_SENTENCES: Mapping[NearRule, Sentence] = {
    NearRule.OUTSIDE_TICKET: Sentence(
        "%(name)s puts in other amounts at a time than you seek. You may ask all the same."
    ),
    NearRule.OTHER_STAGES: Sentence("%(name)s names stages two or more away from yours. You may ask all the same."),
}
TITLES: Mapping[RuleCode | NearRule, Any] = {
    NearRule.OUTSIDE_TICKET: _l("Other amounts than you seek"),
    NearRule.OTHER_STAGES: _l("Other stages than yours"),
    RuleCode.NO_FREE_PLACE: _l("No free place"),
    RuleCode.CONFLICT: _l("Conflict of interest"),
    RuleCode.PAUSED: _l("Paused"),
    RuleCode.LANGUAGE: _l("No language in common"),
    RuleCode.ALREADY_ENGAGED: _l("Works with you already"),
    RuleCode.ALREADY_ASKED: _l("Asked already"),
    RuleCode.DISMISSED: _l("Off your list"),
    RuleCode.DECLINED_BEFORE: _l("Declined before"),
    RuleCode.OUTSIDE_POOL: _l("In a pool closed to you"),
    RuleCode.UNREACHABLE: _l("Cannot be reached yet"),
}


def rule_sentence(kind: str, code: str, name: str) -> str:
    """Which rule leaves somebody of this name out, said to the startup."""
    known = _known(code)
    sentence = _NEAR_SENTENCES[known] if isinstance(known, NearRule) else SENTENCES[kind][known]
    return sentence.say({"name": name})


def _known(code: str) -> RuleCode | NearRule:
    return RuleCode(code) if forbids(code) else NearRule(code)


def rule_title(code: str) -> str:
    """The name of a rule, as the head of a group."""
    return str(TITLES[_known(code)])


def left_out_sentence(ranking: Ranking) -> str:
    """Considered 412. Left out 38: 21 have no free place, 9 have a conflict of interest."""
    counted = words_for(ranking.kind).count
    sentences: list[str] = [_("Considered %(counted)s.", counted=counted(ranking.considered))]
    if ranking.eligible > len(ranking.proposals) > 1:
        sentences.append(_("Here are the best %(count)s.", count=len(ranking.proposals)))
    left_out = sum(ranking.excluded.values())
    if left_out:
        by_count = sorted(ranking.excluded.items(), key=lambda item: (-item[1], item[0]))
        parts = _(", ").join(rule_count(code, count) for code, count in by_count if count)
        sentences.append(_("Left out %(counted)s: %(parts)s.", counted=counted(left_out), parts=parts))
    return ("" if language() == "zh" else " ").join(sentences)


def rule_count(code: str, count: int) -> str:
    """How many a rule left out, in words."""
    sentences: dict[RuleCode | NearRule, str] = {
        NearRule.OUTSIDE_TICKET: ngettext("%(num)s puts in other amounts", "%(num)s put in other amounts", count),
        NearRule.OTHER_STAGES: ngettext("%(num)s names other stages", "%(num)s name other stages", count),
        RuleCode.NO_FREE_PLACE: ngettext("%(num)s has no free place", "%(num)s have no free place", count),
        RuleCode.CONFLICT: ngettext("%(num)s has a conflict of interest", "%(num)s have a conflict of interest", count),
        RuleCode.PAUSED: ngettext("%(num)s is paused", "%(num)s are paused", count),
        RuleCode.LANGUAGE: ngettext("%(num)s shares no language", "%(num)s share no language", count),
        RuleCode.ALREADY_ENGAGED: ngettext("%(num)s works with you already", "%(num)s work with you already", count),
        RuleCode.ALREADY_ASKED: ngettext("%(num)s was asked already", "%(num)s were asked already", count),
        RuleCode.DISMISSED: ngettext("%(num)s is off your list", "%(num)s are off your list", count),
        RuleCode.DECLINED_BEFORE: ngettext("%(num)s declined before", "%(num)s declined before", count),
        RuleCode.OUTSIDE_POOL: ngettext(
            "%(num)s is in a pool closed to you", "%(num)s are in pools closed to you", count
        ),
        RuleCode.UNREACHABLE: ngettext("%(num)s cannot be reached yet", "%(num)s cannot be reached yet", count),
    }
    return sentences[_known(code)]
