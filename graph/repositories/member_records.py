"""Records of an incubator's pool as its curators change them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from graph.domain.states.terms import TermState
from graph.entities.member_record import MemberRecord, MemberValues
from graph.entities.term import Term
from graph.ids import new_nonce
from graph.query_runner import Row
from graph.repositories.base import Repository
from graph.repositories.pool_rows import state_before
from graph.repositories.rows import state_of
from graph.taxonomy.model import topic_id


class MemberRecordRepository(Repository):
    """Every method takes the incubator whose pool it is."""

    def lock(self, person_ids: Iterable[str]) -> None:
        """Take the locks of all of these, in the order of their ids."""
        self._tx.run("member_records.lock", ids=sorted(set(person_ids)), nonce=new_nonce())

    def list_by_id(self, incubator_id: str, person_ids: Iterable[str], day: date) -> list[MemberRecord]:
        """Those of these who are in this pool or were, by name, as of a day."""
        wanted = sorted(set(person_ids))
        rows = self._tx.rows("member_records.list_by_id", incubator_id=incubator_id, ids=wanted, day=day)
        return sorted((_record(row, day) for row in rows), key=lambda one: (one.name, one.id))


def _record(row: Row, day: date) -> MemberRecord:
    term = Term(state_of(TermState, row["state"]), row["since"], row["until"], before=state_before(row))
    name, name_zh = (row["invited_as"] or "", "") if term.is_only_invited else (row["name"] or "", row["name_zh"] or "")
    tags = tuple(sorted(row["tags"] or (), key=str.casefold))
    values = MemberValues(tags=tags)
    if term.is_running(day):
        values = MemberValues(
            row["category"] or "", row["capacity"], row["email"] or "", tuple(sorted(row["industries"])),
            tuple(sorted(row["topics"], key=topic_id)), tuple(sorted(row["help_areas"] or ())),
            tuple(sorted({*(row["unconfirmed_areas"] or ())} & {*(row["help_areas"] or ())})), row["until"], tags,
        )  # fmt: skip
    return MemberRecord(row["id"], name, name_zh, term, row["pools"], values)
