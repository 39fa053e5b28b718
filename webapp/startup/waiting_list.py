"""Waiting for a place with somebody whose places are all taken."""

from __future__ import annotations

from collections.abc import Iterable

from flask import flash, redirect, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from graph.entities.wait import Wait
from webapp.http.context import actor, graph, now
from webapp.http.notices import flash_undo
from webapp.operations.waiting.join_waiting_list import join_waiting_list, leave_waiting_list
from webapp.presenters.dates import moment
from webapp.startup.blueprint import blueprint


@blueprint.post("/needs/<need_id>/proposals/<provider_id>/wait")
def wait_for_place(need_id: str, provider_id: str) -> Response:
    """Go on their waiting list."""
    number = join_waiting_list(graph(), actor(), need_id, provider_id, now())
    text = _("You are number %(number)s on the list. We tell you as soon as a place is free.", number=number)
    flash_undo(text, url_for(".stop_waiting", need_id=need_id, provider_id=provider_id))
    return redirect(url_for(".show_need", need_id=need_id, _anchor="waits"))


@blueprint.post("/needs/<need_id>/proposals/<provider_id>/stop-waiting")
def stop_waiting(need_id: str, provider_id: str) -> Response:
    """Go off it."""
    leave_waiting_list(graph(), actor(), provider_id, now())
    flash(_("You are off the waiting list."), "done")
    return redirect(url_for(".show_need", need_id=need_id))


def wait_words(wait: Wait) -> tuple[str, str]:
    """Shape and words of how one stands on a list."""
    if wait.is_offered and wait.held_until:
        return "good", str(_("A place is held for you until %(moment)s", moment=moment(wait.held_until)))
    return "waiting", str(_("Number %(number)s on the list", number=wait.number))


def wait_with(waits: Iterable[Wait], provider_id: str) -> Wait | None:
    """The entry of somebody's list, if one stands on it."""
    return next((wait for wait in waits if wait.provider_id == provider_id), None)
