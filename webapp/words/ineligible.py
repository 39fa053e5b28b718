"""Why somebody may not be asked, or may not accept, in words for the person who meets the rule."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from flask import request
from flask_babel import gettext as _

from graph.domain.eligibility import RuleCode
from graph.errors import NotEligibleError
from webapp.presenters.names import name_of
from webapp.words.explanation import Explanation
from webapp.words.rules import rule_sentence, rule_title


def not_eligible(error: NotEligibleError) -> Explanation:
    """The words for a refusal by a rule."""
    say = _BY_RULE.get(error.rule)
    if say:
        return say(error)
    return Explanation(
        rule_title(error.rule),
        rule_sentence(error.kind, error.rule, name_of(error)),
        _("Nothing was changed."),
        _("Choose somebody else on the list. It says who may be asked, and why others may not."),
    )


def _no_free_place(error: NotEligibleError) -> Explanation:
    if request.blueprint == "provider":
        return Explanation(
            _("Your last place is taken"),
            _("You have no free place any more."),
            _("The request still waits for your answer."),
            _("Take more places on your page, close an engagement that has ended, or decline with a reason."),
        )
    return Explanation(
        _("The last place was taken"),
        _("%(name)s has no free place any more.", name=name_of(error)),
        _("Your request and its note are kept."),
        _("Ask somebody else on the list, or wait: a place may become free."),
    )


def _conflict_of_interest(_error: NotEligibleError) -> Explanation:
    return Explanation(
        _("A conflict of interest stands between these two"),
        _("They are tied by employment, shares, family, competition or a declaration."),
        _("Nothing was changed."),
        _("Choose somebody else. If the tie has ended, the incubator can end the record of it."),
    )


_BY_RULE: Mapping[RuleCode, Callable[[NotEligibleError], Explanation]] = {
    RuleCode.NO_FREE_PLACE: _no_free_place,
    RuleCode.CONFLICT: _conflict_of_interest,
}
