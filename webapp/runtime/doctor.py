"""Looks at every part of an installation, and says of each wrong thing how to fix it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from datetime import UTC, datetime, timedelta
from typing import cast

from redis import Redis
from redis.exceptions import RedisError

from graph.driver import Graph
from graph.embedded import EmbeddedServerError
from graph.errors import DamagedModelError, GraphError, NotFoundError
from graph.migrate import pending
from graph.schema_check import missing_schema
from webapp.config import Settings
from webapp.runtime.addresses import without_password
from webapp.runtime.backends import with_graph, with_redis
from webapp.runtime.connection import open_configured_graph
from webapp.runtime.doctor_machine import examine_machine
from webapp.runtime.finding import Finding, note, ok, wrong
from webapp.runtime.redis import running_redis
from webapp.runtime.redis_client import make_redis
from webapp.runtime.web import demonstration_accounts

_OUTBOX_PATIENCE = timedelta(minutes=10)


def examine(settings: Settings, at: datetime | None = None) -> Iterator[Finding]:
    """Findings one by one, the quick ones first; starts embedded servers that do not run, for as long as it looks."""
    yield from examine_machine(settings)
    is_running = bool(settings.redis_url) or running_redis(settings.home) is not None
    yield from _graph(settings, at or datetime.now(UTC))
    yield from _redis(settings, is_running)


def _graph(settings: Settings, at: datetime) -> Iterator[Finding]:
    with ExitStack() as stack:
        try:
            complete = stack.enter_context(with_graph(settings))
            graph = stack.enter_context(open_configured_graph(complete))
            graph.verify()
            yield ok("graph", f"answers at {without_password(complete.neo4j_uri)}")
            yield from _schema(graph)
            yield _outbox(graph, at)
            yield _backups(graph, settings.backup_every_hours, at)
            yield from _models(graph)
            if settings.is_production:
                yield _demonstration(graph)
        except GraphError as error:
            fix = (
                "Start that server and check LIULU_NEO4J_URI." if settings.neo4j_uri else "See graph/server.log there."
            )
            yield wrong("graph", str(error), fix)


def _schema(graph: Graph) -> Iterator[Finding]:
    waiting = pending(graph)
    if waiting:
        yield wrong("migrations", f"{len(waiting)} wait, from {waiting[0].source} on", "Run `liulu migrate`.")
        return
    yield ok("migrations", "current")
    lacking = missing_schema(graph)
    if lacking:
        fix = "Somebody dropped them: create them again as the migrations say, then look again."
        yield wrong("schema", f"missing for {', '.join(lacking[:5])}", fix)
    else:
        yield ok("schema", "all constraints and indexes stand")


def _outbox(graph: Graph, at: datetime) -> Finding:
    backlog = graph.read(lambda tx: tx.installation.outbox_backlog())
    if backlog.oldest is not None and at - backlog.oldest > _OUTBOX_PATIENCE:
        says = f"{backlog.waiting} messages wait, the oldest since {backlog.oldest:%Y-%m-%d %H:%M} UTC"
        return wrong("outbox", says, "Start a worker and beat: `liulu up`, or `liulu worker` and `liulu beat`.")
    return ok("outbox", f"{backlog.waiting} messages wait")


def _backups(graph: Graph, every_hours: int, at: datetime) -> Finding:
    from webapp.operations.backups.standing import backups_of
    from webapp.words.backups import backups_fix, backups_words
    from webapp.words.speaking import speaking

    backups = graph.read(lambda tx: backups_of(tx, every_hours, at))
    since = f"{backups.since:%Y-%m-%d %H:%M} UTC" if backups.since else ""
    with speaking("en"):
        says, fix = backups_words(backups, since), backups_fix(backups)
    return wrong("backups", says, fix) if backups.standing.is_trouble else ok("backups", says)


def _models(graph: Graph) -> Iterator[Finding]:
    """Whether what should rank can be loaded; with migrations waiting there is no store to look into."""
    from graph.domain.kinds import KINDS
    from matching.model_reading import read_model
    from matching.models.card import ModelError
    from webapp.words.models import why_unusable
    from webapp.words.speaking import speaking

    if pending(graph):
        return
    for kind, model_id in graph.read(lambda tx: {one: tx.models.serving_id(one) for one in KINDS}).items():
        if not model_id:
            yield ok(f"{kind} model", "none: the starting rules serve")
            continue
        try:
            model = read_model(graph, model_id)
        except (ModelError, DamagedModelError, NotFoundError) as error:
            fix = f"Run `liulu models roll-back --kind {kind}`; until then the ranking before it goes on."
            with speaking("en"):
                why = why_unusable(error)
            yield wrong(f"{kind} model", f"{model_id}: {why}", fix)
        else:
            yield ok(f"{kind} model", f"{model_id}, verified; it knows answers up to {model.card.data_until}")


def _demonstration(graph: Graph) -> Finding:
    found = demonstration_accounts(graph)
    if found:
        fix = "Never put people's data into this graph: start production with an empty one."
        return wrong("accounts", f"demonstration accounts exist: {', '.join(found)}", fix)
    return ok("accounts", "no demonstration account")


def _redis(settings: Settings, is_running: bool) -> Iterator[Finding]:
    try:
        with with_redis(settings) as complete, make_redis(complete.redis_url) as client:
            client.ping()
            yield ok("redis", f"answers at {without_password(complete.redis_url)}")
            kept = cast(dict[str, str], client.config_get("appendonly")).get("appendonly")
            if kept == "yes":
                yield ok("redis file", "append-only file on")
            else:
                yield wrong("redis file", "appendonly is off: a crash loses queued work", "Set `appendonly yes`.")
            yield _worker(is_running, client)
    except (RedisError, EmbeddedServerError) as error:
        yield wrong("redis", str(error), "Start that server and check LIULU_REDIS_URL and LIULU_REDIS_PASSWORD.")


def _worker(is_running: bool, client: Redis) -> Finding:
    from webapp.jobs.heartbeat import STALE_SECONDS, seconds_since_heartbeat

    if not is_running:
        return note("worker", "nothing runs in this home", "Start it with `liulu up`.")
    seconds = seconds_since_heartbeat(client)
    if seconds is None or seconds > STALE_SECONDS:
        since = "never" if seconds is None else f"{seconds} s ago"
        return wrong("worker", f"last sign of life: {since}", "Start `liulu worker` and `liulu beat` (or `liulu up`).")
    return ok("worker", f"last sign of life {seconds} s ago")
