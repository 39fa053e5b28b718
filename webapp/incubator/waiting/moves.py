"""What a curator does about stuck things, one or many: each move has a form with an address of its own."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_babel import ngettext
from werkzeug.wrappers import Response

from graph.domain.letters import Audience
from graph.domain.reasons import ClosedReason
from graph.entities.stuck import StuckThing
from graph.errors import InvalidInputError, NotFoundError
from webapp.forms.base import BaseForm
from webapp.forms.fields import show_refusal
from webapp.http.context import actor, graph, now
from webapp.http.notices import flash_put_back, flash_told, flash_undo, with_will_be_told
from webapp.http.own_addresses import own_path
from webapp.incubator.blueprint import blueprint
from webapp.incubator.letters.write import begin_letter
from webapp.incubator.waiting.lines import concerned, thing_name
from webapp.incubator.waiting.move_forms import REFUSED, AssignForm, CloseForm, ExtendForm, RemindForm, SnoozeForm
from webapp.operations.stuck.chosen import MOST_AT_ONCE, standing_things
from webapp.operations.stuck.close_on_behalf import CLOSABLE, close_on_behalf
from webapp.operations.stuck.extend_request import extend_requests
from webapp.operations.stuck.follow_up import assign, colleagues, put_back, snooze
from webapp.operations.stuck.remind import Reminded, left_out_of, remind
from webapp.presenters.dates import day, today
from webapp.words.closing import NOT_REMINDED

_TELLING = frozenset({"extend", "close"})
"""Moves of which everybody concerned is told."""
USUAL_SNOOZE, USUAL_EXTENSION = timedelta(days=7), timedelta(days=14)


@blueprint.get("/waiting/move")
def show_move() -> str | Response:
    """The form of a move for the things of the address; it can be left and come back to."""
    action, (things, moved) = request.args.get("action", ""), _things(request.args.getlist("id"))
    _check(action)
    if moved:
        flash(_moved_words(moved), "warn")
        if not things:
            return redirect(_back())
    if not action or not 1 <= len(things) <= MOST_AT_ONCE:
        flash(_count_refused(action, len(things)), "warn")
        return redirect(_back())
    if action in _LETTERS:
        return _begin_letter(action, things)
    if action == "remind":
        plan = graph().read(lambda tx: left_out_of(tx, things))
        if not plan.things:
            _say_not_reminded(plan)
            return redirect(_back())
        things = plan.things
    return _page(action, things, _FORMS[action]())


@blueprint.post("/waiting/move")
def do_move() -> str | Response | tuple[str, int]:
    """Do it, or show the form again with what is wrong."""
    action, (things, moved) = request.form.get("action", ""), _things(request.form.getlist("id"))
    _check(action)
    if moved and action:
        return _page(action, things, _posted(action), moved), 409
    if not action or not 1 <= len(things) <= MOST_AT_ONCE:
        flash(_count_refused(action, len(things)), "warn")
        return redirect(_back())
    form = _posted(action)
    if not form.validate():
        return _page(action, things, form), 422
    try:
        _DONE[action]([one.key for one in things], things, form)
    except InvalidInputError as error:
        show_refusal(form, error, REFUSED)
        return _page(action, things, form), 422
    return redirect(_back())


@blueprint.post("/waiting/undo")
def undo_move() -> Response:
    """Let things stand as before they were put off or handed on."""
    events = request.form.getlist("event")
    put = put_back(graph(), actor(), events, now())
    text = ngettext("%(num)s thing stands as before.", "%(num)s things stand as before.", put)
    flash_put_back(text, len(set(events)) - put)
    return redirect(_back())


def _things(keys: list[str]) -> tuple[list[StuckThing], list[str]]:
    """The things of these keys that the action is possible for, and what those are called that moved meanwhile.

    Raises NotFoundError for what never waited here.
    """
    who, at, action = actor(), now(), request.values.get("action", "")
    found, moved = graph().read(lambda tx: standing_things(tx, who, keys, at))
    return [one for one in found if _POSSIBLE.get(action, _always)(one)], moved


def _posted(action: str) -> Any:
    form = _POSTED[action]()
    if isinstance(form, AssignForm):
        form.offer(_minders())
    return form


def _moved_words(names: list[str]) -> str:
    return str(_("Answered, closed or moved meanwhile, maybe in another window: %(names)s.", names=", ".join(names)))


def _count_refused(action: str, count: int) -> str:
    """Why nothing can be done: too many were chosen, none, or none for which it is possible."""
    if count > MOST_AT_ONCE:
        return str(_("Choose at most %(most)s lines at once.", most=MOST_AT_ONCE))
    return _NOBODY[action]() if action and request.values.getlist("id") else str(_("Choose at least one line first."))


def _check(action: str) -> None:
    if action and action not in (_FORMS if request.method == "POST" else {**_FORMS, **_LETTERS}):
        raise NotFoundError("action", action)


def _page(action: str, things: list[StuckThing], form: BaseForm, moved: list[str] | None = None) -> str:
    names = list(dict.fromkeys(thing_name(one) for one in things))
    return render_template(
        "incubator/move.html", action=action, things=things, names=names, count=len(names), form=form, back=_back(),
        moved=_moved_words(moved) if moved else "",
        tomorrow=(today() + timedelta(days=1)).isoformat(),
        who_will_hear=with_will_be_told("", *concerned(things)) if action in _TELLING else "",
    )  # fmt: skip


def _begin_letter(action: str, things: list[StuckThing]) -> str | Response:
    """Letters have pages of their own, whoever they are to."""
    ids = [one.startup_id for one in things] if action == "write" else [one.provider_id for one in things]
    return begin_letter(_LETTERS[action], list(dict.fromkeys(ids)))


def _remind(keys: list[str], _things: list[StuckThing], _form: Any) -> None:
    done = remind(graph(), actor(), keys, now())
    if done.things:
        count = len(done.things)
        flash(ngettext("One reminder is on its way.", "%(num)s reminders are on their way.", count), "done")
    _say_not_reminded(done)


def _say_not_reminded(done: Reminded) -> None:
    for why, left in done.left_out.items():
        flash(NOT_REMINDED[why].say({"names": ", ".join(thing_name(one) for one in left)}), "warn")


def _snooze(keys: list[str], _things: list[StuckThing], form: Any) -> None:
    events = snooze(graph(), actor(), keys, form.until.data, now())
    until, count = day(form.until.data), len(events)
    text = ngettext(
        "Put off to %(day)s, or until it moves.", "%(num)s put off to %(day)s, or until they move.", count, day=until
    )
    _flash_undo(text, events)


def _assign(keys: list[str], _things: list[StuckThing], form: Any) -> None:
    chosen = form.assignee.data or ""
    events = assign(graph(), actor(), keys, chosen, form.due_on.data, now())
    name = dict(_minders()).get(chosen, "")
    if chosen:
        text = ngettext(
            "%(name)s minds it from now on.", "%(name)s minds %(num)s things more.", len(events), name=name
        )  # fmt: skip
    else:
        text = _("Nobody in particular minds it any more.")
    _flash_undo(text, events)


def _flash_undo(text: str, events: list[str]) -> None:
    flash_undo(text, url_for(".undo_move"), {"event": events, "back": _back()})


def _extend(keys: list[str], things: list[StuckThing], form: Any) -> None:
    count = extend_requests(graph(), actor(), keys, form.until.data, now())
    text = ngettext(
        "The request waits until %(day)s.", "%(num)s requests wait until %(day)s.", count, day=day(form.until.data)
    )
    flash_told(text, *concerned(things))


def _close(keys: list[str], things: list[StuckThing], form: Any) -> None:
    reason = ClosedReason(form.reason.data)
    count = close_on_behalf(graph(), actor(), keys, reason, form.word.data or "", now())
    flash_told(ngettext("Closed.", "%(num)s closed.", count), *concerned(things))


def _minders() -> list[tuple[str, str]]:
    who = actor()
    return [(one.id, one.name or one.email) for one in graph().read(lambda tx: colleagues(tx, who))]


def _new_assign() -> AssignForm:
    form = AssignForm(formdata=None, assignee=actor().account_id)
    form.offer(_minders())
    return form


def _always(_thing: StuckThing) -> bool:
    return True


def _back() -> str:
    """Where the view was; only addresses of the curator's own pages."""
    target = own_path(request.values.get("back"))
    return target if target and target.startswith(url_for(".home")) else url_for(".list_waiting")


