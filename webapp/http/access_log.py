"""The web part's access log: one line a request, without what opens an account."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import structlog
from gunicorn.config import Config
from gunicorn.glogging import Logger

from webapp.http.log_paths import loggable
from webapp.observability.logs import ACCESS
from webapp.observability.request_ids import identity_of

_log = structlog.get_logger(ACCESS)


class AccessLog(Logger):  # type: ignore[misc]  # Gunicorn has no types
    """gunicorn's logger, writing where all other logs are written."""

    def setup(self, cfg: Config) -> None:
        """Leave handlers and levels to the configuration of all logs."""
        self.cfg = cfg
        self.error_log.propagate = True

    def access(self, resp: Any, _req: Any, environ: dict[str, Any], request_time: timedelta) -> None:
        """Note one answered request."""
        _log.info(
            "request",
            method=str(environ.get("REQUEST_METHOD", "")),
            path=loggable(str(environ.get("PATH_INFO", ""))),
            status=int(str(resp.status).split(maxsplit=1)[0]),
            milliseconds=round(request_time / timedelta(milliseconds=1)),
            **identity_of(environ),
        )
