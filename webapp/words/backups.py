"""How backups stand, in words."""

from __future__ import annotations

from collections.abc import Mapping

from flask_babel import gettext as _

from graph.entities.backups import Backups, Standing
from webapp.words.jobs import job_failure
from webapp.words.sentences import Sentence

STANDINGS: Mapping[Standing, Sentence] = {
    Standing.OFF: Sentence("Turned off"),
    Standing.NONE_YET: Sentence("The first is still to be made"),
    Standing.GOOD: Sentence("The last is of %(since)s"),
    Standing.FAILED: Sentence("The last one failed"),
    Standing.OVERDUE: Sentence("None was made since %(since)s"),
}


def backups_words(backups: Backups, since: str) -> str:
    """How backups stand; `since` is their moment as the reader writes it."""
    return STANDINGS[backups.standing].say({"since": since})


def backups_fix(backups: Backups) -> str:
    """Why the last one failed, or what to look at; empty while all is well."""
    if backups.failed:
        return job_failure(backups.failed)
    return _("Open Jobs and see whether one waits; look at the worker.") if backups.standing.is_trouble else ""
