"""Planning, moving, cancelling, holding and rating sessions."""

from __future__ import annotations

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from graph.domain.roles import Side
from graph.entities.session import Session
from webapp.engagements.answers import Answers
from webapp.engagements.blueprint import blueprint
from webapp.engagements.forms import NotesForm, RatingForm, SessionForm
from webapp.engagements.pages import page_of
from webapp.engagements.reading import my_zone, read_work
from webapp.http.context import actor, graph, now
from webapp.http.notices import flash_told
from webapp.operations.delivery.who_is_told import Concerned, provider_of, startup_of
from webapp.operations.engagements.hold_sessions import (
    cancel_session,
    mark_held,
    move_session,
    plan_session,
    write_notes,
)
from webapp.operations.engagements.rate_session import rate_session


@blueprint.post("/<engagement_id>/sessions")
def plan(engagement_id: str) -> Response | tuple[str, int]:
    """Plan a session."""
    form = SessionForm.of(my_zone())
    if not form.validate_on_submit():
        return page_of(read_work(engagement_id), session=form), 422
    session_id = plan_session(graph(), actor(), engagement_id, form.appointment(), now())
    flash_told(_("The meeting is planned."), _others(_get(session_id)))
    return redirect(url_for(".show_engagement", engagement_id=engagement_id))


@blueprint.route("/sessions/<session_id>/move", methods=["GET", "POST"])
def move(session_id: str) -> Response | str | tuple[str, int]:
    """Change when or where a session is."""
    session = _get(session_id)
    form = SessionForm.of(my_zone(), session)
    if form.validate_on_submit():
        move_session(graph(), actor(), session_id, form.appointment(), now())
        flash_told(_("The meeting is moved."), _others(session))
        return redirect(_page(session))
    page = render_template("engagements/move.html", session=session, form=form)
    return (page, 422) if form.errors else page


@blueprint.route("/sessions/<session_id>/cancel", methods=["GET", "POST"])
def cancel(session_id: str) -> Response | str:
    """Ask before a session is cancelled, and cancel it."""
    session = _get(session_id)
    if request.method == "GET":
        return render_template("engagements/cancel.html", session=session)
    cancel_session(graph(), actor(), session_id, now())
    flash_told(_("The meeting is cancelled."), _others(session))
    return redirect(_page(session))


@blueprint.post("/sessions/<session_id>/held")
def hold(session_id: str) -> Response:
    """Note that a session took place."""
    session = mark_held(graph(), actor(), session_id, now())
    flash(_("Noted: the meeting took place."), "done")
    return redirect(_page(session))


@blueprint.post("/sessions/<session_id>/notes")
def take_notes(session_id: str) -> Response | tuple[str, int]:
    """Write the notes that both sides read."""
    form = NotesForm()
    if not form.validate_on_submit():
        work = read_work(_get(session_id).engagement_id)
        return page_of(work, answers=Answers.of(work).with_notes(session_id, form)), 422
    session = write_notes(graph(), actor(), session_id, form.notes.data or "", now())
    flash(_("The notes are saved. Both of you see them."), "done")
    return redirect(_page(session))


@blueprint.post("/sessions/<session_id>/rating")
def rate(session_id: str) -> Response | tuple[str, int]:
    """Rate a session, once."""
    form = RatingForm()
    form.offer_choices()
    if not form.validate_on_submit():
        work = read_work(_get(session_id).engagement_id)
        return page_of(work, answers=Answers.of(work).with_rating(session_id, form)), 422
    session = rate_session(graph(), actor(), session_id, form.rating.data, form.comment.data or "", now())
    flash(_("Thank you. They read it once both of you have answered, or after 14 days."), "done")
    return redirect(_page(session))


def _others(session: Session) -> Concerned:
    """The side that hears of what this one does."""
    return provider_of(session) if actor().side is Side.SEEKER else startup_of(session)


def _get(session_id: str) -> Session:
    mine = actor()
    return graph().read(lambda tx: tx.sessions.get(session_id, visible_to=mine))


def _page(session: Session) -> str:
    return url_for(".show_engagement", engagement_id=session.engagement_id) + f"#{session.id}"
