"""The web part's access log: one line a request, without what opens an account."""

from __future__ import annotations

import time
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

import structlog
from gunicorn.config import Config
from gunicorn.glogging import Logger

from webapp.http.log_paths import loggable
from webapp.observability.logs import ACCESS
from webapp.observability.request_ids import identity_of

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

_log = structlog.get_logger(ACCESS)


class CommonLog(Logger):  # type: ignore[misc]  # Gunicorn has no types
    """gunicorn's logger, writing where all other logs are written."""

    def setup(self, cfg: Config) -> None:
        """Leave handlers and levels to the configuration of all logs."""
        self.cfg = cfg
        self.error_log.propagate = True


def logging_access(app: WSGIApplication) -> WSGIApplication:
    """The same application, noting each request that it answered."""

    def noted(environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        began, said = time.perf_counter(), ["500"]

        def start(status: str, *rest: Any) -> Any:
            said[:] = [status]
            return start_response(status, *rest)

        try:
            return app(environ, start)
        finally:
            _note(environ, said[0], time.perf_counter() - began)

    return noted


def _note(environ: WSGIEnvironment, status: str, seconds: float) -> None:
    _log.info(
        "request",
        method=str(environ.get("REQUEST_METHOD", "")),
        path=loggable(str(environ.get("PATH_INFO", ""))),
        status=int(status.split(maxsplit=1)[0]),
        milliseconds=round(seconds * 1000),
        **identity_of(environ),
    )
