"""Saved views of the pool: kept under a name, opened by their address, shared with colleagues or not."""

from __future__ import annotations

from flask import flash, redirect, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from graph.errors import InvalidInputError
from webapp.http.context import actor, graph, now
from webapp.incubator.blueprint import blueprint
from webapp.operations.pools.save_views import LONGEST_NAME, MOST_VIEWS, delete_view, save_view


@blueprint.post("/views")
def save_pool_view() -> Response:
    """Keep the view that the page shows, in place of one's own of the same name."""
    # No address holds a line break or a space: what was sent with one is none that a page made.
    name, query = request.form.get("name", ""), "".join(request.form.get("query", "").split())
    try:
        save_view(graph(), actor(), name, query, shared="shared" in request.form, at=now())
    except InvalidInputError:
        words = _(
            "Give the view a name of at most %(length)s characters. Nobody keeps more than %(most)s views.",
            length=LONGEST_NAME,
            most=MOST_VIEWS,
        )
        flash(words, "warn")
    else:
        flash(_("The view “%(name)s” is saved.", name=" ".join(name.split())), "done")
    return redirect(f"{url_for('.list_pool')}?{query}")


@blueprint.post("/views/<view_id>/delete")
def delete_pool_view(view_id: str) -> Response:
    """Delete one's own view."""
    name = delete_view(graph(), actor(), view_id, now())
    flash(_("The view “%(name)s” is deleted.", name=name), "done")
    return redirect(url_for(".list_pool"))
