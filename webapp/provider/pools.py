"""The pools of incubators that a supervisor is in and may leave, and the invitations to accept or decline."""

from __future__ import annotations

from flask import flash, redirect, render_template, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from graph.errors import NotFoundError
from webapp.http.context import actor, graph, now, organisation_day
from webapp.http.notices import flash_told
from webapp.operations.delivery.who_is_told import Concerned
from webapp.operations.pools.answer_pool import accept_pool, decline_pool, leave_pool
from webapp.provider.blueprint import blueprint


@blueprint.get("/pools")
def list_pools() -> str:
    """Invitations first, then where they are."""
    pools = graph().read(lambda tx: tx.pools.list_of_supervisor(actor().subject_id, organisation_day()))
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
    incubator = _incubator(incubator_id)
    decline_pool(graph(), actor(), incubator_id, now())
    flash_told(_("You declined the invitation."), incubator)
    return redirect(url_for(".list_pools"))


@blueprint.get("/pools/<incubator_id>/leave")
def confirm_leaving(incubator_id: str) -> str:
    """What leaving means, and the button."""
    pools = graph().read(lambda tx: tx.pools.list_of_supervisor(actor().subject_id, organisation_day()))
    pool = next((pool for pool in pools if pool.id == incubator_id and not pool.is_invitation), None)
    if pool is None:
        raise NotFoundError("pool", incubator_id)
    return render_template("provider/leave_pool.html", pool=pool)


@blueprint.post("/pools/<incubator_id>/leave")
def leave(incubator_id: str) -> Response:
    """Be in the pool no more."""
    incubator = _incubator(incubator_id)
    leave_pool(graph(), actor(), incubator_id, now())
    flash_told(_("You left the pool. The incubator can invite you again."), incubator)
    return redirect(url_for(".list_pools"))


def _incubator(incubator_id: str) -> Concerned:
    """The incubator of one of the reader's pools, as it hears of what they do."""
    pools = graph().read(lambda tx: tx.pools.list_of_supervisor(actor().subject_id, organisation_day()))
    pool = next((one for one in pools if one.id == incubator_id), None)
    if pool is None:
        raise NotFoundError("pool", incubator_id)
    return Concerned(None, pool.id, pool.name, pool.name_zh or "")
