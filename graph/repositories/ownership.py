"""Whose profiles, needs and documents are, read for a batch of ids."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from enum import StrEnum

from graph.domain.ownership import OWNS, Claims, Own, Tie, Writer, is_with, tie_of, tie_of_all
from graph.entities import Actor
from graph.query_runner import QueryRunner, Row
from graph.repositories.base import Repository
from graph.repositories.exchange import Record, parts
from graph.schema import PROFILE_LABELS


class Sort(StrEnum):
    """Among which records an id is one."""

    PROFILE = "profile"
    NEED = "need"
    DOCUMENT = "document"


class OwnershipRepository(Repository):
    """Facts of the rule in graph/domain/ownership.py, as of the moment of reading."""

    def ties(self, writer: Writer, ids: Collection[str]) -> dict[tuple[Sort, str], Tie]:
        """How what stands under these ids is tied to the writer; what stands nowhere is left out."""
        found: dict[tuple[Sort, str], list[Tie]] = {}
        day = self._tx.calendar.today()
        for part in parts(sorted(ids)):
            for row in self._tx.stream("ownership.claims", ids=part, day=day):
                tie = Tie.FOREIGN if row["is_draft"] else tie_of(writer, _claims(row))
                found.setdefault((_sort(row), row["id"]), []).append(tie)
        return {key: tie_of_all(ties) for key, ties in found.items()}

    def claims(self, ids: Collection[str]) -> dict[str, Claims]:
        """Who has to do with each of these profiles today."""
        day = self._tx.calendar.today()
        rows = self._tx.rows("ownership.claims", ids=sorted(ids), day=day)
        return {row["id"]: _claims(row) for row in rows if _sort(row) is Sort.PROFILE}

    def taken_addresses(self, records: Sequence[Record]) -> set[str]:
        """Of these people with addresses, the ids of those whose new address is that of an account of somebody else."""
        rows = [{"id": record["id"], "email": record["email"].lower()} for record in records]
        return {row["id"] for part in parts(rows) for row in self._tx.rows("ownership.taken_addresses", rows=part)}


def is_own(tx: QueryRunner, actor: Actor, profile_id: str) -> bool:
    """Whether a profile is the actor's own today: themselves, or with the incubator for which they act."""
    if actor.is_system:
        return True
    own = OWNS[actor.role] if actor.role else Own.NOBODY
    if own is not Own.WHO_IS_WITH_IT:
        return own is Own.ITSELF and actor.subject_id == profile_id
    ties = OwnershipRepository(tx).ties(Writer(actor.role, actor.subject_id), [profile_id])
    return is_with(ties.get((Sort.PROFILE, profile_id)))


def _sort(row: Row) -> Sort:
    return {"Need": Sort.NEED, "Document": Sort.DOCUMENT}.get(row["labels"][0], Sort.PROFILE)


def _claims(row: Row) -> Claims:
    return Claims(
        row["owner_id"],
        next(label for label in PROFILE_LABELS if label in row["owner_labels"]),
        incubators=frozenset(one["id"] for one in row["incubators"] if one["runs"]),
        is_known=bool(row["incubators"]) or row["is_invited"],
        has_account=row["is_held"] or row["is_addressed"],
        has_opened=row["is_opened"],
        founded=tuple(frozenset(homes) for homes in row["founded"]),
    )
