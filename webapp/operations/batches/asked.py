"""The requests that a batch made, as drafts have to mind them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from graph.domain.states.requests import RequestState
from graph.entities.batch import Answer, PairId

_STAYS = frozenset({RequestState.ASKED, RequestState.ACCEPTED})


@dataclass(frozen=True)
class Asked:
    """`stays`: pairs that wait for an answer or have a yes. `came_to_nothing`: pairs that are not asked again."""

    stays: frozenset[PairId]
    came_to_nothing: frozenset[PairId]


def asked_of(answers: Iterable[Answer]) -> Asked:
    """How the requests of a batch bind its drafts."""
    listed = list(answers)
    stays = frozenset(one.pair for one in listed if one.state in _STAYS)
    return Asked(stays, frozenset(one.pair for one in listed) - stays)
