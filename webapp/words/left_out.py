"""Who was left out of a ranking, in sentences."""

from __future__ import annotations

from flask_babel import gettext as _
from flask_babel import ngettext

from matching.results import Ranking
from webapp.presenters.language import language


def left_out_sentence(ranking: Ranking) -> str:
    """Considered 412. Left out 38: 21 have no free place, 9 have a conflict of interest."""
    sentences: list[str] = [_("Considered %(count)s.", count=f"{ranking.considered:,}")]
    if ranking.eligible > len(ranking.proposals) > 1:
        sentences.append(_("Here are the best %(count)s.", count=len(ranking.proposals)))
    left_out = sum(ranking.excluded.values())
    if left_out:
        by_count = sorted(ranking.excluded.items(), key=lambda item: (-item[1], item[0]))
        parts = _(", ").join(rule_count(code, count) for code, count in by_count if count)
        sentences.append(_("Left out %(count)s: %(parts)s.", count=f"{left_out:,}", parts=parts))
    return ("" if language() == "zh" else " ").join(sentences)


def rule_count(code: str, count: int) -> str:
    """How many a rule left out, in words."""
    sentences: dict[str, str] = {
        "no_free_place": ngettext("%(num)s has no free place", "%(num)s have no free place", count),
        "conflict": ngettext("%(num)s has a conflict of interest", "%(num)s have a conflict of interest", count),
        "paused": ngettext("%(num)s is paused", "%(num)s are paused", count),
        "language": ngettext("%(num)s shares no language", "%(num)s share no language", count),
        "already_engaged": ngettext("%(num)s works with you already", "%(num)s work with you already", count),
        "already_asked": ngettext("%(num)s was asked already", "%(num)s were asked already", count),
        "dismissed": ngettext("%(num)s is off your list", "%(num)s are off your list", count),
        "declined_before": ngettext("%(num)s declined before", "%(num)s declined before", count),
        "outside_pool": ngettext("%(num)s is in a pool closed to you", "%(num)s are in pools closed to you", count),
    }
    other: str = ngettext("%(num)s for another reason", "%(num)s for other reasons", count)
    return sentences.get(code, other)


def rule_words(code: str) -> str:
    """The name of a rule, as the head of a group."""
    titles: dict[str, str] = {
        "no_free_place": _("No free place"),
        "conflict": _("Conflict of interest"),
        "paused": _("Paused"),
        "language": _("No language in common"),
        "already_engaged": _("Works with you already"),
        "already_asked": _("Asked already"),
        "dismissed": _("Off your list"),
        "declined_before": _("Declined before"),
        "outside_pool": _("In a pool closed to you"),
    }
    other: str = _("Another reason")
    return titles.get(code, other)
