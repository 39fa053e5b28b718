"""In development, all mails on one page, with links that work."""

from __future__ import annotations

from flask import abort, render_template, request

from webapp.auth.blueprint import blueprint
from webapp.http.context import graph, settings


@blueprint.get("/dev/mail")
def show_mails() -> str:
    """The newest mails; anywhere but in development there is no such page."""
    if not settings().is_development:
        abort(404)
    to = request.args.get("to", "").strip().lower()
    the_graph = graph()
    mails = the_graph.read(lambda tx: tx.mail.list_newest(to=to, limit=100))
    return render_template("auth/dev_mail.html", mails=mails, to=to)
