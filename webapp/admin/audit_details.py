"""The details of the audit log's entries in the reader's words; what is no code of ours stands as it was written."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date

from flask_babel import gettext as _

from graph.domain.roles import ROLES
from graph.domain.states.terms import Availability, TermState
from graph.entities.message import AuditEntry
from webapp.operations.pools.standing import Standing
from webapp.presenters.dates import day
from webapp.words.ending import ENDED_FOR
from webapp.words.roles import role_word
from webapp.words.sentences import Sentence

_PLACE = re.compile(r"(?:in|by) [\w-]+")
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_HELD = re.compile(r"([a-z_]+) ([\w-]*)")
TERMS: Mapping[TermState, Sentence] = {
    TermState.LISTED: Sentence("listed, not asked yet"),
    TermState.INVITED: Sentence("invited, not accepted yet"),
    TermState.ACTIVE: Sentence("in the pool"),
    TermState.ENDED: Sentence("term ended"),
    TermState.LEFT: Sentence("left by themselves"),
}


def detail_words(entry: AuditEntry) -> str:
    """What an entry says beside who did what: how a term stood and stands, until when, in which role."""
    place, _colon, standings = entry.detail.partition(": ")
    if _PLACE.fullmatch(place) and " > " in standings:
        return _change(standings) or entry.detail
    if _PLACE.fullmatch(entry.detail):
        return ""
    if _DAY.fullmatch(entry.detail):
        return str(day(date.fromisoformat(entry.detail)))
    held = _HELD.fullmatch(entry.detail)
    if held and held[1] in ROLES:
        return role_word(held[1])
    return entry.detail


def _change(standings: str) -> str:
    before, _arrow, after = standings.partition(" > ")
    try:
        return str(_("before: %(before)s; then: %(after)s", before=_standing(before), after=_standing(after)))
    except ValueError:  # an entry of a version that wrote more, or less
        return ""


def _standing(text: str) -> str:
    one = Standing.read(text)
    said = [TERMS[one.term_state].say({})]
    if one.until:
        said.append(_("until %(day)s", day=day(one.until)))
    if one.ended_for and one.term_state is TermState.ENDED:
        said.append(ENDED_FOR[one.ended_for].say({}))
    if one.state is Availability.PAUSED:
        until = day(one.pause.until) if one.pause.until else ""
        said.append(_("paused to %(day)s", day=until) if until else _("paused"))
    return str(_(", ")).join(said)
