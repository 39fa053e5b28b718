"""What the graph holds of the records that rows speak of, read once however often it is looked at."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field

from graph.entities.career import Career
from graph.exchange.checking.spool import Record
from graph.exchange.format.schema import Sheet
from graph.transaction import Transaction

_MOST = 10_000


def records_of(tx: Transaction, sheet: Sheet, ids: Sequence[str]) -> dict[str, Record]:
    """What the graph knows of these ids, as records of this file."""
    if sheet.name == "interactions":
        return tx.exchange_links.list_interactions(ids)
    if sheet.name == "documents":
        return tx.exchange_links.list_documents(ids)
    return tx.exchange.list_records(sheet.name, ids)


@dataclass
class Held:
    """A check looks at each record three times, a load twice. Of very many they are read each time: memory stays flat.

    Of one check, or of one transaction that has not written a record that it asks for again.
    """

    _records: dict[str, dict[str, Record | None]] = field(default_factory=dict)
    _careers: dict[str, list[Career]] = field(default_factory=dict)

    def records(self, tx: Transaction, sheet: Sheet, ids: Collection[str]) -> dict[str, Record]:
        """Those of these ids that the graph holds, as records of this file."""
        known = self._records.setdefault(sheet.name, {})
        new = sorted(set(ids) - known.keys())
        found = records_of(tx, sheet, new) if new else {}
        if len(known) + len(new) <= _MOST:
            known.update({one: found.get(one) for one in new})
        held = {one: found.get(one) or known.get(one) for one in ids}
        return {one: record for one, record in held.items() if record is not None}

    def careers(self, tx: Transaction, people: Sequence[str]) -> list[Career]:
        """What these people have done."""
        new = sorted(set(people) - self._careers.keys())
        found: dict[str, list[Career]] = {one: [] for one in new}
        for career in tx.careers.list_of_people(new) if new else ():
            found[career.person_id].append(career)
        if len(self._careers) + len(new) <= _MOST:
            self._careers.update(found)
        known = {**self._careers, **found}
        return [career for one in people for career in known[one]]
