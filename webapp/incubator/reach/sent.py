"""What was sent to somebody of the pool, and to the founders of a startup: for the curator, line by line."""

from __future__ import annotations

from flask import render_template, url_for
from flask_babel import gettext as _

from graph.entities.sent import SentMail
from graph.errors import NotFoundError
from graph.transaction import Transaction
from webapp.http.context import actor, graph, now, organisation_day
from webapp.incubator.blueprint import blueprint
from webapp.incubator.pool.table import read_member
from webapp.operations.delivery.read_sent import sent_to_member, sent_to_startup
from webapp.presenters.names import name_of
from webapp.presenters.sent import SentLines, page_of_sent

Answered = tuple[list[SentMail], tuple[str, str]]


@blueprint.get("/supervisors/<person_id>/sent")
def list_sent(person_id: str) -> str:
    """Every mail to one supervisor that concerns this incubator, and what came to it in their place."""
    member = read_member(person_id)
    is_told = member.term.is_running(organisation_day())
    mails = graph().read(lambda tx: sent_to_member(tx, actor(), person_id, now(), is_told=is_told))
    lines = page_of_sent(mails, about="startup")
    back = url_for(".show_supervisor", person_id=person_id)
    return _page(lines, name_of(member), back, _("Startup") if is_told else "", is_told=is_told)


@blueprint.get("/startups/<startup_id>/sent")
def list_sent_to_startup(startup_id: str) -> str:
    """Every mail to the founders of a startup that concerns this incubator."""

    def read(tx: Transaction) -> Answered:
        mails = sent_to_startup(tx, actor(), startup_id, now())
        names = tx.colleagues.name_of(startup_id)
        if names is None:
            raise NotFoundError("startup", startup_id)
        return mails, names

    mails, (name, name_zh) = graph().read(read)
    lines = page_of_sent(mails, about="provider")
    back = url_for(".show_startup", startup_id=startup_id)
    return _page(lines, name_of({"name": name, "name_zh": name_zh}), back, _("With whom"), is_told=True)


def _page(lines: SentLines, name: str, back: str, about: str, *, is_told: bool) -> str:
    return render_template("incubator/sent.html", lines=lines, name=name, back=back, about_label=about, is_told=is_told)
