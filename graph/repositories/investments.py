"""What investors put money into, and how much at a time."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from graph.entities.investor import InvestorFacts, Portfolio
from graph.query_runner import Row
from graph.repositories.base import Repository
from graph.repositories.rows import frozen, lists

_LATEST = 3


class InvestmentRepository(Repository):
    """Facts that investors publish; everybody who may see proposals may read them."""

    def list_facts(self, ids: Sequence[str]) -> dict[str, InvestorFacts]:
        """The facts by id; an id that is no investor's has none."""
        rows = self._tx.rows("investments.facts", ids=list(ids), most=_LATEST) if ids else []
        return {row["id"]: _facts(row) for row in rows}

    def list_holders(self, startup_id: str, day: date) -> list[str]:
        """Who has a share in a startup on a day."""
        return [str(row["id"]) for row in self._tx.rows("investments.holders", startup_id=startup_id, day=day)]


def _facts(row: Row) -> InvestorFacts:
    fields = lists(frozen(row), "stages")
    startups = tuple(Portfolio(item["name"], item["name_zh"]) for item in row["startups"])
    return InvestorFacts(**{**fields, "startups": startups})
