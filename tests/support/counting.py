"""Counts what a page costs: transactions opened, queries run, rankings made."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import pytest

from graph.query_runner import QueryRunner
from matching.ranking.rank import rank


@dataclass
class Cost:
    """What was counted so far."""

    transactions: int = 0
    queries: int = 0
    rankings: int = 0


@contextmanager
def counted(monkeypatch: pytest.MonkeyPatch) -> Iterator[Cost]:
    """Count inside; the real parts go on working."""
    cost = Cost()
    begin, stream = QueryRunner.__init__, QueryRunner.stream

    def counting_begin(self: QueryRunner, *given: Any) -> None:
        cost.transactions += 1
        begin(self, *given)

    def counting_stream(self: QueryRunner, name: str, /, **parameters: object) -> Any:
        cost.queries += 1
        return stream(self, name, **parameters)

    def counting_rank(*given: Any) -> Any:
        cost.rankings += 1
        return rank(*given)

    with monkeypatch.context() as patch:
        patch.setattr(QueryRunner, "__init__", counting_begin)
        patch.setattr(QueryRunner, "stream", counting_stream)
        patch.setattr("matching.matcher.rank", counting_rank)
        yield cost
