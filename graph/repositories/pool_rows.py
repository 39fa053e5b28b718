"""Rows of a pool as entities."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from statistics import median

from graph.domain.answers import LEAST_TIMED
from graph.domain.calendar import Calendar
from graph.domain.kinds import pooled_kind
from graph.domain.reasons import EndReason
from graph.domain.states.terms import Availability, TermState
from graph.entities.exposure import Exposure
from graph.entities.pools import Answers, Organisation, PoolMember, Ratings
from graph.entities.term import Term
from graph.query_runner import Row
from graph.repositories.rows import state_of

_REACHED_BY = ("title", "phone", "wechat", "linkedin")
_CHARACTERS = (
    "id",
    "name",
    "name_zh",
    "category",
    "region",
    "email",
    "headline",
    "headline_zh",
    "summary",
    "summary_zh",
)


def by_name(rows: list[Row]) -> list[Exposure]:
    """Exposures by name."""
    return sorted((Exposure(**row) for row in rows), key=lambda one: (one.name, one.id))


def closed(member: PoolMember, day: date) -> PoolMember:
    """Who left is listed but not reached; of who was invited nothing is told but what the curator typed."""
    if member.term.is_running(day):
        return member
    if not member.term.is_only_invited:
        return replace(member, email=None, phone=None, wechat=None, linkedin=None)
    return PoolMember(
        id=member.id, name=member.invited_as, name_zh=None, category=None, region=None, email=None, headline=None,
        headline_zh=None, summary=None, summary_zh=None, languages=(), stages=(), capacity=0, taken=0,
        state=Availability.ACTIVE, paused_until=None, term=member.term, invited_as=member.invited_as, tags=member.tags,
    )  # fmt: skip


def member_of(
    row: Row, load: dict[str, Row], sessions: dict[str, Row], answers: dict[str, Answers], calendar: Calendar
) -> PoolMember:  # fmt: skip
    """A member from a row and what was read beside it, by id."""
    person = row["person"]
    key = person["id"]
    met = sessions.get(key, {})
    carried = load.get(key, {})
    told = answers.get(key, Answers())
    active = max((moment for moment in (met.get("last_at"), told.last_at) if moment), default=None)
    return PoolMember(
        **{name: person[name] for name in _CHARACTERS},
        languages=tuple(person["languages"] or ()),
        stages=tuple(person["stages"] or ()),
        capacity=pooled_kind().places(person["capacity"]),
        taken=carried.get("taken", 0),
        engagements=carried.get("engagements", 0),
        state=state_of(Availability, person["state"], Availability.ACTIVE),
        paused_until=person["paused_until"],
        paused_by=person["paused_by"],
        invited_as=row["invited_as"] or "",
        term=Term(
            state_of(TermState, row["state"]),
            row["since"],
            row["until"],
            row["reserved"],
            row["note"],
            end_reason(row["ended_for"]),
            state_before(row),
        ),
        industries=tuple(sorted(row["industries"])),
        topics=tuple(sorted(row["topics"], key=str.casefold)),
        help_areas=tuple(person["help_areas"] or ()),
        unconfirmed_areas=tuple(person["unconfirmed_areas"] or ()),
        tags=tuple(row["tags"] or ()),
        unconfirmed_since=person["unconfirmed_since"],
        unconfirmed_from=person["unconfirmed_from"],
        **{name: person[name] for name in _REACHED_BY},
        employer=_employer(row),
        answers=told,
        waiting_on=calendar.day_of(told.waiting_since) if told.waiting_since else None,
        active_on=calendar.day_of(active) if active else None,
        last_session_at=met.get("last_at"),
        sessions=met.get("sessions", 0),
    )


def state_before(row: Row) -> TermState | None:
    """The state in which a term was before the one that it is in; None where that is not known."""
    return TermState(row["before"]) if row["before"] else None


def end_reason(code: str | None) -> EndReason | None:
    """Why a term was ended; None where nobody said."""
    return EndReason(code) if code else None


def ratings_of(row: Row) -> Ratings:
    """A year's ratings from a row."""
    return Ratings(row["mean"], row["deviation"] or 0.0, row["count"], row["startups"])


def answers_of(row: Row, calendar: Calendar) -> Answers:
    """Median days to an answer, as startups are told it, and what waits; an expired request counts as no answer."""
    days = [(calendar.day_of(decided) - calendar.day_of(asked)).days for asked, decided in row["times"]]
    return Answers(
        days=float(median(days)) if len(days) >= LEAST_TIMED else None,
        answered=row["answered"],
        accepted=row["accepted"],
        waiting=row["waiting"],
        waiting_since=row["waiting_since"],
        last_at=row["last_at"],
    )


def _employer(row: Row) -> Organisation | None:
    """Where somebody works: an organisation that is here, else the latest that a career not hidden names."""
    employers = sorted((Organisation(**employer) for employer in row["employers"]), key=lambda one: one.name)
    if employers or row["hides_career"] or not row["jobs"]:
        return employers[0] if employers else None
    latest = max(row["jobs"], key=lambda job: (job["from"] or date.min, job["name"]))
    return Organisation("", latest["name"])
