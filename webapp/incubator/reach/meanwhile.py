"""What happened to somebody's invitation meanwhile, told to whoever comes second."""

from __future__ import annotations

from flask_babel import gettext as _

from webapp.http.context import actor, graph, organisation_day
from webapp.presenters.dates import moment
from webapp.words.contacts import event_words


def what_happened_to(person_id: str) -> str:
    """The last thing that the log says of somebody and the reader's incubator; empty where it says nothing."""
    mine, day = actor().subject_id, organisation_day()
    events = graph().read(lambda tx: tx.contacts.read(person_id, mine, day, is_here=False)).events
    if not events:
        return ""
    last = max(events, key=lambda one: one.at)
    said = ", ".join(filter(None, (last.actor_name, moment(last.at))))
    return str(_("Last: %(what)s (%(who_and_when)s).", what=event_words(last.action), who_and_when=said))
