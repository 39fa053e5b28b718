"""What people typed into forms and have not sent: one for each account and form."""

from __future__ import annotations

import json
from datetime import datetime

from graph.domain.limits import LONGEST_DRAFT, MOST_DRAFTS
from graph.entities.form_draft import FormDraft
from graph.ids import derived_id, new_nonce
from graph.repositories.base import Repository


class DraftRepository(Repository):
    """Nodes `FormDraft`; the id is derived from the account and the form."""

    def find(self, account_id: str, form: str) -> FormDraft | None:
        """What stands for a form, where it was neither sent nor thrown away."""
        row = self._tx.one_or_none("drafts.find", id=_id(account_id, form))
        if row is None:
            return None
        fields = tuple((str(name), str(text)) for name, text in json.loads(row["fields"]))
        return FormDraft(row["form"], row["page"], fields, row["kept_at"])

    def keep(self, account_id: str, draft: FormDraft, page_made_at: datetime) -> bool:
        """Keep a draft in place of an earlier one; whether it was kept.

        It is not where the form was sent or thrown away since its page was made, where it is too long, where the
        account keeps too many, or where there is no such active account.
        """
        key, fields = _id(account_id, draft.form), json.dumps(draft.fields, ensure_ascii=False)
        if len(fields) > LONGEST_DRAFT:
            return False
        self._tx.run("accounts.lock", id=account_id, nonce=new_nonce())
        standing = self._tx.one_or_none("drafts.standing", account_id=account_id, id=key)
        if standing is None or standing["others"] >= MOST_DRAFTS:
            return False
        if standing["settled_at"] is not None and standing["settled_at"] >= page_made_at:
            return False
        self._tx.run(
            "drafts.keep", id=key, account_id=account_id, form=draft.form, page=draft.page, fields=fields,
            at=draft.kept_at,
        )  # fmt: skip
        return True

    def settle(self, account_id: str, form: str, at: datetime) -> None:
        """Forget what was typed into a form: it was sent, or thrown away."""
        self._tx.run("accounts.lock", id=account_id, nonce=new_nonce())
        self._tx.run("drafts.settle", id=_id(account_id, form), account_id=account_id, form=form, at=at)

    def prune(self, before: datetime) -> int:
        """Forget drafts that nobody went on with since this moment; returns how many went."""
        return int(self._tx.one("drafts.prune", before=before)["count"])


def _id(account_id: str, form: str) -> str:
    return derived_id("draft", account_id, form)
