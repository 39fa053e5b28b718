"""What an investor says of itself to those who look for one."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Portfolio:
    """A startup that somebody put money into."""

    name: str
    name_zh: str | None = None


@dataclass(frozen=True)
class InvestorFacts:
    """Kind, ticket and stages; `startups` are the latest of `count` investments, the last one first."""

    id: str
    kind: str | None = None
    region: str | None = None
    stages: tuple[str, ...] = ()
    ticket_min: float | None = None
    ticket_max: float | None = None
    currency: str = "CNY"
    summary: str | None = None
    summary_zh: str | None = None
    startups: tuple[Portfolio, ...] = ()
    count: int = 0

    def takes(self, amount: float | None) -> bool | None:
        """Whether an amount in CNY lies within the ticket; None where either is unknown."""
        low, high = self.ticket_min, self.ticket_max
        if not amount or self.currency != "CNY" or (low is None and high is None):
            return None
        return (low is None or amount >= low) and (high is None or amount <= high)
