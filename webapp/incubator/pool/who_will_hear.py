"""Which startups will hear of what is about to be done with supervisors, and how."""

from __future__ import annotations

from collections.abc import Sequence

from flask_babel import gettext as _

from graph.domain.roles import Side
from webapp.http.context import actor, graph, organisation_day
from webapp.http.notices import with_will_be_told
from webapp.operations.delivery.who_is_told import Concerned
from webapp.words.sentences import Counted

_CONCERNING_REQUESTS = {
    "pause": (False, Counted("One request waits for them.", "%(count)s requests wait for them.")),
    "end": (True, Counted("One request that waits is withdrawn.", "%(count)s requests that wait are withdrawn.")),
}
"""Actions by which startups that wait are told: only the incubator's own or all, and what is said of their requests."""


def who_will_hear(action: str, person_ids: Sequence[str]) -> str:
    """What waits for these people, and who will hear of the action; empty for an action that is about no request."""
    if action not in _CONCERNING_REQUESTS:
        return ""
    is_of_own, sentence = _CONCERNING_REQUESTS[action]
    mine, day = actor().subject_id if is_of_own else "", organisation_day()
    rows = graph().read(lambda tx: tx.waiting_requests.startups_that_wait(person_ids, day, mine))
    count = sum(row["requests"] for row in rows)
    if not count:
        return str(_("No request waits for them."))
    startups = [Concerned(Side.SEEKER, row["id"], row["name"], row["name_zh"] or "") for row in rows]
    return with_will_be_told(sentence.say({"count": count}), *startups)
