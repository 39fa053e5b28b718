"""In development, all mails on one page, with links that work."""

from __future__ import annotations

from flask import abort, render_template, request

from webapp.auth.blueprint import blueprint
from webapp.http.context import graph, settings
from webapp.http.extensions import link_tokens
from webapp.operations.delivery.send_mail import with_token
from webapp.runtime.addresses import is_loopback, is_loopback_host

_PROXIED = ("Forwarded", "X-Forwarded-For", "X-Forwarded-Host")


@blueprint.get("/dev/mail")
def show_mails() -> str:
    """The newest mails; anywhere but in development, and for others than this machine, there is no such page."""
    if not settings().is_development or not _is_asked_here():
        abort(404)
    to = request.args.get("to", "").strip().lower()
    the_graph = graph()
    kept = the_graph.read(lambda tx: tx.mail.list_newest(to=to, limit=100))
    mails = [with_token(mail, link_tokens()) for mail in kept]
    return render_template("auth/dev_mail.html", mails=mails, to=to)


def _is_asked_here() -> bool:
    """Whether a browser of this machine asks it by its own name, and no proxy that may stand for anybody.

    A stranger's page whose name was made to point to this machine asks for that name. Development has no address but
    this machine's (webapp/runtime/strictness.py).
    """
    is_direct = not any(name in request.headers for name in _PROXIED)
    return is_direct and is_loopback_host(request.remote_addr or "") and is_loopback(f"http://{request.host}")
