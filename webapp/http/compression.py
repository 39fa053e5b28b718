"""Pages travel compressed: a list of proposals is a fifth of its size.

Safe beside the CSRF token, which is signed anew each second, and the session cookie, which other sites cannot send.
"""

from __future__ import annotations

import gzip

from flask import Flask, Response, request

LEAST_BYTES = 1024
KINDS = {"text/html", "text/calendar", "application/json"}


def init_app(app: Flask) -> None:
    """Compress what is worth it, for those who take it."""
    app.after_request(compress)


def compress(response: Response) -> Response:
    """The same answer, smaller. Files are streamed and stay as they are."""
    if response.mimetype not in KINDS or response.is_streamed or response.direct_passthrough:
        return response
    response.vary.add("Accept-Encoding")
    is_taken = request.accept_encodings["gzip"] > 0
    if not is_taken or "Content-Encoding" in response.headers or len(response.get_data()) < LEAST_BYTES:
        return response
    response.set_data(gzip.compress(response.get_data(), compresslevel=5, mtime=0))
    response.headers["Content-Encoding"] = "gzip"
    return response
