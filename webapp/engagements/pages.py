"""The page of an engagement, its goal and its end, and the list of all meetings."""

from __future__ import annotations

from datetime import timedelta

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from graph.domain.kinds import KINDS
from graph.entities.engagement import Engagement
from graph.entities.session import Session
from graph.errors import ForbiddenError, InvalidInputError
from graph.transaction import Transaction
from webapp.engagements.answers import Answers
from webapp.engagements.blueprint import blueprint
from webapp.engagements.forms import CloseForm, GoalForm, SessionForm
from webapp.engagements.reading import Meeting, Work, my_zone, read_work
from webapp.http.context import actor, graph, now
from webapp.operations.engagements.close_engagement import close_engagement, set_goal
from webapp.words.kinds import words_for_role
from webapp.words.outcomes import ended_status, outcome_words
from webapp.words.roles import role_word

_YEAR = timedelta(days=366)


@blueprint.get("/")
def list_sessions() -> str:
    """All meetings of the reader, coming ones first, and the work they belong to."""
    mine, at = actor(), now()
    side, is_startup = mine.side, mine.is_seeker
    if side is None:
        raise ForbiddenError("Only the two sides of work have meetings.")

    def work(tx: Transaction) -> tuple[list[Session], list[Engagement], frozenset[str]]:
        span = (mine.subject_id, at - _YEAR, at + _YEAR)
        if is_startup:
            sessions = tx.sessions.list_of_startup(*span, visible_to=mine)
            engagements = tx.engagements.list_of_startup(mine.subject_id, visible_to=mine)
        else:
            sessions = tx.sessions.list_of_provider(*span, visible_to=mine)
            engagements = tx.engagements.list_of_provider(mine.subject_id, visible_to=mine)
        rated = tx.sessions.list_rated([session.id for session in sessions], side)
        return sessions, engagements, rated

    sessions, engagements, rated = graph().read(work)
    meetings = [Meeting.of(session, (), mine.side, at, is_rated=session.id in rated) for session in sessions]
    return render_template(
        "engagements/list.html",
        coming=[meeting for meeting in meetings if meeting.is_coming],
        past=[meeting for meeting in reversed(meetings) if not meeting.is_coming],
        engagements=engagements,
        is_startup=is_startup,
        ended_status=ended_status,
        words=words_for_role(mine.role) if mine.is_provider else None,
    )


@blueprint.get("/<engagement_id>")
def show_engagement(engagement_id: str) -> str:
    """The work between two sides."""
    return page_of(read_work(engagement_id))


@blueprint.post("/<engagement_id>/goal")
def write_goal(engagement_id: str) -> Response | tuple[str, int]:
    """Write what the work is for."""
    form = GoalForm()
    if not form.validate_on_submit():
        return page_of(read_work(engagement_id), goal=form), 422
    set_goal(graph(), actor(), engagement_id, form.goal.data or "", now())
    flash(_("The goal is saved. Both of you see it."), "done")
    return redirect(url_for(".show_engagement", engagement_id=engagement_id))


@blueprint.route("/<engagement_id>/close", methods=["GET", "POST"])
def close(engagement_id: str) -> Response | str | tuple[str, int]:
    """Ask how it ended, and close the work."""
    work = read_work(engagement_id)
    form = CloseForm()
    form.offer_choices(work.engagement)
    if form.validate_on_submit() and _close(form, engagement_id):
        flash(_("The work is closed, and the place is free again."), "done")
        return redirect(url_for(".show_engagement", engagement_id=engagement_id))
    page = render_template("engagements/close.html", work=work, engagement=work.engagement, form=form)
    return (page, 422) if form.errors else page


def _close(form: CloseForm, engagement_id: str) -> bool:
    try:
        close_engagement(graph(), actor(), engagement_id, form.ending(), form.note.data or "", now())
    except InvalidInputError as error:
        form.show_error(error)
        return False
    return True


def page_of(
    work: Work, *, goal: GoalForm | None = None, session: SessionForm | None = None, answers: Answers | None = None
) -> str:
    """The engagement page, with a form that was filled in wrongly where there is one."""
    engagement = work.engagement
    written_at = url_for(".write_goal", engagement_id=engagement.id)
    return render_template(
        "engagements/show.html",
        work=work,
        engagement=engagement,
        goal_form=goal or GoalForm(sent_to=written_at, data={"goal": engagement.goal}),
        session_form=session or SessionForm.of(my_zone()),
        answers=answers or Answers.of(work),
        outcome=outcome_words(engagement.outcome),
        words=words_for_role(actor().role) if actor().is_provider else None,
        provider_word=role_word(KINDS[engagement.kind].provider_role),
        is_planning=session is not None or request.args.get("plan") == "1",
    )
