"""The web part's access log: one line a request, without what opens an account."""

from __future__ import annotations

from typing import Any

from gunicorn.glogging import Logger  # type: ignore[import-untyped]

from webapp.http.log_paths import loggable


class AccessLog(Logger):  # type: ignore[misc]
    """gunicorn's logger, with addresses that may be kept."""

    def atoms(self, resp: Any, req: Any, environ: dict[str, Any], request_time: Any) -> dict[str, Any]:
        """What the format of a line can name."""
        atoms: dict[str, Any] = super().atoms(resp, req, environ, request_time)
        return {**atoms, "U": loggable(str(environ.get("PATH_INFO", "")))}
