"""What somebody who imports may write: rows of their own, by what they name and by what stands under their ids."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import partial

from graph.domain.ownership import WRITES, Change, Named, Refusal, RowRule, Tie, Writer, files_of, is_with, refusal
from graph.driver import Graph
from graph.entities import Actor
from graph.errors import N_, ForbiddenError
from graph.exchange.checking.changes import changes_of
from graph.exchange.checking.held import Held
from graph.exchange.checking.rows import wanted_sheets
from graph.exchange.checking.spool import Record, Spool
from graph.exchange.format.problems import Problem, shown
from graph.exchange.format.schema import PROFILES, SHEETS, Column, Sheet
from graph.repositories.exchange import parts
from graph.repositories.ownership import Sort
from graph.transaction import Transaction

FOREIGN_BY_NOW = N_("Some of these records belong to somebody else by now. Check the file again.")
_BATCH = 1000
_SORTS = {"needs": Sort.NEED, "documents": Sort.DOCUMENT}
_NAMING = frozenset({"id", "ref", "refs", "email"})
"""The kinds of columns that name somebody, or something of theirs."""


@dataclass
class _Ties:
    """How what stands under ids is tied to a writer, asked for once for all the rows that name them."""

    writer: Writer
    found: dict[tuple[Sort, str], Tie] = field(default_factory=dict)
    _asked: set[str] = field(default_factory=set)

    def ask(self, tx: Transaction, ids: set[str]) -> None:
        """Know of these ids, too."""
        self.found |= tx.ownership.ties(self.writer, ids - self._asked)
        self._asked |= ids


@dataclass(frozen=True)
class Scope:
    """For whom somebody imports."""

    writer: Writer

    @classmethod
    def of(cls, actor: Actor) -> Scope | None:
        """The scope of an actor; None where nothing limits them. Raises ForbiddenError for who imports nothing."""
        if actor.is_system:
            return None
        if not actor.role or not files_of(actor.role):
            raise ForbiddenError("This role imports nothing.")
        return cls(Writer(actor.role, actor.subject_id))

    @property
    def files(self) -> frozenset[str]:
        """The files that may be imported."""
        return files_of(self.writer.role)

    def problems(self, graph: Graph, spool: Spool, held: Held) -> Iterator[tuple[int, Problem]]:
        """(row number, problem) for each row that touches what is another's."""
        ties = _Ties(self.writer)
        for sheet in self._sheets():
            for rows in spool.batches(sheet.name, _BATCH):
                records = [record for _, record in rows]
                refused = graph.read(partial(self._refused, sheet=sheet, records=records, ties=ties, held=held))
                for (number, record), found in zip(rows, refused, strict=True):
                    if found:
                        yield number, _problem(spool, number, record, found)

    def require(self, tx: Transaction, spool: Spool, held: Held) -> None:
        """Raise ForbiddenError where a row is another's by now: they were checked, but before this transaction."""
        ties = _Ties(self.writer)
        for sheet in self._sheets():
            for rows in spool.batches(sheet.name, _BATCH):
                if any(self._refused(tx, sheet, [record for _, record in rows], ties, held)):
                    raise ForbiddenError(FOREIGN_BY_NOW)

    def join(self, tx: Transaction, sheet: str, ids: list[str], at: datetime) -> list[str]:
        """Take imported people into the pool and startups into the incubator; gives those who were not there."""
        query = {"people": "exchange_scope.join_pool", "startups": "exchange_scope.join_incubator"}.get(sheet)
        if not query:
            return []
        asked = {"incubator_id": self.writer.subject_id, "day": tx.calendar.day_of(at)}
        return [row["id"] for part in parts(ids) for row in tx.rows(query, ids=part, **asked)]

    def _sheets(self) -> list[Sheet]:
        return [sheet for sheet in SHEETS.values() if sheet.name in self.files]

    def _refused(
        self, tx: Transaction, sheet: Sheet, records: Sequence[Record], ties: _Ties, held: Held
    ) -> list[Refusal | None]:  # fmt: skip
        """For each record why it is not the writer's to write, if it is not."""
        columns = naming_columns(sheet)
        of_ids = [column.name for column in columns if column.kind != "email"]
        ids = {one for record in records for name in of_ids for one in _values(record, name)}
        ties.ask(tx, ids)
        taken = tx.ownership.taken_addresses([record for record in records if record.get("email")])

        def named(record: Record, column: Column) -> list[Named]:
            if column.kind == "email":
                tie = Tie.FOREIGN if record["id"] in taken else Tie.UNCLAIMED
                return [Named(one, tie) for one in _values(record, column.name)]
            sort = _SORTS.get(sheet.name, Sort.PROFILE) if column.kind == "id" else Sort.PROFILE
            return [Named(one, ties.found.get((sort, one), Tie.UNCLAIMED)) for one in _values(record, column.name)]

        def refused(record: Record, change: Change) -> Refusal | None:
            names = {column.name: named(record, column) for column in columns}
            found = refusal(self._rule(sheet, record), self.writer, names, change)
            has_part = any(is_with(one.tie) for given in names.values() for one in given)
            return replace(found, is_known=has_part and not change.is_new) if found else None

        changes = changes_of(tx, sheet, records, held)
        return [refused(record, change) for record, change in zip(records, changes, strict=True)]

    def _rule(self, sheet: Sheet, record: Record) -> RowRule:
        rule = WRITES[self.writer.role][sort_of_row(sheet.name, record)]
        if rule is None:
            raise ForbiddenError("This role does not import such rows.")
        return rule


