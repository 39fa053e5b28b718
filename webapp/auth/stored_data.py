"""What is kept about one's own account: by subject, and as a copy."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from flask import flash, redirect, render_template, send_file, url_for
from flask_babel import gettext as _
from flask_login import current_user
from werkzeug.wrappers import Response

from graph.domain.jobs import COPY_OWN_DATA
from graph.domain.limits import DRAFT_DAYS
from graph.domain.stored import COPY_DAYS, Stored
from graph.repositories.own_data import StoredRecord
from webapp.auth.blueprint import blueprint
from webapp.http.context import actor, graph, now, settings
from webapp.jobs.kick import kick
from webapp.operations.privacy import own_copy
from webapp.words.stored import STORED


@dataclass(frozen=True)
class Shelf:
    """One subject of what is kept, in words, with how much there is and of when."""

    title: str
    holds: str
    afterwards: str
    count: int
    first: date | datetime | None
    last: date | datetime | None


@blueprint.get("/account/data")
def show_stored() -> str:
    """What is kept, and how far a copy is."""
    account, the_graph = current_user.account, graph()
    data = the_graph.read(lambda tx: tx.own_data.read(account))
    copy = own_copy.find_own_copy(the_graph, account.id)
    return render_template(
        "auth/stored_data.html",
        shelves=[shelf_of(subject, records) for subject, records in data.items()],
        copy=copy,
        can_be_fetched=copy is not None and own_copy.can_be_fetched(settings().home, copy, now()),
        copy_days=COPY_DAYS,
    )


@blueprint.post("/account/data/copy")
def request_copy() -> Response:
    """Have a copy made."""
    kick(COPY_OWN_DATA, own_copy.request_own_copy(graph(), actor(), now()))
    flash(_("Your copy is being made. You can leave this page; it goes on."), "done")
    return redirect(url_for("auth.show_stored", _anchor="copy"))


@blueprint.post("/account/data/copy.zip")
def fetch_copy() -> Response:
    """The file of the newest copy."""
    path = own_copy.fetch_own_copy(graph(), actor(), settings().home, now())
    return send_file(
        path, as_attachment=True, download_name=f"liulu-{now():%Y-%m-%d}.zip", mimetype="application/zip"
    )  # fmt: skip


def shelf_of(subject: Stored, records: list[StoredRecord]) -> Shelf:
    """A subject with its words."""
    said, moments = STORED[subject], [record.at for record in records if record.at is not None]
    kept = {"mail_days": settings().mail_keep_days, "draft_days": DRAFT_DAYS}
    return Shelf(
        said.title.say({}), said.holds.say(kept), said.afterwards.say({}), len(records),
        moments[0] if moments else None, moments[-1] if moments else None,
    )  # fmt: skip
