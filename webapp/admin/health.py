"""The state of each part, with the way to fix it."""

from __future__ import annotations

import time
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import cast

from flask_babel import gettext as _
from flask_babel import ngettext
from redis import Redis
from redis.exceptions import RedisError

from graph.domain.states.jobs import MessageState
from graph.driver import Graph
from graph.errors import UnavailableError
from webapp.jobs.heartbeat import STALE_SECONDS, seconds_since_heartbeat
from webapp.operations.backups.standing import backups_of
from webapp.presenters.dates import moment
from webapp.words.backups import backups_fix, backups_words

_SLOW_SECONDS = 1.0
_LATE = timedelta(minutes=2)


@dataclass(frozen=True)
class Part:
    """One part: `state` is a status shape (good, warn, stop); `fix` is empty while all is well."""

    name: str
    state: str
    text: str
    fix: str = ""


def list_parts(graph: Graph, redis: Redis, at: datetime, backup_every_hours: int) -> list[Part]:
    """Graph, Redis, worker and clock, outbox, mails, backups."""
    return [
        _graph(graph), _redis(redis), _worker(redis), *_queues(graph, at), _backups(graph, backup_every_hours, at)
    ]  # fmt: skip


def _graph(graph: Graph) -> Part:
    started = time.monotonic()
    try:
        graph.verify()
    except UnavailableError:
        return Part(_("Graph"), "stop", _("Does not answer"), _("Start it, or run liulu doctor where it runs."))
    seconds = time.monotonic() - started
    if seconds > _SLOW_SECONDS:
        return Part(_("Graph"), "warn", _("Answers slowly"), _("Look at the load of its machine."))
    return Part(_("Graph"), "good", _("Answers in %(ms)s ms", ms=round(seconds * 1000)))


def _redis(redis: Redis) -> Part:
    try:
        persistence = cast(dict[str, object], redis.info("persistence"))
    except RedisError:
        return Part(_("Redis"), "stop", _("Does not answer"), _("Start it, or run liulu doctor where it runs."))
    if not persistence.get("aof_enabled"):
        return Part(
            _("Redis"), "warn", _("Forgets what it holds when it is killed"), _("Set appendonly yes in its settings.")
        )
    return Part(_("Redis"), "good", _("Answers, and writes down what it holds"))


def _worker(redis: Redis) -> Part:
    name = _("Worker and clock")
    try:
        seconds = seconds_since_heartbeat(redis)
    except RedisError:
        return Part(name, "stop", _("Not known without Redis"), _("Start Redis first."))
    if seconds is None:
        return Part(name, "stop", _("No sign of life for a day"), _("Start liulu worker and liulu beat."))
    if seconds > STALE_SECONDS:
        text = ngettext("No sign of life for one minute", "No sign of life for %(num)s minutes", max(1, seconds // 60))
        return Part(name, "stop", text, _("Start liulu worker and liulu beat, and read their logs."))
    return Part(name, "good", ngettext("Last seen one second ago", "Last seen %(num)s seconds ago", seconds))


def _queues(graph: Graph, at: datetime) -> list[Part]:
    try:
        outbox, mail, late = graph.read(
            lambda tx: (tx.outbox.counts(), tx.mail.counts(), tx.outbox.list_due(at - _LATE, 1))
        )
    except UnavailableError:
        unknown = _("Not known without the graph")
        return [Part(_("Messages"), "stop", unknown), Part(_("Emails"), "stop", unknown)]
    return [
        _queue(_("Messages"), outbox, bool(late)),
        _queue(_("Emails"), mail, is_late=False),
    ]


def _queue(name: str, counts: dict[str, int], is_late: bool) -> Part:
    failed, waiting = counts.get(MessageState.FAILED, 0), counts.get(MessageState.WAITING, 0)
    text = ngettext("1 waits", "%(num)s wait", waiting)
    if failed:
        gone = ngettext("1 was given up", "%(num)s were given up", failed)
        return Part(name, "warn", f"{gone}; {text}", _("Open Jobs, read why, and try them again."))
    if is_late:
        return Part(name, "warn", text, _("They wait too long: look at the worker."))
    return Part(name, "good", text)


def _backups(graph: Graph, every_hours: int, at: datetime) -> Part:
    name = _("Backups")
    try:
        backups = graph.read(lambda tx: backups_of(tx, every_hours, at))
    except UnavailableError:
        return Part(name, "stop", _("Not known without the graph"))
    text = backups_words(backups, moment(backups.since))
    return Part(name, "stop" if backups.standing.is_trouble else "good", text, backups_fix(backups))
