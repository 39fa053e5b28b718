"""Keeps for somebody what they typed into a form, until they send it.

Nobody else reads it and nothing follows from it, so the audit log holds nothing of it.
"""

from __future__ import annotations

from datetime import datetime

from graph.driver import Graph
from graph.entities.form_draft import FormDraft


def keep_draft(graph: Graph, account_id: str, draft: FormDraft, page_made_at: datetime) -> bool:
    """Keep a draft in place of an earlier one; False where it may not be kept (`DraftRepository.keep`)."""
    kept: bool = graph.write(lambda tx: tx.drafts.keep(account_id, draft, page_made_at))
    return kept


def settle_draft(graph: Graph, account_id: str, form: str, at: datetime) -> None:
    """Forget what was typed into a form: it was sent, or thrown away."""
    graph.write(lambda tx: tx.drafts.settle(account_id, form, at))
