"""Forms whose text is kept on the server while one types, and stands there again when one comes back."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from flask import request
from flask_login import current_user
from werkzeug.datastructures import MultiDict

from graph.driver import Graph
from graph.entities.form_draft import FormDraft
from webapp.accounts.form_tickets import FormTicket
from webapp.forms.base import BaseForm
from webapp.http.context import graph, now
from webapp.http.drafts import posted_ticket
from webapp.http.extensions import form_tickets


class DraftedForm(BaseForm):
    """A form that is restored from its draft where the page is opened; `sent_to`: the address that it is posted to.

    `is_begun`: whoever opened the page brings new words for it, which stand before those of an old draft. `kept_at`:
    when what stands in it was typed, None where it comes from no draft.
    """

    def __init__(self, *, sent_to: str = "", is_begun: bool = False, **values: Any) -> None:
        self.sent_to = sent_to or request.path
        self.kept_at: datetime | None = None
        if "formdata" not in values and request.method == "GET" and not is_begun:
            draft = _find(graph(), self.sent_to)
            if draft is not None:
                self.kept_at = draft.kept_at
                values["formdata"] = MultiDict(draft.fields)
        super().__init__(**values)

    @property
    def ticket(self) -> str:
        """What goes with the form, so that its text can be kept for who reads this page."""
        posted = posted_ticket()
        page = posted.page if posted and posted.form == self.sent_to else request.full_path.rstrip("?")
        return form_tickets().seal(FormTicket(current_user.account.id, self.sent_to, page, now()))


def _find(graph: Graph, form: str) -> FormDraft | None:
    account_id = current_user.account.id
    found: FormDraft | None = graph.read(lambda tx: tx.drafts.find(account_id, form))
    return found
