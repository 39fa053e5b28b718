"""The pools of incubators that a supervisor is in, and the invitations to accept or decline."""

from __future__ import annotations

from flask import flash, redirect, render_template, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from webapp.context import actor, graph, now
from webapp.operations.answer_pool import accept_pool, decline_pool
from webapp.presenters.dates import today
from webapp.provider import blueprint


@blueprint.get("/pools")
def list_pools() -> str:
    """Invitations first, then where they are."""
    pools = graph().read(lambda tx: graph().pools.list_of_supervisor(tx, actor().subject_id, today()))
    return render_template(
        "provider/pools.html",
        invitations=[pool for pool in pools if pool.is_invitation],
        pools=[pool for pool in pools if not pool.is_invitation],
    )


@blueprint.post("/pools/<incubator_id>/accept")
def accept_invitation(incubator_id: str) -> Response:
    """Be in the pool."""
    accept_pool(graph(), actor(), incubator_id, now())
    flash(_("You are in the pool. Its startups can ask you; you decide about each request."), "done")
    return redirect(url_for(".list_pools"))


@blueprint.post("/pools/<incubator_id>/decline")
def decline_invitation(incubator_id: str) -> Response:
    """Stay out of it."""
    decline_pool(graph(), actor(), incubator_id, now())
    flash(_("You declined the invitation. The incubator is told."), "done")
    return redirect(url_for(".list_pools"))
