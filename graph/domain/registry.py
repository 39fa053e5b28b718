"""Registries that are complete or refused: whatever is declared has an entry in every table about its sort."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any, Generic, TypeVar

D = TypeVar("D")
E = TypeVar("E")
Rule = Callable[[D], Iterable[str]]


class UndeclaredError(KeyError):
    """A code that nobody declared."""

    def __str__(self) -> str:
        return str(self.args[0])


class IncompleteError(RuntimeError):
    """A declared code lacks an entry somewhere, or a table speaks of one that nobody declared."""


class Registry(Mapping[str, D], Generic[D]):
    """Declarations of one sort (kinds, roles) by their codes, in the order in which they were made.

    Tables made by `table` hold one entry for each declaration; `check` refuses what is
    missing, too much or against a rule.
    """

    def __init__(self, sort: str, declared: Mapping[str, D]) -> None:
        self.sort = sort
        self._declared = dict(declared)
        self._tables: list[Table[Any]] = []
        self._rules: list[Rule[D]] = []

    def __getitem__(self, code: str) -> D:
        try:
            return self._declared[code]
        except KeyError:
            raise UndeclaredError(f"There is no {self.sort} {code!r}; declared: {', '.join(self)}.") from None

    def __iter__(self) -> Iterator[str]:
        return iter(self._declared)

    def __len__(self) -> int:
        return len(self._declared)

    def table(self, title: str, entries: Mapping[str, E]) -> Table[E]:
        """A table with one entry for each declaration, checked at start; `title` says what an entry is."""
        table = Table(self.sort, title, entries)
        self._tables.append(table)
        return table

    @property
    def tables(self) -> tuple[Table[Any], ...]:
        """Every table about this sort that was loaded."""
        return tuple(self._tables)

    def rule(self, rule: Rule[D]) -> Rule[D]:
        """Have each declaration checked by a function that gives what is wrong with it, in words."""
        self._rules.append(rule)
        return rule

    def faults(self) -> list[str]:
        """What is missing, too much or wrong, in words; empty when everything declared is complete."""
        incomplete = [fault for table in self._tables for fault in table.faults(self)]
        wrong = [
            f"{self.sort} {code!r}: {fault}"
            for code, declaration in self.items()
            for rule in self._rules
            for fault in rule(declaration)
        ]
        return incomplete + wrong

    def check(self) -> None:
        """Raise IncompleteError unless each table has an entry for each declaration, and each keeps the rules."""
        faults = self.faults()
        if faults:
            raise IncompleteError("; ".join(faults))

    @contextmanager
    def declaring(self, code: str, declaration: D, **entries: object) -> Iterator[None]:
        """Declare one more for a while, with its entries by the titles of tables (spaces as underscores).

        For tests and trials. Raises IncompleteError at once where an entry is missing.
        """
        by_title = {table.title.replace(" ", "_"): table for table in self._tables}
        self._declared[code] = declaration
        try:
            for title, entry in entries.items():
                by_title[title].add(code, entry)
            self.check()
            yield
        finally:
            del self._declared[code]
            for table in self._tables:
                table.remove(code)


class Table(Mapping[str, E], Generic[E]):
    """One entry for each declared code: reading one that is missing is an error, never another's entry."""

    def __init__(self, sort: str, title: str, entries: Mapping[str, E]) -> None:
        self.sort, self.title = sort, title
        self._entries = dict(entries)

    def __getitem__(self, code: str) -> E:
        try:
            return self._entries[code]
        except KeyError:
            raise UndeclaredError(f"The table of {self.title} has no entry for the {self.sort} {code!r}.") from None

    def __iter__(self) -> Iterator[str]:
        return iter(self._entries)

    def __len__(self) -> int:
        return len(self._entries)

    def add(self, code: str, entry: E) -> None:
        """Add an entry."""
        self._entries[code] = entry

    def remove(self, code: str) -> None:
        """Remove an entry where there is one."""
        self._entries.pop(code, None)

    def faults(self, declared: Mapping[str, object]) -> list[str]:
        """What is missing and what is too much, in words; empty when the table is complete."""
        missing = [f"{self.sort} {code!r} has no {self.title}" for code in declared if code not in self._entries]
        strange = [f"{self.title} for an undeclared {self.sort} {code!r}" for code in self if code not in declared]
        return missing + strange