_POSSIBLE: dict[str, Callable[[StuckThing], bool]] = {
    "close": lambda one: one.sort in CLOSABLE and bool(one.startup_id),
    "extend": lambda one: one.sort == "request",
    "write": lambda one: bool(one.startup_id),
    "write_supervisor": lambda one: one.is_own_provider,
}
_NOBODY: dict[str, Callable[[], str]] = {
    "close": lambda: str(_("Nothing of this is yours to close: it is not of a startup that is with you.")),
    "extend": lambda: str(_("No request of your startups is among these.")),
    "write": lambda: str(_("No startup that is with you is among these.")),
    "write_supervisor": lambda: str(_("No supervisor of your pool is among these.")),
    **dict.fromkeys(("remind", "snooze", "assign"), lambda: str(_("Choose at least one line first."))),
}
_LETTERS = {"write": Audience.STARTUPS, "write_supervisor": Audience.SUPERVISORS}
_FORMS: dict[str, Callable[[], BaseForm]] = {
    "remind": lambda: RemindForm(formdata=None),
    "snooze": lambda: SnoozeForm(formdata=None, until=today() + USUAL_SNOOZE),
    "assign": _new_assign,
    "extend": lambda: ExtendForm(formdata=None, until=today() + USUAL_EXTENSION),
    "close": lambda: CloseForm(formdata=None),
}
_POSTED: dict[str, Callable[[], BaseForm]] = {
    "remind": RemindForm, "snooze": SnoozeForm, "assign": AssignForm, "extend": ExtendForm, "close": CloseForm,
}  # fmt: skip
_DONE: dict[str, Callable[[list[str], list[StuckThing], Any], None]] = {
    "remind": _remind, "snooze": _snooze, "assign": _assign, "extend": _extend, "close": _close,
}  # fmt: skip
