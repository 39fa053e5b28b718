"""What organisations said of the headings and words of their tables, remembered by the set of headings."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from graph.ids import derived_id
from graph.repositories.base import Repository


class MappingRepository(Repository):
    """Mapping files as JSON; each organisation has its own."""

    def find(self, incubator_id: str, headings: Iterable[str]) -> dict[str, Any] | None:
        """What was said of tables with these headings; None where nothing was."""
        row = self._tx.one_or_none("mappings.find", id=_key(incubator_id, headings))
        return json.loads(row["mapping"]) if row else None

    def keep(self, incubator_id: str, headings: Iterable[str], mapping: Mapping[str, Any], at: datetime) -> None:
        """Remember what was said, in place of what was before."""
        text = json.dumps(mapping, ensure_ascii=False, sort_keys=True)
        self._tx.run("mappings.keep", id=_key(incubator_id, headings), incubator_id=incubator_id, mapping=text, at=at)


def _key(incubator_id: str, headings: Iterable[str]) -> str:
    return derived_id("mapping", incubator_id, *sorted(set(headings)))
