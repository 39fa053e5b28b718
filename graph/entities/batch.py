"""A whole cohort matched at once: what was asked for, what it was solved with, and the drafts that came of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from graph.domain.states.batches import BatchState
from graph.domain.states.requests import RequestState

PairId = tuple[str, str]
"""A startup and a supervisor, by their ids."""


@dataclass(frozen=True)
class Wanting:
    """A startup of a batch: the need for which it is matched, and how many supervisors it is to have."""

    need_id: str
    wants: int


@dataclass(frozen=True)
class Load:
    """How many startups of a batch a supervisor takes at least and at most."""

    least: int
    most: int


@dataclass(frozen=True)
class Settings:
    """What a curator says of a batch. `max_loss`: the share of the best total that the fairest draft may lose.

    `answer_by`: until when those who are asked may answer.
    """

    name: str
    startups: Mapping[str, Wanting]
    supervisors: Mapping[str, Load]
    answer_by: date
    max_loss: float = 0.03


@dataclass(frozen=True)
class Batch:
    """A batch of an incubator; `revision` counts the changes of its settings. `draft_id`: the draft released last."""

    id: str
    incubator_id: str
    state: BatchState
    settings: Settings
    revision: int
    created_at: datetime
    changed_at: datetime
    draft_id: str = ""
    job_id: str = ""


@dataclass(frozen=True)
class Frozen:
    """What a batch was solved with, kept so that solving again gives the same.

    `fit` of each pair that may be made, 0 to 1; `left_out`: the code of the rule against each that may not.
    `newcomers`: supervisors who guided nobody so far.
    """

    model_id: str
    at: str
    fit: Mapping[PairId, float]
    left_out: Mapping[PairId, str]
    newcomers: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Run:
    """One time that a batch was solved. `settings`: as they were; `revision`: theirs."""

    id: str
    number: int
    settings: Settings
    revision: int
    frozen: Frozen
    created_at: datetime
    by: str = ""


@dataclass(frozen=True)
class Edit:
    """What a curator changed in a draft. `do`: see `matching.batches.editing`."""

    do: str
    startup_id: str
    out: str = ""
    into: str = ""
    by: str = ""
    at: str = ""
    revision: int = 0


@dataclass(frozen=True)
class Base:
    """What the solver gave: pairs, and those of them that were fixed; pairs that were kept apart."""

    pairs: frozenset[PairId]
    locked: frozenset[PairId] = frozenset()
    forbidden: frozenset[PairId] = frozenset()


@dataclass(frozen=True)
class Draft:
    """One draft: what the solver gave and the first `cursor` of its edits on top.

    `found`: what is proved of it, who is short of what, and what would mend it (JSON). `revision` counts its changes;
    `log` tells the latest of them.
    """

    id: str
    run_id: str
    objective: str
    base: Base
    edits: tuple[Edit, ...]
    cursor: int
    revision: int
    found: Mapping[str, Any]
    log: tuple[Edit, ...] = field(default=())


@dataclass(frozen=True)
class Answer:
    """How a request that a batch made stands."""

    id: str
    pair: PairId
    state: RequestState


@dataclass(frozen=True)
class Named:
    """A startup or supervisor as a batch shows it; `id` is that of their record today."""

    id: str
    name: str
    name_zh: str | None
    stage: str | None
    industries: tuple[str, ...]
