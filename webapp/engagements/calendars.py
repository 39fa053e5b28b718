"""A session as a calendar file."""

from __future__ import annotations

from zoneinfo import ZoneInfo

from flask import Response
from flask_babel import gettext as _
from icalendar import Calendar, Event

from graph.domain.texts import one_line
from graph.entities.session import Session
from webapp.engagements.blueprint import blueprint
from webapp.http.context import actor, graph, now
from webapp.presenters.names import name_of


@blueprint.get("/sessions/<session_id>.ics")
def download(session_id: str) -> Response:
    """The file that a calendar opens."""
    mine = actor()
    session = graph().read(lambda tx: tx.sessions.get(session_id, visible_to=mine))
    answer = Response(_calendar(session), mimetype="text/calendar")
    answer.headers["Content-Disposition"] = f'attachment; filename="{session.id}.ics"'
    return answer


def _calendar(session: Session) -> bytes:
    startup = name_of({"name": session.startup_name, "name_zh": session.startup_name_zh})
    supervisor = name_of({"name": session.provider_name, "name_zh": session.provider_name_zh})
    event = Event()
    event.add("uid", f"{session.id}@liulu")
    event.add("summary", _("%(startup)s and %(supervisor)s", startup=startup, supervisor=supervisor))
    event.add("dtstamp", now())
    event.add("dtstart", session.starts_at.astimezone(_zone(session)))
    event.add("dtend", session.ends_at.astimezone(_zone(session)))
    event.add("status", "CANCELLED" if session.is_cancelled else "CONFIRMED")
    if session.place:
        event.add("location", one_line(session.place))
    if session.link:
        event.add("url", one_line(session.link))
    if session.need_title:
        event.add("description", session.need_title)
    calendar = Calendar()
    calendar.add("prodid", "-//Liulu//Liulu//EN")
    calendar.add("version", "2.0")
    calendar.add_component(event)
    calendar.add_missing_timezones()
    return bytes(calendar.to_ical())


def _zone(session: Session) -> ZoneInfo:
    return ZoneInfo(session.zone)
