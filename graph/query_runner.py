"""Runs named queries in a transaction of the driver, and gives moments back as aware UTC."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime, time
from typing import Any

import neo4j
from neo4j.time import Date as BoltDate
from neo4j.time import DateTime as BoltDateTime
from neo4j.time import Time as BoltTime

from graph.domain.calendar import Calendar
from graph.domain.days import nearest_day, nearest_moment
from graph.errors import NotFoundError, QueryError
from graph.named_queries import all_queries

Row = dict[str, Any]
_PLAIN = frozenset({str, int, bool, float, type(None)})
_NAMES = re.compile(r"[A-Za-z_][A-Za-z0-9_]*(:[A-Za-z_][A-Za-z0-9_]*)*")


class QueryRunner:
    """The only way to a query: by name, with its declared parameters. `calendar`: the installation's."""

    def __init__(self, transaction: neo4j.ManagedTransaction | neo4j.Transaction, calendar: Calendar) -> None:
        self.calendar = calendar
        self._transaction = transaction
        self._queries = all_queries()

    def stream(self, name: str, /, **parameters: object) -> Iterator[Row]:
        """Rows one by one, for reads too large to hold; use them up inside the transaction."""
        return self._stream(name, parameters, exactly=False)

    def stream_exactly(self, name: str, /, **parameters: object) -> Iterator[Row]:
        """The same with every day as it stands, however far off: for what is copied and not counted with."""
        return self._stream(name, parameters, exactly=True)

    def _stream(self, name: str, parameters: dict[str, object], *, exactly: bool) -> Iterator[Row]:
        query = self._queries[name]
        query.check(parameters)
        values = {key: _to_bolt(value) for key, value in parameters.items()}
        for record in self._transaction.run(query.text, values):
            yield _row(record, exactly=exactly)
        # The driver holds the parameters of every statement until the transaction ends: a long one would hold all.
        for value in values.values():
            if isinstance(value, list):
                value.clear()

    def rows(self, name: str, /, **parameters: object) -> list[Row]:
        """All rows of a query."""
        return list(self.stream(name, **parameters))

    def shaped(self, name: str, shape: dict[str, str], /, **parameters: object) -> list[Row]:
        """All rows of a query whose labels and types are named by data: to restore a backup, and to merge people.

        Cypher takes no label as a parameter that both servers know, so each place-holder of the query is
        replaced by a name, or names joined by colons, that is checked to be nothing but a name.
        """
        query = self._queries[name]
        query.check(parameters)
        text = query.text
        for place, label in shape.items():
            if not _NAMES.fullmatch(label):
                raise QueryError(f"{name}: {label!r} is no label.")
            text = text.replace(place, label)
        values = {key: _to_bolt(value) for key, value in parameters.items()}
        records = self._transaction.run(text, values)
        return [_row(record, exactly=True) for record in records]

    def one_or_none(self, name: str, /, **parameters: object) -> Row | None:
        """The first row, or None where there is none."""
        rows = self.rows(name, **parameters)
        return rows[0] if rows else None

    def one(self, name: str, /, **parameters: object) -> Row:
        """The first row; raises NotFoundError where there is none."""
        row = self.one_or_none(name, **parameters)
        if row is None:
            raise NotFoundError(name.partition(".")[0].rstrip("s"), str(parameters.get("id", "")))
        return row

    def run(self, name: str, /, **parameters: object) -> None:
        """Run a query whose rows nobody wants."""
        for _ in self.stream(name, **parameters):
            pass


def _row(record: neo4j.Record, *, exactly: bool) -> Row:
    return {key: _from_bolt(value, exactly) for key, value in zip(record.keys(), record.values(), strict=True)}


def _to_bolt(value: object) -> object:
    """Moments go in as UTC: the embedded server gives any offset back as naive UTC."""
    if type(value) in _PLAIN:
        return value
    if isinstance(value, datetime):
        if value.tzinfo is None:
            raise ValueError("A moment needs a zone: pass an aware datetime.")
        return value.astimezone(UTC)
    if isinstance(value, (list, tuple)):
        return [item if type(item) in _PLAIN else _to_bolt(item) for item in value]
    if isinstance(value, dict):
        # Asked here as well: a call for each cell is half the time of a large write.
        return {key: item if type(item) in _PLAIN else _to_bolt(item) for key, item in value.items()}
    return value


def _from_bolt(value: object, exactly: bool) -> object:
    """Driver types to Python's; a naive moment is UTC (the one place that knows).

    Days that no record may hold are read as the nearest that one may, so that one bad record breaks nobody's counting;
    `exactly` leaves them.
    """
    if type(value) in _PLAIN:  # most values are: a large read spends its time here
        return value
    if isinstance(value, BoltDateTime):
        moment = _native_moment(value)
        return moment if exactly else nearest_moment(moment)
    if isinstance(value, BoltDate):
        day = _native_date(value)
        return day if exactly else nearest_day(day)
    if isinstance(value, BoltTime):
        return _native_time(value)
    if isinstance(value, list):
        return [_from_bolt(item, exactly) for item in value]
    if isinstance(value, dict):
        return {key: _from_bolt(item, exactly) for key, item in value.items()}
    return value


def _native_moment(value: BoltDateTime) -> datetime:
    native = value.to_native()
    try:
        return native.replace(tzinfo=UTC) if native.tzinfo is None else native.astimezone(UTC)
    except OverflowError:  # within a day of the calendar's end: its offset tells nobody anything
        return native.replace(tzinfo=UTC)


def _native_date(value: BoltDate) -> date:
    return value.to_native()


def _native_time(value: BoltTime) -> time:
    return value.to_native()
