"""The requests of a need that wait, as they stand in the way of asking one more person."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from flask import url_for
from flask_babel import gettext as _

from graph.entities.proposal import Proposal
from webapp.http.context import organisation_day, settings
from webapp.presenters.dates import day, days_since
from webapp.presenters.names import name_of


@dataclass(frozen=True)
class Waiting:
    """A request that waits, and for how many days more it does before it ends by itself."""

    request: Proposal
    days_left: int


@dataclass(frozen=True)
class Asked:
    """That somebody was asked already, with the way to what came of it."""

    text: str
    url: str
    link: str


def list_waiting(requests: Sequence[Proposal]) -> list[Waiting]:
    """Those that wait, the oldest first."""
    waiting = [item for item in requests if item.is_waiting and item.asked_at]
    left = settings().expire_after_days
    lines = [Waiting(item, max(left - days_since(item.asked_at), 0)) for item in waiting]
    return sorted(lines, key=lambda line: (line.days_left, line.request.id))


def find_asked_elsewhere(requests: Sequence[Proposal], provider_id: str, need_id: str) -> Asked | None:
    """The words for a request to this provider that waits for another need; None where there is none."""
    for item in requests:
        if item.provider_id == provider_id and item.need_id != need_id and item.is_waiting:
            names = {"name": item.provider_name, "name_zh": item.provider_name_zh}
            told = {"name": name_of(names), "day": day(item.asked_at), "need": item.need_title or ""}
            text = _("You asked %(name)s on %(day)s for another need, and wait for an answer: “%(need)s”.", **told)
            return Asked(text, url_for(".show_request", proposal_id=item.id), _("See the request"))
    return None


def find_asked(requests: Sequence[Proposal], provider_id: str) -> Asked | None:
    """The words for a request to this provider that waits or was accepted; None where there is none."""
    for item in requests:
        if item.provider_id != provider_id:
            continue
        names = {"name": item.provider_name, "name_zh": item.provider_name_zh}
        said = {"name": name_of(names), "day": day(item.decided_at if item.is_accepted else item.asked_at)}
        if item.waits_for_paused(organisation_day()):
            text = _("You asked %(name)s on %(day)s, who takes no new requests at present.", **said)
            return Asked(text, url_for(".show_request", proposal_id=item.id), _("See the request"))
        if item.is_waiting:
            text = _("You asked %(name)s on %(day)s and wait for an answer.", **said)
            return Asked(text, url_for(".show_request", proposal_id=item.id), _("See the request"))
        if item.is_accepted:
            text = _("%(name)s accepted your request on %(day)s.", **said)
            work = url_for("engagements.show_engagement", engagement_id=item.id)
            return Asked(text, work, _("Open your work together"))
    return None
