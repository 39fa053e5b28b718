"""An incubator's curators write its public page, and switch it on and off."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from graph.domain.applications import LONGEST_INTRODUCTION, page_address
from graph.driver import Graph
from graph.entities import Actor
from graph.entities.application import ApplicationPage
from graph.errors import InvalidInputError
from graph.transaction import Transaction
from webapp.operations.accounts.curators import require_curator


def change_page(graph: Graph, actor: Actor, wanted: ApplicationPage, at: datetime) -> ApplicationPage:
    """Write the page of the actor's incubator; its address is made once and stays.

    Raises ForbiddenError, InvalidInputError (nobody may apply on a page that is on, or a text is too long).
    """
    require_curator(actor)
    if wanted.is_on and not wanted.open_to:
        raise InvalidInputError("Say who may apply, or switch the page off.", field="open_to")
    for name in ("introduction", "introduction_zh"):
        if len(getattr(wanted, name)) > LONGEST_INTRODUCTION:
            raise InvalidInputError(f"Write at most {LONGEST_INTRODUCTION:,} characters.", field=name)

    def work(tx: Transaction) -> ApplicationPage:
        tx.applications.lock_page(actor.subject_id)
        standing = tx.applications.page_of(actor.subject_id)
        page = replace(
            standing,
            is_on=wanted.is_on, open_to=wanted.open_to,
            introduction=wanted.introduction.strip(), introduction_zh=wanted.introduction_zh.strip(),
            address=standing.address or page_address(standing.incubator_id, standing.name),
        )  # fmt: skip
        tx.applications.set_page(page)
        tx.audit.record(actor, "change_application_page", actor.subject_id, at, "on" if page.is_on else "off")
        return page

    return graph.write(work)
