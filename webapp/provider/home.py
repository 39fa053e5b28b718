"""Home: what needs an answer now, then the week, then places."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from flask import render_template

from graph.domain.kinds import kind_of_role
from graph.entities import Actor
from graph.entities.providers import OwnRatings, ProviderProfile, SessionLine
from graph.entities.requests import Request
from graph.entities.session import BLIND_DAYS
from graph.transaction import Transaction
from webapp.http.conflicts import asked_of_provider
from webapp.http.context import actor, graph, now, organisation_day
from webapp.http.navigation import counts
from webapp.jobs.readings import note_reading_later
from webapp.presenters.dates import local_date, today
from webapp.provider.blueprint import blueprint
from webapp.provider.cards import card_of
from webapp.words.kinds import words_for_role

WEEK = timedelta(days=7)
# An explanation ranks the whole pool: a page affords one; the requests below say why on their own pages.
MOST_EXPLAINED = 1


@dataclass(frozen=True)
class WeekLine:
    """One line of the week: a meeting, or a rating that is due."""

    day: date
    session: SessionLine
    kind: str
    days_left: int = 0


@dataclass(frozen=True)
class Home:
    """Everything that the page reads, in one transaction."""

    profile: ProviderProfile
    waiting: list[Request]
    sessions: list[SessionLine]
    to_rate: list[SessionLine]
    ratings: OwnRatings
    usual_minutes: int | None
    invitations: int | None


@blueprint.get("/")
def home() -> str:
    """Requests waiting, oldest first; the week; places."""
    moment = now()
    seen = graph().read(lambda tx: read_home(tx, actor(), moment))
    asked = asked_of_provider(seen.profile.id, {request.startup_id for request in seen.waiting})
    cards = [
        card_of(
            request,
            seen.profile,
            seen.usual_minutes,
            explained=place < MOST_EXPLAINED,
            conflicts=asked.get(request.startup_id, ()),
        )
        for place, request in enumerate(seen.waiting)
    ]
    note_reading_later([request.id for request in seen.waiting if request.read_at is None], moment)
    lines, end = _lines(seen, moment), today() + WEEK
    return render_template(
        "provider/home.html",
        home=seen,
        cards=cards,
        week=[line for line in lines if line.day <= end],
        later=[line for line in lines if line.day > end],
        today=today(),
        works_with=words_for_role(actor().role).works_with(seen.profile.taken),
        is_paused=seen.profile.is_paused(organisation_day()),
    )


@counts("provider.home")
def count_waiting(who: Actor) -> int:
    """How many requests wait, for the menu."""
    return graph().read(lambda tx: tx.requests.count_waiting(who.subject_id))


def read_home(tx: Transaction, who: Actor, at: datetime) -> Home:
    """What stands on a provider's home at this moment."""
    own_id, is_pooled = who.subject_id, kind_of_role(who.role).is_pooled
    start = at.replace(hour=0, minute=0, second=0, microsecond=0) - timedelta(days=1)
    return Home(
        profile=tx.providers.get(own_id, visible_to=who),
        waiting=tx.requests.list_waiting(own_id),
        sessions=tx.providers.list_sessions(own_id, start, at + WEEK),
        to_rate=tx.providers.list_to_rate(own_id, at - timedelta(days=BLIND_DAYS), at),
        ratings=tx.providers.ratings(own_id, at),
        usual_minutes=tx.providers.usual_minutes(own_id),
        invitations=tx.pools.count_invitations(own_id, tx.calendar.day_of(at)) if is_pooled else None,
    )


def _lines(home: Home, at: datetime) -> list[WeekLine]:
    """Meetings and ratings by day; ratings may be due after the week."""
    lines = [_meeting(session, at) for session in home.sessions if session.is_planned]
    lines += [_rating(session) for session in home.to_rate]
    return sorted(lines, key=lambda line: (line.day, line.session.starts_at))


def _meeting(session: SessionLine, at: datetime) -> WeekLine:
    is_over = session.starts_at + timedelta(minutes=session.minutes) < at
    return WeekLine(local_date(session.starts_at) or today(), session, "over" if is_over else "to_come")


def _rating(session: SessionLine) -> WeekLine:
    due = local_date(session.starts_at + timedelta(days=BLIND_DAYS)) or today()
    return WeekLine(due, session, "rate", max(0, (due - today()).days))
