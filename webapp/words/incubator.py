"""Codes of the curator's pages in the reader's words."""

from __future__ import annotations

from datetime import date

from flask_babel import gettext as _
from flask_babel import ngettext

from graph.domain.states.terms import TermState
from graph.entities.incubators import OpenNeed
from graph.entities.pools import PoolMember, Standing
from graph.taxonomy import load
from webapp.presenters.dates import day, local_date, short_day
from webapp.presenters.language import language
from webapp.words.ending import ENDED_FOR

SHAPES = {
    Standing.ACTIVE: "good",
    Standing.NEW: "new",
    Standing.OVERLOADED: "warn",
    Standing.SLOW: "slow",
    Standing.IDLE: "draft",
    Standing.PAUSED: "paused",
    Standing.ENDED: "stop",
    Standing.LISTED: "draft",
    Standing.INVITED: "waiting",
    Standing.COMING: "waiting",
}


def term(code: str | None, kind: str | None = None) -> str:
    """A code of the taxonomy in the reader's language."""
    return load().label(code, language(), kind) if code else ""


def category_word(code: str | None) -> str:
    """The category in the short form that fits a column; empty for none."""
    return load().list("categories").terms[code].short_label(language()) if code else ""


def state_words() -> dict[Standing, str]:
    """Every standing of a supervisor, for the filter."""
    return {
        Standing.ACTIVE: _("Active"),
        Standing.NEW: _("New"),
        Standing.OVERLOADED: _("Overloaded"),
        Standing.SLOW: _("Slow to answer"),
        Standing.IDLE: _("Idle"),
        Standing.PAUSED: _("Paused"),
        Standing.ENDED: _("Term ended"),
        Standing.LISTED: _("On the list, not asked"),
        Standing.INVITED: _("Invited"),
        Standing.COMING: _("Term to come"),
    }


def standing(member: PoolMember, on: date) -> tuple[str, str]:
    """Shape and words of the state column."""
    code = member.standing(on)
    text = state_words()[code]
    if code is Standing.IDLE:
        text = ngettext("Idle %(num)s month", "Idle %(num)s months", member.idle_days(on) // 30)
    elif member.term.state is TermState.LEFT:
        text = _("Left the pool")
    elif code is Standing.LISTED and member.is_paused(on):
        text = _("On the list, paused")
    elif code is Standing.PAUSED and member.paused_until:
        text = _("Paused to %(day)s", day=short_day(member.paused_until))
    return SHAPES[code], text


def sort_words() -> dict[str, str]:
    """What a pool can be sorted by; a minus turns it round."""
    return {
        "-last": _("last active"),
        "name": _("name"),
        "answers": _("quickest to answer"),
        "-evaluation": _("best evaluation"),
        "-places": _("most free places"),
        "term": _("term ends first"),
        "state": _("what needs care"),
    }


def column_words() -> dict[str, str]:
    """Every column of the pool."""
    return {
        "name": _("Name"),
        "field": _("Category and field"),
        "places": _("Places"),
        "answers": _("Answers in"),
        "evaluation": _("Evaluation 1 to 5"),
        "state": _("State"),
        "last": _("Last active"),
        "sessions": _("Sessions this year"),
        "accepted": _("Accepted"),
        "term": _("Term ends"),
        "region": _("District"),
        "languages": _("Languages"),
        "stages": _("Stages"),
        "topics": _("Topics"),
        "tags": _("Tags"),
        "minder": _("Minded by"),
        "email": _("E-mail"),
    }


def days_words(days: float | None) -> str:
    """A time to answer; a dash where nobody knows."""
    if days is None:
        return "–"
    whole = max(1, round(days))
    return str(ngettext("%(num)s day", "%(num)s days", whole))


def tried_words(said_no: int, unanswered: int) -> str:
    """How many declined, and how many let a request run out; empty where nobody did either."""
    told = []
    if said_no:
        told.append(str(ngettext("%(num)s said no", "%(num)s said no", said_no)))
    if unanswered:
        told.append(str(ngettext("%(num)s did not answer in time", "%(num)s did not answer in time", unanswered)))
    return str(_(", ")).join(told)


def need_standing(need: OpenNeed) -> tuple[str, str]:
    """Shape and words of what asking came to so far: the furthest that one of its requests got."""
    if need.waiting:
        return "waiting", ngettext("%(num)s asked", "%(num)s asked", need.waiting)
    if need.accepted:
        return "good", ngettext("%(num)s said yes", "%(num)s said yes", need.accepted)
    if tried := tried_words(need.declined, need.unanswered):
        return "warn", tried
    if need.withdrawn:
        return "draft", ngettext("%(num)s asked, and taken back", "%(num)s asked, and taken back", need.withdrawn)
    return "draft", _("Nobody asked")


def term_words(member: PoolMember, on: date) -> str:
    """When the term ends or ended."""
    if member.term.ended_for is not None and member.term.until:
        why = ENDED_FOR[member.term.ended_for].say({})
        return str(_("ended %(day)s: %(why)s", day=day(member.term.until), why=why))
    if member.term.is_over(on):
        return str(_("ended %(day)s", day=day(member.term.until)) if member.term.until else _("ended"))
    return str(_("ends %(day)s", day=day(member.term.until)) if member.term.until else _("no end"))


def last_words(member: PoolMember) -> str:
    """The day of the last session or answer."""
    return day(local_date(member.last_active)) if member.last_active else "–"
