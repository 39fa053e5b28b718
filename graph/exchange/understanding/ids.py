"""Ids of records whose table has none: made of what tells them apart, so that the same list gives the same ids."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping

from graph.exchange.understanding.text import key

_LENGTH = 16
_PREFIXES = {
    "people": "person",
    "startups": "startup",
    "investors": "investor",
    "labs": "lab",
    "incubators": "incubator",
    "parks": "park",
}
_TELLING = ("uscc", "orcid", "email")


class IdMaker:
    """Makes ids for the rows of one table; two rows of which nothing tells them apart get two, in their order."""

    def __init__(self, table: str) -> None:
        self._prefix = _PREFIXES.get(table, table)
        self._made: dict[str, int] = {}

    def make(self, cells: Mapping[str, str]) -> tuple[str, bool]:
        """The id of a row, and whether another row before it is the same by all that tells."""
        basis = self._basis(cells)
        number = self._made[basis] = self._made.get(basis, 0) + 1
        digest = hashlib.sha256(basis.encode()).hexdigest()[:_LENGTH]
        return f"{self._prefix}-{digest}" + (f"-{number}" if number > 1 else ""), number > 1

    def _basis(self, cells: Mapping[str, str]) -> str:
        telling = next((f"{name}:{cells[name].casefold()}" for name in _TELLING if cells.get(name)), None)
        if telling and (self._prefix == "person" or telling.startswith("uscc")):
            return f"{self._prefix}|{telling}"
        names = [key(cells.get(name, "")) for name in ("name", "organisation")]
        return "|".join([self._prefix, *names])
