"""One's own application, by the link that was mailed: read, confirm, withdraw."""

from __future__ import annotations

from collections.abc import Callable

from flask import flash, redirect, render_template, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from graph.entities.account import LinkPurpose
from graph.errors import StateChangedError
from graph.transaction import Transaction
from webapp.applying.blueprint import blueprint
from webapp.http.context import graph, now
from webapp.http.extensions import link_tokens
from webapp.operations.accounts.refusals import LinkExpiredError
from webapp.operations.applications import own_application as operation
from webapp.words.applications import kept_words, outcome_of, said_rows

Answer = Response | str | tuple[str, int]


@blueprint.get("/applications/<application_id>/<token>")
def show_application(application_id: str, token: str) -> Answer:
    """What one wrote, how it stands, and what one can do."""
    at = now()

    def work(tx: Transaction) -> Answer:
        application = operation.read_own(tx, link_tokens(), application_id, token, at)
        page = tx.applications.page_of(application.incubator_id)
        return render_template(
            "applying/application.html", application=application, page=page, rows=said_rows(application),
            outcome=outcome_of(application), kept=kept_words(application), token=token,
        )  # fmt: skip

    try:
        return graph().read(work)
    except LinkExpiredError:
        return _expired()


@blueprint.post("/applications/<application_id>/<token>/confirm")
def confirm(application_id: str, token: str) -> Answer:
    """The address is theirs: the incubator sees it from now on."""
    done = _("Thank you. The incubator has your application, and writes to you once it has decided.")
    return _step(operation.confirm, application_id, token, done)


@blueprint.post("/applications/<application_id>/<token>/withdraw")
def withdraw(application_id: str, token: str) -> Answer:
    """They do not want it any more."""
    return _step(operation.withdraw, application_id, token, _("Your application is withdrawn."))


def _step(step: Callable[..., None], application_id: str, token: str, done: str) -> Answer:
    try:
        step(graph(), link_tokens(), application_id, token, now())
    except LinkExpiredError:
        return _expired()
    except StateChangedError:
        flash(_("Nothing was changed: your application moved on before. Here is how it stands."), "warn")
    else:
        flash(done, "done")
    return redirect(url_for(".show_application", application_id=application_id, token=token))


def _expired() -> tuple[str, int]:
    return render_template("auth/link_expired.html", purpose=LinkPurpose.APPLICATION), 410
