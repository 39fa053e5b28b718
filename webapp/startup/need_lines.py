"""In which state a need is, in one shape and one line."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from flask_babel import gettext as _
from flask_babel import ngettext

from graph.entities.engagement import Engagement
from graph.entities.need import Need
from webapp.presenters.dates import day
from webapp.presenters.names import name_of
from webapp.words.kinds import asked_for


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
        if engagement.need_id and engagement.is_open:
            by_need.setdefault(engagement.need_id, []).append(engagement)
    return [_line(need, by_need.get(need.id, [])) for need in needs]


def _line(need: Need, engagements: Sequence[Engagement]) -> NeedLine:
    if need.is_draft:
        return NeedLine(need, "draft", _("Draft"), _("Nobody sees it but you"))
    if need.is_closed:
        return NeedLine(need, "paused", _("Closed"))
    meetings = sorted(item.next_session_at for item in engagements if item.next_session_at)
    people = ", ".join(name_of({"name": e.provider_name, "name_zh": e.provider_name_zh}) for e in engagements)
    if meetings:
        return NeedLine(
            need, "good", _("Meeting on %(day)s", day=day(meetings[0])), _("with %(people)s", people=people)
        )
    if engagements:
        return NeedLine(need, "good", _("Working with %(people)s", people=people), _("No meeting planned yet"))
    if need.asked and need.waiting_since:
        waiting = _("Waiting for an answer since %(day)s", day=day(need.waiting_since))
        return NeedLine(need, "waiting", waiting, ngettext("1 request", "%(num)s requests", need.asked))
    return NeedLine(need, "new", _("Proposals ready"), _("Nobody asked yet"))
