"""One configuration of the logs for every part: readable lines, or in production one JSON object a line."""

from __future__ import annotations

import logging
import sys

import structlog
from flask import has_request_context, request
from structlog.typing import EventDict, Processor

from webapp.config import Settings
from webapp.observability.request_ids import identity_of

ACCESS = "webapp.access"
_OURS = ("webapp", "matching", "graph", "gunicorn")
_BEFORE: tuple[Processor, ...] = (
    structlog.contextvars.merge_contextvars,
    structlog.stdlib.add_logger_name,
    structlog.stdlib.add_log_level,
    structlog.processors.TimeStamper(fmt="iso", utc=True),
)


def configure_logs(settings: Settings) -> None:
    """Send all logs of this process to stderr; call it once, before any fork.

    Every line has time, level, logger name and what is known of request, account and task. Names and addresses of
    people are never logged. Ours are shown from the level that the settings say, others' from warnings on.
    """
    structlog.configure(
        processors=[*_BEFORE, _add_request, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=True,
    )
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(make_formatter(settings))
    level = logging.getLevelNamesMapping()[settings.log_level.upper()]
    logging.basicConfig(handlers=[handler], level=max(level, logging.WARNING), force=True)
    for name in _OURS:
        logging.getLogger(name).setLevel(level)
    # Who asked for what is kept at every level.
    logging.getLogger(ACCESS).setLevel(logging.INFO)


def make_formatter(settings: Settings) -> structlog.stdlib.ProcessorFormatter:
    """Turns structlog's and the standard library's records alike into the lines of this installation."""
    end: list[Processor] = [structlog.stdlib.ProcessorFormatter.remove_processors_meta]
    if settings.is_production:
        end += [structlog.processors.format_exc_info, structlog.processors.JSONRenderer(ensure_ascii=False)]
    else:
        plain = structlog.dev.plain_traceback
        end.append(structlog.dev.ConsoleRenderer(colors=sys.stderr.isatty(), exception_formatter=plain))
    return structlog.stdlib.ProcessorFormatter(processors=end, foreign_pre_chain=[*_BEFORE, _add_request])


def _add_request(_logger: object, _method: str, event: EventDict) -> EventDict:
    if has_request_context():
        event.update(identity_of(request.environ))
    return event
