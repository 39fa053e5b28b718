"""Why a startup suits the one whom it asks, said to them: the facts of the ranking from the other side."""

from __future__ import annotations

from collections.abc import Mapping

from flask_babel import gettext as _

from matching.results import Explanation, Label
from webapp.presenters.language import language
from webapp.presenters.numbers import sentence

MOST_REASONS = 3


def reasons_for(explanation: Explanation, words: Mapping[str, str]) -> tuple[str, ...]:
    """The strongest reasons that say something about the two of them, in the words of the one who is asked.

    How one answers oneself is no news.
    """
    found = []
    for reason in explanation.proposal.reasons:
        if reason.feature == "fields" and explanation.proposal.shared_tags:
            found.append(_("You share %(fields)s", fields=_listed(explanation.proposal.shared_tags[:3])))
        elif reason.feature in words:
            found.append(words[reason.feature])
    return tuple(found[:MOST_REASONS])


def _listed(labels: tuple[Label, ...]) -> str:
    return sentence([label.zh or label.en if language() == "zh" else label.en for label in labels])


def caution_for(explanation: Explanation) -> str:
    """One honest caution, where it is about the two of them."""
    caution = explanation.proposal.caution
    words = {
        "holds_share": _("You have a share in them already"),
        "refused_alike": _("You declined requests like this one before, as outside your field"),
        "not_covered": _("Part of their need lies outside the fields that you name"),
        "no_shared_field": _("You name none of their fields"),
        "other_stage": _("You name other stages than theirs"),
        "away": _("They work in another region than you"),
    }
    return words.get(caution.code, "") if caution else ""
