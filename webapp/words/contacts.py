"""The contact log of somebody in words."""

from __future__ import annotations

from collections.abc import Mapping

from graph.domain.states.requests import RequestState
from graph.domain.states.work import SessionState
from webapp.words.by_subject import LOG
from webapp.words.sentences import Sentence, say_stored

ASKED = Sentence("%(startup)s asked for an introduction")
IMPORTED: Mapping[str, Sentence] = {
    "made": Sentence("Came in by the import of %(file)s"),
    "joined": Sentence("Joined the pool by the import of %(file)s"),
    "changed": Sentence("Changed by the import of %(file)s"),
}
ANSWERED: Mapping[str, Sentence] = {
    RequestState.ACCEPTED: Sentence("Accepted the request of %(startup)s"),
    RequestState.DECLINED: Sentence("Declined the request of %(startup)s"),
    RequestState.WITHDRAWN: Sentence("%(startup)s took its request back"),
    RequestState.EXPIRED: Sentence("The request of %(startup)s lapsed without an answer"),
}
WAS_ASKED = Sentence("%(provider)s was asked for an introduction")
PROVIDER_ANSWERED: Mapping[str, Sentence] = {
    RequestState.ACCEPTED: Sentence("%(provider)s accepted the request"),
    RequestState.DECLINED: Sentence("%(provider)s declined the request"),
    RequestState.WITHDRAWN: Sentence("The request to %(provider)s was taken back"),
    RequestState.EXPIRED: Sentence("The request to %(provider)s lapsed without an answer"),
}
MEETINGS: Mapping[str, Sentence] = {
    SessionState.PLANNED: Sentence("Meeting planned with %(startup)s"),
    SessionState.HELD: Sentence("Met %(startup)s"),
    SessionState.CANCELLED: Sentence("The meeting with %(startup)s was cancelled"),
}


def event_words(action: str) -> str:
    """What the log says of an action."""
    return say_stored(LOG, action, {})
