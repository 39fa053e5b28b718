"""What was sent to an account, line by line."""

from __future__ import annotations

from flask import render_template

from graph.entities.account import Account
from graph.entities.sent import SentMail
from graph.transaction import Transaction
from webapp.admin.blueprint import blueprint
from webapp.http.context import graph
from webapp.operations.delivery.read_sent import sent_to_account
from webapp.presenters.sent import page_of_sent


@blueprint.get("/accounts/<account_id>/sent")
def list_sent(account_id: str) -> str:
    """Every mail to it, sent or not, the newest first."""

    def read(tx: Transaction) -> tuple[Account, list[SentMail]]:
        return tx.accounts.get(account_id), sent_to_account(tx, account_id)

    account, mails = graph().read(read)
    return render_template("admin/sent.html", account=account, lines=page_of_sent(mails))
