"""Old links to somebody who was merged lead to the record that was kept, for those who may read that one."""

from __future__ import annotations

from typing import Any

from flask import current_app, redirect, request, url_for
from werkzeug.wrappers import Response

from graph.errors import GraphError, NotFoundError
from webapp.http.context import graph

_NAMES = ("person_id", "profile_id", "provider_id")
"""The arguments of addresses that may name a person."""


def moved_to(error: Exception) -> Response | None:
    """Where the page is now; None where nobody was merged, or the reader may not read the one that was kept.

    The page itself says whether they may: it is drawn for the kept record before anybody is led there.
    """
    given = request.view_args or {}
    if not isinstance(error, NotFoundError) or request.method != "GET" or not given:
        return None
    try:
        kept = {name: _kept(str(given[name])) for name in _NAMES if name in given}
        now = {**given, **{name: one for name, one in kept.items() if one}}
        if now == given:
            return None
        current_app.view_functions[str(request.endpoint)](**now)
    except GraphError:
        return None
    asked: dict[str, Any] = request.args.to_dict(flat=False)
    return redirect(url_for(str(request.endpoint), **now, **asked))


def _kept(person_id: str) -> str | None:
    merge = graph().read(lambda tx: tx.merges.find(person_id))
    return merge.kept_id if merge else None
