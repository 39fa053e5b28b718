"""What can go wrong with the embedded server; each message says how to fix it."""

from __future__ import annotations

from graph.errors import UnavailableError


class EmbeddedServerError(UnavailableError):
    """The embedded graph server could not be started or reached."""

    code = "embedded_server"
