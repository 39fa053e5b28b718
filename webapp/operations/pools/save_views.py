"""A curator saves the view of a table under a name, for themselves or for all of the incubator."""

from __future__ import annotations

from datetime import datetime

from graph.driver import Graph
from graph.entities import Actor
from graph.errors import InvalidInputError
from graph.transaction import Transaction
from webapp.operations.accounts.curators import require_curator

LONGEST_NAME = 60
LONGEST_QUERY = 2000
MOST_VIEWS = 50


def save_view(graph: Graph, actor: Actor, name: str, query: str, *, shared: bool, at: datetime) -> str:
    """Save what an address says behind its question mark; gives the view's id. Raises InvalidInputError."""
    name = " ".join(name.split())
    require_curator(actor)
    if not name or len(name) > LONGEST_NAME:
        raise InvalidInputError(f"Write a name of at most {LONGEST_NAME} characters.", field="name")
    if len(query) > LONGEST_QUERY:
        raise InvalidInputError("This view is too long to be saved. Choose fewer filters.", field="name")

    def work(tx: Transaction) -> str:
        tx.accounts.lock(actor.account_id)
        if tx.views.count_of(actor) >= MOST_VIEWS:
            raise InvalidInputError("There are very many views already. Delete one first.", field="name")
        identity = tx.views.keep(actor, name, query, shared, at)
        tx.audit.record(actor, "save_view", identity, at, f"in {actor.subject_id}")
        return identity

    return graph.write(work)


def delete_view(graph: Graph, actor: Actor, view_id: str, at: datetime) -> str:
    """Delete a view of one's own; gives its name. Raises NotFoundError."""

    def work(tx: Transaction) -> str:
        name = tx.views.delete(actor, view_id)
        tx.audit.record(actor, "delete_view", view_id, at, f"in {actor.subject_id}")
        return name

    return graph.write(work)
