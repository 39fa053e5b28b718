"""A trained model as the store knows it: its card as text, its state, and why it is in that state."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from graph.domain.states.models import ModelState


@dataclass(frozen=True)
class StoredModel:
    """One model without its files.

    `verdict`: why it serves, or never did, as JSON of a code and its params; a model that was judged before 0.2.0 has
    a sentence instead, `reason` and `reason_zh`.
    """

    id: str
    kind: str
    name: str
    state: ModelState
    card: str
    reason: str
    reason_zh: str
    trained_at: datetime
    data_until: date
    checksum: str
    job_id: str
    parts: int
    bytes: int
    promoted_at: datetime | None = None
    retired_at: datetime | None = None
    decided_by: str | None = None
    verdict: str = ""

    @property
    def serves(self) -> bool:
        return self.state is ModelState.SERVING

    @property
    def is_rejected(self) -> bool:
        return self.state is ModelState.REJECTED

    @property
    def is_candidate(self) -> bool:
        """Whether nobody has decided on it yet."""
        return self.state is ModelState.CANDIDATE


@dataclass(frozen=True)
class ModelSlot:
    """Which model serves a kind and which served before it, the latest last ('' is the starting rules); or, of the slot
    of training, which job trains and until when it may be silent."""

    id: str
    serving_id: str = ""
    before: tuple[str, ...] = ()
    job_id: str = ""
    lease_until: datetime | None = None
    attempts: int = 0
