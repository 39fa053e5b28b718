"""The details of the audit log's entries in the reader's words; what is no code of ours stands as it was written."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date

from flask_babel import gettext as _
from flask_babel import ngettext

from graph.domain.ranks import RANKS
from graph.domain.roles import ROLES
from graph.domain.states.terms import Availability, TermState
from graph.entities.message import AuditEntry
from webapp.operations.pools.standing import Standing
from webapp.presenters.dates import day
from webapp.words.audit_codes import CODES
from webapp.words.changing import VALUES
from webapp.words.ending import ENDED_FOR
from webapp.words.ranks import rank_word
from webapp.words.roles import role_word
from webapp.words.sentences import Sentence, say_stored

_PLACE = re.compile(r"(?:in|by) [\w-]+")
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_HELD = re.compile(r"([a-z_]+) ([\w-]*)(?: (\w*))?")
_ROWS = re.compile(r"(?:([a-z]{3,4}): |)(\d+)(?(1)| rows)")
_LOADED = re.compile(r"(\d+) created, (\d+) updated, (\d+) left out")
_UNDONE = re.compile(r"(\d+) gone, (\d+) as before, (\d+) kept")
_STEP_BACK = re.compile(r"(instead of|back to) ([\w-]+(?: starting rules)?)")
_MEMBER = frozenset({"change_member", "undo_change_member"})
_MINDING = frozenset({"choose_minder", "undo_choose_minder"})
TERMS: Mapping[TermState, Sentence] = {
    TermState.LISTED: Sentence("listed, not asked yet"),
    TermState.INVITED: Sentence("invited, not accepted yet"),
    TermState.ACTIVE: Sentence("in the pool"),
    TermState.ENDED: Sentence("term ended"),
    TermState.LEFT: Sentence("left by themselves"),
}


def detail_words(entry: AuditEntry) -> str:
    """What an entry says beside who did what: why, how a term stood and stands, until when, in which role, how many."""
    detail = entry.detail
    codes = CODES.get(entry.action, {})
    if detail in codes:
        return codes[detail].say({})
    place, _colon, more = detail.partition(": ")
    if _PLACE.fullmatch(place):
        return _of_place(entry.action, more) if more else ""
    if _DAY.fullmatch(detail):
        return str(day(date.fromisoformat(detail)))
    return _held(detail) or _counted(detail) or _stepped_back(detail) or detail


def _of_place(action: str, more: str) -> str:
    """What was changed in a pool: columns, who minds somebody (ids that mean nothing to a reader), or a term."""
    if action in _MEMBER:
        return str(_(", ")).join(say_stored(VALUES, name, {}) for name in more.split())
    if action in _MINDING:
        return ""
    return _change(more) or more


def _held(detail: str) -> str:
    """A role, with the rank in it."""
    held = _HELD.fullmatch(detail)
    if not held or held[1] not in ROLES:
        return ""
    return str(_(", ")).join(filter(None, (role_word(held[1]), rank_word(held[3] or "") if held[3] in RANKS else "")))


def _counted(detail: str) -> str:
    """How many rows were taken away, answered or loaded."""
    if found := _ROWS.fullmatch(detail):
        rows = ngettext("%(num)s row", "%(num)s rows", int(found[2]))
        return f"{found[1].upper()}{_(', ')}{rows}" if found[1] else str(rows)
    if found := _LOADED.fullmatch(detail):
        new, changed, out = found.groups()
        return str(_("%(new)s new, %(changed)s changed, %(out)s left out", new=new, changed=changed, out=out))
    if found := _UNDONE.fullmatch(detail):
        gone, back, kept = found.groups()
        return str(_("%(gone)s gone, %(back)s as before, %(kept)s kept", gone=gone, back=back, kept=kept))
    return ""


def _stepped_back(detail: str) -> str:
    """What served before a model, or does again."""
    found = _STEP_BACK.match(detail)
    if not found:
        return ""
    what = _("the starting rules") if found[2] == "the starting rules" else found[2]
    if found[1] == "back to":
        return str(_("back to %(what)s", what=what))
    return str(_("instead of %(what)s", what=what))


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
