"""One stuck thing in the reader's words, with what may be done about it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from flask import url_for
from flask_babel import gettext as _
from flask_babel import ngettext

from graph.domain.roles import Side
from graph.domain.stuck import SOON_AFTER, StuckSort
from graph.entities.stuck import StuckThing
from webapp.operations.delivery.who_is_told import Concerned
from webapp.presenters.dates import day, short_day
from webapp.presenters.names import name_of
from webapp.words.incubator import tried_words
from webapp.words.kinds import wanted


@dataclass(frozen=True)
class Move:
    """Something that may be done about a thing; `action`: the form of it, empty where `url` leads elsewhere."""

    label: str
    action: str = ""
    url: str = ""


@dataclass(frozen=True)
class Line:
    """Who waits, for whom, for what, since when; the addresses of their pages, empty where there is none."""

    thing: StuckThing
    who: str
    who_url: str
    whom: str
    whom_url: str
    what: str
    what_url: str
    waits_for: str
    state: str
    notes: tuple[str, ...]
    shape: str
    moves: tuple[Move, ...]


def line_of(one: StuckThing, on: date, colleagues: Mapping[str, str]) -> Line:
    """The line of a thing; `colleagues`: the names of who may mind things, by account."""
    who, who_url = _who(one)
    return Line(
        one, who, who_url, _provider(one) if one.sort is not StuckSort.LOAD else "", _whom_url(one),
        _what(one), url_for("incubator.show_need", need_id=one.need_id) if one.need_id else "", sort_words()[one.sort],
        _state(one), _notes(one, on, colleagues), _shape(one), tuple(_moves(one)),
    )  # fmt: skip


def sort_words() -> dict[StuckSort, str]:
    """For what each sort of thing waits, for the filter too."""
    return {
        StuckSort.REQUEST: _("an answer"),
        StuckSort.ELSEWHERE: _("an answer to startups elsewhere"),
        StuckSort.NEED: _("a choice"),
        StuckSort.WORK: _("a meeting"),
        StuckSort.LOAD: _("a free place"),
    }


def concerned(things: Iterable[StuckThing]) -> list[Concerned]:
    """Whom a move with these concerns on both sides: whom the incubator may know of."""
    found = []
    for one in things:
        if one.startup_id:
            found.append(Concerned(Side.SEEKER, one.startup_id, one.startup_name, one.startup_name_zh))
        if one.provider_id:
            found.append(Concerned(Side.PROVIDER, one.provider_id, one.provider_name, one.provider_name_zh))
    return found


def startup_name(one: StuckThing) -> str:
    """The startup in the reader's language; empty where it is none of ours."""
    return name_of({"name": one.startup_name, "name_zh": one.startup_name_zh}) if one.startup_id else ""


def thing_name(one: StuckThing) -> str:
    """How messages name it: the startup and the provider."""
    return " · ".join(filter(None, (startup_name(one), _provider(one) or one.title)))


def _who(one: StuckThing) -> tuple[str, str]:
    if one.sort is StuckSort.ELSEWHERE:
        return ngettext("%(num)s startup elsewhere", "%(num)s startups elsewhere", one.count), ""
    if one.sort is StuckSort.LOAD:
        return _provider(one), _supervisor_url(one)
    return startup_name(one), url_for("incubator.show_startup", startup_id=one.startup_id)


def _provider(one: StuckThing) -> str:
    return name_of({"name": one.provider_name, "name_zh": one.provider_name_zh}) if one.provider_id else ""


def _whom_url(one: StuckThing) -> str:
    return _supervisor_url(one) if one.is_own_provider and one.sort is not StuckSort.LOAD else ""


def _supervisor_url(one: StuckThing) -> str:
    return url_for("incubator.show_supervisor", person_id=one.provider_id)


def _what(one: StuckThing) -> str:
    if one.sort is StuckSort.NEED:
        return f"{one.title} · {wanted(one.kind)}"
    return one.title


def _state(one: StuckThing) -> str:
    if one.sort is StuckSort.NEED:
        return tried_words(one.said_no, one.unanswered) or str(_("Nobody asked"))
    if one.sort is StuckSort.WORK:
        return str(_("No meeting since") if one.has_met else _("Never met"))
    if one.sort is StuckSort.LOAD:
        waiting = ngettext("%(num)s waits", "%(num)s wait", one.count)
        return str(waiting if one.count else _("More than their places"))
    if one.is_unread:
        return str(_("Asked, and nobody reads it: they have no account"))
    if one.reminded_at and one.is_answered_here:
        return str(_("Your incubator was reminded %(day)s", day=short_day(one.reminded_at)))
    return str(_("Reminded %(day)s", day=short_day(one.reminded_at)) if one.reminded_at else _("Asked"))


def _notes(one: StuckThing, on: date, colleagues: Mapping[str, str]) -> tuple[str, ...]:
    notes = []
    if one.extended_until and one.extended_until >= on:
        notes.append(_("waits until %(day)s", day=short_day(one.extended_until)))
    noted = one.follow_up
    if noted and one.is_snoozed(on):
        notes.append(_("put off to %(day)s", day=short_day(noted.snoozed_until)))
    if one.minder_id in colleagues:
        name = colleagues[one.minder_id]
        due = noted.due_on if noted and one.assignee_id else None
        text = _("%(name)s minds it, by %(day)s", name=name, day=day(due)) if due else ""
        notes.append(text or _("%(name)s minds it", name=name))
    return tuple(str(note) for note in notes)


def _shape(one: StuckThing) -> str:
    if one.is_stuck:
        return "warn" if one.sort in (StuckSort.LOAD, StuckSort.WORK) and one.days < 60 else "stop"
    return "warn" if one.days >= SOON_AFTER[one.sort] else "waiting"


def _moves(one: StuckThing) -> list[Move]:
    moves = []
    if one.is_answered_here:
        to = url_for("answering.show_request", request_id=one.id) if one.sort is StuckSort.REQUEST else ""
        moves.append(Move(_("Answer for them"), url=to or url_for("answering.list_requests")))
    elif one.is_unread:
        moves.append(Move(_("Invite them, or answer for them…"), url=url_for("answering.list_reach")))
    elif one.sort is not StuckSort.LOAD:
        moves.append(Move(_("Remind"), "remind"))
    if one.need_id:
        moves.append(Move(_("Suggest somebody…"), url=url_for("incubator.show_need", need_id=one.need_id)))
    if one.startup_id:
        moves.append(Move(_("Write to the founders…"), "write"))
    if one.is_own_provider:
        moves.append(Move(_("Write to the supervisor…"), "write_supervisor"))
    if one.sort is StuckSort.REQUEST:
        moves.append(Move(_("Let it wait longer…"), "extend"))
    if one.startup_id:
        moves.append(Move(_("Close…"), "close"))
    return [*moves, Move(_("Put off…"), "snooze"), Move(_("Hand on…"), "assign")]
