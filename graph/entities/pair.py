"""A startup beside a provider whom it may ask, with all that decides whether it may."""

from __future__ import annotations

from dataclasses import dataclass

from graph.domain.eligibility import PairFacts, RuleCode, refusal, refusal_at_accepting
from graph.domain.kinds import Kind
from graph.entities.conflicts import Conflict
from graph.errors import NotEligibleError


@dataclass(frozen=True)
class Pair:
    """One provider for one need; `need_id` is empty where a request is for none.

    `asked_about`: conflicts of interest that both must confirm before they go on.
    """

    kind: Kind
    startup_id: str
    need_id: str
    provider_id: str
    name: str
    name_zh: str
    facts: PairFacts
    asked_about: tuple[Conflict, ...] = ()

    @property
    def refusal(self) -> RuleCode | None:
        """The rule that forbids to propose and to ask."""
        return refusal(self.facts, self.kind.rules)

    def check_asking(self) -> None:
        """Raise NotEligibleError where a rule forbids to ask."""
        self._refuse(self.refusal)

    def check_accepting(self) -> None:
        """Raise NotEligibleError where a rule forbids to accept."""
        self._refuse(refusal_at_accepting(self.facts, self.kind.rules))

    def _refuse(self, rule: RuleCode | None) -> None:
        if rule is not None:
            raise NotEligibleError(rule, kind=self.kind.name, name=self.name, name_zh=self.name_zh)
