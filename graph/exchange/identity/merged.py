"""Rows about somebody who was merged into another speak of whom they became, and say so."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from graph.domain.ownership import Writer
from graph.exchange.checking.checked import Checked
from graph.exchange.checking.spool import Record
from graph.exchange.format.problems import Problem, shown
from graph.exchange.identity.names import names_agree, plain_email, plain_name, plain_names
from graph.query_runner import Row
from graph.transaction import Transaction


@dataclass(frozen=True)
class MergedPeople:
    """`by_key`: who was merged, by an id, an id of the sender's own or an address: name, kept_id and its names."""

    by_key: Mapping[str, Row] = field(default_factory=dict)

    @classmethod
    def read(cls, tx: Transaction, sheet: str, writer: Writer | None, records: Sequence[Record]) -> MergedPeople:
        """Those whom rows of people name; nobody else is ever merged."""
        if sheet != "people":
            return cls()
        given = {str(one["id"]) for one in records if one.get("id")}
        emails = {plain_email(one) for one in records} - {""}
        return cls(tx.identity.find_merged(writer.subject_id if writer else "", given, emails))

    @property
    def kept_ids(self) -> set[str]:
        """Whom they were merged into."""
        return {str(row["kept_id"]) for row in self.by_key.values()}

    def kept_id(self, given: str) -> str:
        """The record that an id of a merged person means; empty for any other."""
        return str(self.by_key[given]["kept_id"]) if given in self.by_key else ""

    def is_meant(self, record: Record, target: str) -> bool:
        """Whether a row names, as it was called before, who was merged into a record."""
        row = self._row_of(record, target)
        return row is not None and names_agree(plain_names(record), frozenset({plain_name(row["name"] or "")}) - {""})

    def note(self, checked: Checked, number: int, record: Record, target: str) -> None:
        """Say of a row that it changes whom its person was merged into."""
        row = self._row_of(record, target)
        if row is not None:
            file, line = checked.spool.line_of(number)
            column = "id" if str(record.get("id") or "") in self.by_key else "email"
            names = {"merged": shown(row["name"] or str(record["name"])), "kept": shown(row["kept_name"])}
            checked.warnings.append(Problem(file, line, column, "", "was_merged", "changes_kept", names))

    def _row_of(self, record: Record, target: str) -> Row | None:
        keys = (str(record.get("id") or ""), plain_email(record))
        return next((self.by_key[key] for key in keys if key and self.kept_id(key) == target), None)
