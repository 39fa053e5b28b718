"""What of the rows of the pool may be edited where it stands, and what is being edited."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from graph.domain.reasons import NotChanged
from graph.entities import Actor
from graph.entities.pools import PoolMember
from graph.transaction import Transaction
from webapp.forms.base import BaseForm
from webapp.operations.pools.member_plans import OWN, refusals

COLUMN_OF: Mapping[str, str] = {"capacity": "places", "category": "field", "email": "email", "tags": "tags"}
"""In which column of the table a value stands."""


@dataclass(frozen=True)
class Editing:
    """The value for which a form stands in the table, or in the panel beside it."""

    person_id: str
    value_name: str
    form: BaseForm
    in_panel: bool = False


@dataclass(frozen=True)
class Edits:
    """What the rows offer. `args`: of the view, which stays."""

    refused: Mapping[str, NotChanged]
    args: Mapping[str, Any]
    editing: Editing | None = None

    def may(self, person_id: str, value_name: str) -> bool:
        """Whether a value of somebody is the curator's to change."""
        return value_name in OWN or person_id not in self.refused


def read_refused(tx: Transaction, actor: Actor, members: Iterable[PoolMember], day: date) -> dict[str, NotChanged]:
    """Whose own record is not the actor's to change."""
    ids = [member.id for member in members]
    return refusals(tx, actor, tx.member_records.list_by_id(actor.subject_id, ids, day), day)
