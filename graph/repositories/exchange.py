"""Profiles as the exchange format sees them: compare, make, change, in batches."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from graph.ids import new_nonce
from graph.query_runner import QueryRunner, Row
from graph.repositories.base import Repository
from graph.taxonomy.model import topic_id

Record = dict[str, Any]
LARGEST_BATCH = 2000

_POINTERS = {"startups": "incubator_id", "people": "employer_id", "needs": "startup_id"}
_ROLES = {"supervisors": {"supervisor"}, "talents": {"talent"}, "both": {"supervisor", "talent"}}
"""By the end of a query's name: the roles that it gives."""
_TAG_COLUMNS = ("industries", "leading_industries", "topics")
_NOT_PROPERTIES = {"id", "roles", *_TAG_COLUMNS, *_POINTERS.values()}
DATES = frozenset({"founded_on", "opened_on", "closed_on", "proposed_on", "decided_on", "dated_on", "from", "to"})


class ExchangeRepository(Repository):
    """Records of one file of the format; each method takes the file's name."""

    def known_ids(self, sheet: str, ids: Collection[str]) -> set[str]:
        """Which of these ids the graph holds as records of this file."""
        found: set[str] = set()
        for part in parts(sorted(ids)):
            found.update(row["id"] for row in self._tx.rows(f"exchange_{sheet}.known", ids=part))
        return found

    def list_ids(self, sheet: str) -> list[str]:
        """All ids, sorted by code point."""
        return sorted({row["id"] for row in self._tx.stream(f"exchange_{sheet}.ids") if row["id"]})

    def list_records(self, sheet: str, ids: Sequence[str]) -> dict[str, Record]:
        """Records by id, each with every column of the format; dates are ISO text, lists sorted."""
        return {
            row["record"]["id"]: _profile(sheet, row) for row in self._tx.stream(f"exchange_{sheet}.records", ids=ids)
        }

    def is_used(self, sheet: str, column: str) -> bool:
        """Whether any record of this file has something in a column that joined the format later."""
        return self._tx.one_or_none(f"exchange_{sheet}.any_{column}") is not None

    def ensure_topics(self, names: Iterable[str]) -> None:
        """Have a topic for each name."""
        rows = [{"id": topic_id(name), "name": name} for name in names]
        for part in parts(rows):
            self._tx.run("exchange_topics.ensure", rows=part)

    def create_profiles(self, sheet: str, records: Sequence[Record], stamp: Mapping[str, Any]) -> None:
        """Make profiles that the graph lacks; `stamp` holds properties that all of them get."""
        rows = [flat(record["id"], {**properties(record), **stamp}) for record in records]
        for query, group in _by_roles(sheet, records, rows):
            self._tx.run(f"exchange_{sheet}.{query}", rows=group)
        self._link_tags(sheet, records)
        self._point(sheet, records)

    def update_profiles(
        self, sheet: str, records: Sequence[Record], before: Mapping[str, Record], changed_at: int
    ) -> None:
        """Make these profiles what the records say; `before` holds what they were."""
        rows = [_changes(record, {"changed_at": changed_at}) for record in records]
        self._tx.run(f"exchange_{sheet}.update", rows=rows)
        self._link_tags(sheet, records)
        if sheet == "people":
            self._relabel(records, before)
        if sheet in _POINTERS:
            name = _POINTERS[sheet]
            moved = [record for record in records if record[name] != before[record["id"]][name]]
            drop = [{"id": record["id"], "target": record[name]} for record in moved]
            _run_any(self._tx, f"exchange_{sheet}.drop_undated", drop)
            self._point(sheet, moved)

    def _link_tags(self, sheet: str, records: Sequence[Record]) -> None:
        industries = [{"id": record["id"], "industries": _industries(record)} for record in records]
        _run_any(self._tx, f"exchange_{sheet}.link_industries", [row for row in industries if row["industries"]])
        topics = [{"id": record["id"], "topics": [topic_id(name) for name in record["topics"]]} for record in records]
        _run_any(self._tx, f"exchange_{sheet}.link_topics", [row for row in topics if row["topics"]])

    def _point(self, sheet: str, records: Sequence[Record]) -> None:
        name = _POINTERS.get(sheet)
        if name:
            rows = [{"id": record["id"], "target": record[name]} for record in records if record[name]]
            _run_any(self._tx, f"exchange_{sheet}.link_organisation", rows)

    def _relabel(self, records: Sequence[Record], before: Mapping[str, Record]) -> None:
        changed = [record for record in records if set(record["roles"]) != set(before[record["id"]]["roles"])]
        for name, roles in _ROLES.items():
            ids = [record["id"] for record in changed if set(record["roles"]) == roles]
            if ids:
                self._tx.run(f"exchange_people.become_{name}", ids=ids)


def parts(items: Sequence[Any], size: int = LARGEST_BATCH) -> Iterator[list[Any]]:
    """Slices small enough for one message to the server."""
    for start in range(0, len(items), size):
        yield list(items[start : start + size])


def flat(item_id: str, values: Mapping[str, Any]) -> Row:
    """A row that makes a node in one go: half the server's time of making it and then setting its properties."""
    return {"id": item_id, **{name: value for name, value in values.items() if value is not None}}


def _changes(record: Record, stamp: Mapping[str, Any]) -> Row:
    return {"id": record["id"], "properties": {**properties(record), **stamp}, "nonce": new_nonce()}


def _industries(record: Record) -> list[str]:
    return list(record.get("leading_industries") or record.get("industries") or ())


def _run_any(tx: QueryRunner, query: str, rows: list[Row]) -> None:
    """Run a query unless there is nothing to run it for: a message costs as much as a hundred rows."""
    if rows:
        tx.run(query, rows=rows)


def properties(record: Record) -> dict[str, Any]:
    """What of a record are properties of its node, as the graph keeps them."""
    return {name: to_graph(name, value) for name, value in record.items() if name not in _NOT_PROPERTIES}


def to_graph(name: str, value: Any) -> Any:
    """A value of the format as the graph keeps it."""
    return date.fromisoformat(value) if value and name in DATES else value


def from_graph(value: Any) -> Any:
    """A value of the graph as the format has it: no empty text, dates as text, lists sorted."""
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, list):
        return sorted(value)
    return None if value == "" else value


def _by_roles(sheet: str, records: Sequence[Record], rows: Sequence[Row]) -> Iterator[tuple[str, list[Row]]]:
    """(query, rows): people by the labels that their roles give them."""
    if sheet != "people":
        yield "create", list(rows)
        return
    for name, roles in _ROLES.items():
        group = [row for record, row in zip(records, rows, strict=True) if set(record["roles"]) == roles]
        if group:
            yield f"create_{name}", group


def _profile(sheet: str, row: Row) -> Record:
    record = {name: from_graph(value) for name, value in row["record"].items()}
    tags = "leading_industries" if sheet == "parks" else "industries"
    record[tags] = sorted(set(row["industries"]))
    record["topics"] = sorted(set(row["topics"]), key=topic_id)
    if sheet in _POINTERS:
        # Without a date comes first: that is how an import writes what the column says.
        nearest = sorted(row["open_at"], key=lambda at: (at["from"] is not None, at["id"]))
        record[_POINTERS[sheet]] = nearest[0]["id"] if nearest else None
    if sheet == "people":
        record["roles"] = [
            role for role, here in (("supervisor", row["is_supervisor"]), ("talent", row["is_talent"])) if here
        ]
    return record
