"""In which state a need is, in one shape and one line."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from flask_babel import gettext as _
from flask_babel import ngettext

from graph.domain.states.requests import NeedState
from graph.entities.engagement import Engagement
from graph.entities.need import Need
from webapp.http.context import organisation_day
from webapp.presenters.dates import day
from webapp.presenters.names import name_of
from webapp.presenters.numbers import sentence
from webapp.words.kinds import asked_for
from webapp.words.outcomes import outcome_words


@dataclass(frozen=True)
class NeedLine:
    """A need as a list shows it."""

    need: Need
    shape: str
    state: str
    hint: str = ""

    @property
    def wanted(self) -> str:
        """What it asks for."""
        return asked_for(self.need.kind, self.need.amount)


def need_lines(needs: Iterable[Need], engagements: Sequence[Engagement]) -> list[NeedLine]:
    """Each need with the one thing about it that matters most."""
    by_need: dict[str, list[Engagement]] = {}
    for engagement in engagements:
        if engagement.need_id:
            by_need.setdefault(engagement.need_id, []).append(engagement)
    return [_line(need, by_need.get(need.id, [])) for need in needs]


def in_order(needs: Iterable[Need]) -> list[Need]:
    """Open needs first, then drafts, then what is closed; the latest first in each."""
    states = [NeedState.OPEN, NeedState.DRAFT, NeedState.CLOSED]
    return sorted(needs, key=lambda need: (states.index(need.state), -_latest(need).toordinal(), need.id))


def _latest(need: Need) -> date:
    """The day by which a need stands in its list."""
    return need.closed_on or need.opened_on or date.min


def _line(need: Need, together: Sequence[Engagement]) -> NeedLine:
    if need.is_draft:
        return NeedLine(need, "draft", _("Draft"), _("Nobody sees it but you"))
    if need.is_closed:
        return NeedLine(need, "paused", _("Closed"), _result(together))
    engagements = [item for item in together if item.is_open]
    meetings = sorted(item.next_session_at for item in engagements if item.next_session_at)
    people = sentence([_name(item) for item in engagements])
    if meetings:
        return NeedLine(need, "new", _("Meeting on %(day)s", day=day(meetings[0])), _("with %(people)s", people=people))
    if engagements:
        return NeedLine(need, "waiting", _("Working with %(people)s", people=people), _("No meeting planned yet"))
    if need.waits_for_paused(organisation_day()):
        return NeedLine(need, "paused", _("Whom you asked is paused"), _("You may ask somebody else"))
    if need.asked and need.waiting_since:
        waiting = _("Waiting for an answer since %(day)s", day=day(need.waiting_since))
        return NeedLine(need, "waiting", waiting, ngettext("1 request", "%(num)s requests", need.asked))
    return NeedLine(need, "new", _("Proposals ready"), _("No request waits"))


def _result(together: Sequence[Engagement]) -> str:
    """With whom work came of a closed need, and how that ended; empty where none did."""
    said = [(_name(item), outcome_words(item.outcome)) for item in together]
    return sentence([_("%(person)s: %(outcome)s", person=who, outcome=end) if end else who for who, end in said])


def _name(engagement: Engagement) -> str:
    return name_of({"name": engagement.provider_name, "name_zh": engagement.provider_name_zh})
