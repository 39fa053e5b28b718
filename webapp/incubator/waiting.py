"""Who waits for whom since when: every request, need and engagement that does not move."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from flask import render_template, request, url_for
from flask_babel import gettext as _
from flask_babel import ngettext

from graph.domain.kinds import KINDS
from graph.entities.incubators import WaitingRequest
from webapp.http.context import actor, graph, now
from webapp.incubator.attention import LATE_DAYS, NO_SESSION_DAYS, UNMATCHED_DAYS, Attention, read_attention
from webapp.incubator.blueprint import blueprint
from webapp.presenters.names import name_of
from webapp.words.incubator import need_standing
from webapp.words.kinds import wanted

WAITED_FOR = ("request", "need", "session")


@dataclass(frozen=True)
class Waiting:
    """One line: who waits, for whom, for what, since when; the addresses of their pages, empty where there is none."""

    kind: str
    who: str
    who_url: str
    whom: str
    whom_url: str
    what: str
    since: date | datetime
    days: int
    shape: str
    state: str


@blueprint.get("/waiting")
def list_waiting() -> str:
    """All of it, the oldest first."""
    attention = read_attention(graph(), actor().subject_id, now())
    chosen = [kind for kind in request.args.getlist("kind") if kind in WAITED_FOR]
    lines = [line for line in waiting_lines(attention) if not chosen or line.kind in chosen]
    return render_template(
        "incubator/waiting.html", lines=lines, chosen=chosen, args=request.args.to_dict(flat=False), kinds=_kinds()
    )


def waiting_lines(attention: Attention) -> list[Waiting]:
    """Requests, needs and engagements as lines, those that wait longest first."""
    lines = [*_requests(attention), *_needs(attention), *_sessions(attention)]
    return sorted(lines, key=lambda line: (-line.days, line.who, line.whom))


def _kinds() -> list[tuple[str, str]]:
    return [("request", _("An answer")), ("need", _("A choice")), ("session", _("A meeting"))]


def _requests(attention: Attention) -> list[Waiting]:
    """Own startups by name; those of others as one line for each supervisor."""
    lines = _elsewhere(attention)
    for one in attention.requests:
        if not one.own_startup:
            continue
        days = attention.days_since(one.asked_at)
        whom_url = _supervisor_url(one.provider_id) if one.own_supervisor else ""
        state = _("Reminded") if one.reminded_at else _("Asked")
        lines.append(
            Waiting(
                "request", _named(one, "startup"), _startup_url(one.startup_id),
                _named(one, "provider"), whom_url, one.need_title or "", one.asked_at, days,
                _shape(days, 3, LATE_DAYS), state,
            )
        )  # fmt: skip
    return lines


def _elsewhere(attention: Attention) -> list[Waiting]:
    waiting: dict[str, list[WaitingRequest]] = {}
    for one in attention.requests:
        if not one.own_startup:
            waiting.setdefault(one.provider_id, []).append(one)
    lines = []
    for provider_id, requests in waiting.items():
        since = min(one.asked_at for one in requests)
        days = attention.days_since(since)
        who = ngettext("%(num)s startup elsewhere", "%(num)s startups elsewhere", len(requests))
        lines.append(
            Waiting(
                "request", who, "", _named(requests[0], "provider"), _supervisor_url(provider_id), "", since, days,
                _shape(days, 3, LATE_DAYS), _("Asked"),
            )
        )  # fmt: skip
    return lines


def _needs(attention: Attention) -> list[Waiting]:
    """A need with nobody asked: others wait for the founder, or the founder for a match."""
    lines = []
    for need in attention.needs:
        if not need.is_unmatched or need.opened_on is None:
            continue
        since = need.last_at or need.opened_on
        days = attention.days_since(since) if isinstance(since, datetime) else (attention.on - since).days
        lines.append(
            Waiting(
                "need", _named(need, "startup"), _startup_url(need.startup_id), "", "",
                f"{need.title} · {wanted(need.kind)}", since, days,
                _shape(days, 7, UNMATCHED_DAYS), need_standing(need)[1],
            )
        )  # fmt: skip
    return lines


def _sessions(attention: Attention) -> list[Waiting]:
    lines = []
    for one in attention.silent:
        since = one.last_at or one.opened_at
        days = attention.days_since(since)
        state = _("No meeting since") if one.last_at else _("Never met")
        whom_url = _supervisor_url(one.provider_id) if KINDS[one.kind].is_pooled else ""
        lines.append(
            Waiting(
                "session", _named(one, "startup"), _startup_url(one.startup_id), _named(one, "provider"), whom_url,
                one.goal or "", since, days, _shape(days, NO_SESSION_DAYS, 60), state,
            )
        )  # fmt: skip
    return lines


def _startup_url(startup_id: str) -> str:
    return url_for(".show_startup", startup_id=startup_id)


def _supervisor_url(person_id: str) -> str:
    return url_for(".show_supervisor", person_id=person_id)


def _named(thing: Any, side: str) -> str:
    return name_of({"name": getattr(thing, f"{side}_name"), "name_zh": getattr(thing, f"{side}_name_zh")})


def _shape(days: int, soon: int, over: int) -> str:
    return "stop" if days >= over else "warn" if days >= soon else "waiting"
