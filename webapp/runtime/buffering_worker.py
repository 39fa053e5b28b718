"""A gunicorn worker whose threads meet whole requests only: waitress reads them (docs/adr/0022)."""

from __future__ import annotations

import logging
import os
import time
from typing import Any

from gunicorn.workers.base import Worker
from waitress import wasyncore
from waitress.server import create_server
from waitress.utilities import Error

# Each request that waits for a thread would otherwise be a line of its own.
logging.getLogger("waitress.queue").setLevel(logging.ERROR)
_TICK_SECONDS = 1.0
_PATIENCE_SECONDS = 5.0
"""How long a worker that ends waits for the rest of what came by half."""
_OPTIONS: dict[str, Any] = {
    # Slow and silent connections cost a descriptor each and no thread; most systems let a process have 1024.
    "connection_limit": 800,
    "channel_timeout": 30,
    "cleanup_interval": 5,
    # Who may say who asks is decided by LIULU_TRUSTED_PROXIES (webapp/http/headers.py).
    "clear_untrusted_proxy_headers": False,
    "ident": "liulu",
}


class _EndingError(Error):  # type: ignore[misc]  # Waitress has no types
    """The answer to a request that did not come whole before its worker ended."""

    code = 503
    reason = "Service Unavailable"


class BufferingWorker(Worker):  # type: ignore[misc]  # Gunicorn has no types
    """Gunicorn starts, watches and ends it; what is under way is answered before it ends.

    What has come by half has some seconds to come whole; then its sender is told to send it again.
    """

    most_body_bytes = 1 << 30

    def run(self) -> None:
        """Serve until told to end, or until the parent is gone."""
        channels: dict[int, Any] = {}
        server = create_server(
            self.wsgi, map=channels, sockets=[listener.sock for listener in self.sockets], threads=self.cfg.threads,
            max_request_body_size=self.most_body_bytes, **_OPTIONS,
        )  # fmt: skip
        while self.alive and self.ppid == os.getppid():
            self._turn(channels, _TICK_SECONDS)
        server.accepting = False
        ended = time.monotonic()
        self._turn(channels, 0.1)  # what was sent and not read yet is under way too
        while _is_busy(server) and time.monotonic() < ended + self.cfg.graceful_timeout:
            if time.monotonic() > ended + _PATIENCE_SECONDS:
                _refuse_halves(server)
            self._turn(channels, 0.1)

    def _turn(self, channels: dict[int, Any], seconds: float) -> None:
        self.notify()
        wasyncore.loop(timeout=seconds, use_poll=True, map=channels, count=1)


def _is_busy(server: Any) -> bool:
    """Whether somebody waits for an answer or for the rest of one, or is still sending what they ask."""
    return any(
        channel.requests or channel.request or channel.total_outbufs_len for channel in server.active_channels.values()
    )


def _refuse_halves(server: Any) -> None:
    """Answer what has come by half, and close its connection."""
    for channel in list(server.active_channels.values()):
        with channel.requests_lock:
            half, channel.request = channel.request, None
            if half is None:
                continue
            half.error = _EndingError("This part of the site is being started again. Send it once more in a moment.")
            channel.requests.append(half)
            if len(channel.requests) == 1:
                server.add_task(channel)
