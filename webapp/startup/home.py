"""A startup's first page: what needs it now, then its needs, then the way to ask for something."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from flask import render_template, url_for
from flask_babel import gettext as _

from graph.domain.roles import Side
from graph.domain.states.requests import CAME_TO_NOTHING, NeedState, RequestState
from graph.entities.engagement import Engagement
from graph.entities.need import Need
from graph.entities.proposal import Proposal
from graph.entities.session import BLIND_DAYS, Session
from graph.entities.wait import Wait
from graph.transaction import Transaction
from webapp.http.context import actor, graph, now
from webapp.presenters.dates import moment
from webapp.presenters.names import name_of
from webapp.startup.blueprint import blueprint
from webapp.startup.need_lines import need_lines

_LONGEST_SESSION = timedelta(hours=8)
_NEWS_DAYS = 7


@dataclass(frozen=True)
class Task:
    """One thing that waits for the startup, and where it is done."""

    shape: str
    text: str
    hint: str
    action: str
    href: str
    at: datetime | None = None


@dataclass(frozen=True)
class _Facts:
    needs: list[Need]
    engagements: list[Engagement]
    sessions: list[Session]
    rated: frozenset[str]
    ended: list[Proposal]
    questions: list[Proposal]
    offers: list[Wait]


@blueprint.get("/")
def home() -> str:
    """What needs me now."""
    at = now()
    facts = _read(at)
    tasks = _tasks(facts, at)
    open_needs = [need for need in facts.needs if not need.is_closed]
    return render_template(
        "startup/home.html",
        tasks=tasks,
        lines=need_lines(open_needs, facts.engagements),
        closed=len(facts.needs) - len(open_needs),
        coming=[session for session in facts.sessions if session.is_planned and session.ends_at > at][:5],
    )


def _read(at: datetime) -> _Facts:
    mine = actor()
    startup_id = mine.subject_id

    def work(tx: Transaction) -> _Facts:
        since = at - timedelta(days=BLIND_DAYS) - _LONGEST_SESSION
        until = at + timedelta(days=30)
        sessions = tx.sessions.list_of_startup(startup_id, since, until, visible_to=mine)
        asked = tx.proposals.list_of_startup(startup_id, {RequestState.ASKED, *CAME_TO_NOTHING}, visible_to=mine)
        questions = [item for item in asked if item.is_waiting and _is_question_open(tx, item.id)]
        return _Facts(
            needs=tx.needs.list_of_startup(startup_id, visible_to=mine),
            engagements=tx.engagements.list_of_startup(startup_id, visible_to=mine),
            sessions=sessions,
            rated=tx.sessions.list_rated([session.id for session in sessions], Side.SEEKER),
            ended=[item for item in asked if not item.is_waiting and item.need_state is NeedState.OPEN],
            questions=questions,
            offers=[wait for wait in tx.waits.list_of_startup(startup_id) if wait.is_offered],
        )

    return graph().read(work)


def _is_question_open(tx: Transaction, proposal_id: str) -> bool:
    remarks = tx.requests.list_remarks(proposal_id)
    return bool(remarks) and remarks[-1].side is Side.PROVIDER


def _tasks(facts: _Facts, at: datetime) -> list[Task]:
    return [*_offers(facts), *_questions(facts), *_to_rate(facts, at), *_news(facts, at), *_to_plan(facts)]


def _offers(facts: _Facts) -> list[Task]:
    return [
        Task(
            "good",
            _("%(name)s has a place free for you", name=_of(wait.provider_name, wait.provider_name_zh)),
            _("Held until %(moment)s", moment=moment(wait.held_until)),
            _("Ask"),
            url_for(".ask", need_id=wait.need_id, provider_id=wait.provider_id),
        )
        for wait in facts.offers
    ]


def _questions(facts: _Facts) -> list[Task]:
    return [
        Task(
            "waiting",
            _("%(name)s asked you something", name=_provider(item)),
            item.need_title or "",
            _("Answer"),
            url_for(".show_request", proposal_id=item.id),
        )
        for item in facts.questions
    ]


def _to_rate(facts: _Facts, at: datetime) -> list[Task]:
    over = [
        session
        for session in facts.sessions
        if not session.is_cancelled and session.ends_at <= at < session.answers_until
    ]
    return [
        Task(
            "new",
            _("How was the meeting with %(name)s?", name=_supervisor(session)),
            session.need_title or "",
            _("Rate the meeting"),
            url_for("engagements.show_engagement", engagement_id=session.engagement_id) + f"#{session.id}",
            session.starts_at,
        )
        for session in over
        if session.id not in facts.rated
    ]


def _news(facts: _Facts, at: datetime) -> list[Task]:
    recent = [item for item in facts.ended if item.decided_at and item.decided_at > at - timedelta(days=_NEWS_DAYS)]
    texts = {
        RequestState.DECLINED: _("%(name)s declined"),
        RequestState.EXPIRED: _("%(name)s did not answer in time"),
    }
    return [
        Task(
            "warn",
            _("%(name)s suggests somebody else", name=_provider(item))
            if item.passed_to
            else texts[item.state] % {"name": _provider(item)},
            item.need_title or "",
            _("See whom") if item.passed_to else _("See who is next"),
            url_for(".show_request", proposal_id=item.id)
            if item.passed_to
            else url_for(".show_need", need_id=item.need_id),
            item.decided_at,
        )
        for item in recent
    ]


def _to_plan(facts: _Facts) -> list[Task]:
    waiting = [item for item in facts.engagements if item.is_open and not item.next_session_at and not item.sessions]
    return [
        Task(
            "good",
            _("%(name)s accepted: plan a first meeting", name=_of(item.provider_name, item.provider_name_zh)),
            item.need_title or "",
            _("Plan a meeting"),
            url_for("engagements.show_engagement", engagement_id=item.id),
            item.opened_at,
        )
        for item in waiting
    ]


def _provider(proposal: Proposal) -> str:
    return _of(proposal.provider_name, proposal.provider_name_zh)


def _supervisor(session: Session) -> str:
    return _of(session.provider_name, session.provider_name_zh)


def _of(name: str, name_zh: str | None) -> str:
    return name_of({"name": name, "name_zh": name_zh})