def sort_of_row(sheet: str, record: Mapping[str, object]) -> str:
    """What the rule calls such a row: by its file, and for relations by their type."""
    return f"{sheet} {record['type']}" if sheet == "relations" else sheet


def naming_columns(sheet: Sheet) -> list[Column]:
    """The columns of a file that name somebody, or something of theirs."""
    return [column for column in sheet.columns if column.kind in _NAMING]


def _values(record: Record, column: str) -> list[str]:
    value = record.get(column) or []
    return value if isinstance(value, list) else [value]


def _problem(spool: Spool, number: int, record: Record, found: Refusal) -> Problem:
    name, file, line, _ = spool.place_of(number)
    sheet, value = SHEETS[name], record.get(found.column)
    text = "|".join(map(str, value)) if isinstance(value, list) else str(value or "")
    column = sheet.column(found.column)
    if column.kind == "ref" or (column.kind == "id" and found.is_known):
        text = _called(spool, record, text)
    code, fix = _said(found)
    params: dict[str, str] = {}
    if code == "not_yours" and not found.is_known and sheet.column(found.column).to:
        # Nobody learns which ids others use: what is another's is answered as what is nowhere.
        code, fix = "unknown_id", "add_or_correct"
        params["files"] = ", ".join(f"{one}.csv" for one in wanted_sheets(sheet, found.column, record) if one in SHEETS)
    return Problem(file, line, found.column, shown(text), code, fix, params)


def _called(spool: Spool, record: Record, item_id: str) -> str:
    """The name of whom the file speaks of by an id, which may be ours and of no meaning to the sender; else the id."""
    if record.get("id") == item_id:
        return str(record.get("name") or item_id)
    rows = (spool.row_of(sheet, item_id) for sheet in PROFILES)
    number = next((one for one in rows if one), 0)
    return str(spool.place_of(number)[3].get("name") or item_id) if number else item_id


def _said(found: Refusal) -> tuple[str, str]:
    """What is wrong, and how to fix it."""
    if found.tie is Tie.SHARED and found.column == "startup_id":
        return "own_needs", "let_them_write"
    if found.tie is Tie.SHARED:
        return "speaks_for_themselves", "ask_them"
    return ("needs_consent", "invite_them") if found.column == "email" else ("not_yours", "ask_owner")
