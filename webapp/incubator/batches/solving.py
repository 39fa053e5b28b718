"""Have a batch solved, stop it, and mend what stands against serving everybody by one click."""

from __future__ import annotations

from flask import flash, request, url_for
from flask_babel import gettext as _
from werkzeug.utils import redirect
from werkzeug.wrappers import Response

from graph.domain.jobs import SOLVE_BATCH
from graph.errors import NotFoundError
from webapp.http.context import actor, graph, now
from webapp.incubator.blueprint import blueprint
from webapp.jobs.kick import kick
from webapp.operations.batches.mend_batch import mend
from webapp.operations.batches.settings import SettingsError, cancel_batch, finish_batch
from webapp.operations.batches.solve_batch import cancel_solving, request_solving

PRICES = {"freely": 0.0, "few": 0.1, "fewest": 1.0}
"""What a pair that is given up costs, in units of fit."""


@blueprint.post("/batches/<batch_id>/solve")
def solve_batch(batch_id: str) -> Response:
    """Solve it, from the draft that was shown."""
    price = PRICES.get(request.form.get("change", "freely"))
    if price is None:
        raise NotFoundError("price", request.form["change"])
    return _solve(batch_id, request.form.get("draft", ""), price, is_fresh=bool(request.form.get("fresh")))


@blueprint.post("/batches/<batch_id>/stop")
def stop_batch(batch_id: str) -> Response:
    """Stop what works on it."""
    cancel_solving(graph(), actor(), batch_id, now())
    flash(_("Stopped. The batch is as it was."), "info")
    return redirect(url_for(".show_batch", batch_id=batch_id))


@blueprint.post("/batches/<batch_id>/mend")
def mend_batch(batch_id: str) -> Response:
    """Change what one of the smallest sets of changes says, and solve again with as few moves as possible."""
    draft_id, number = request.form.get("draft", ""), request.form.get("number", -1, int)
    try:
        mend(graph(), actor(), batch_id, draft_id, number, now())
    except SettingsError:
        flash(_("This does not mend it any more: the settings were changed. Solve again."), "stop")
        return redirect(url_for(".show_batch", batch_id=batch_id))
    return _solve(batch_id, draft_id, PRICES["few"])


@blueprint.post("/batches/<batch_id>/finish")
def finish_batch_now(batch_id: str) -> Response:
    """End it: everybody has answered."""
    finish_batch(graph(), actor(), batch_id, now())
    flash(_("The batch is finished. Its sheet explains how it came about."), "done")
    return redirect(url_for(".show_batch", batch_id=batch_id))


@blueprint.post("/batches/<batch_id>/cancel")
def cancel_batch_now(batch_id: str) -> Response:
    """Give it up: nobody was told."""
    cancel_batch(graph(), actor(), batch_id, now())
    flash(_("The batch is given up. Nobody was told of it."), "info")
    return redirect(url_for(".list_batches"))


def _solve(batch_id: str, draft_id: str, price: float, *, is_fresh: bool = False) -> Response:
    job_id = request_solving(
        graph(), actor(), batch_id, now(), draft_id=draft_id, price=price, is_fresh=is_fresh
    )  # fmt: skip
    kick(SOLVE_BATCH, job_id)
    return redirect(url_for(".show_batch", batch_id=batch_id))
