"""Feature group of a learned model: the answers to expect of both sides from what everybody answered before."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from matching.features.acceptance_model import Expected, alike_all, expected_of
from matching.features.attributes import traits_of_providers, traits_of_requests
from matching.features.feature_group import FeatureGroup
from matching.features.query import Pairs
from matching.history.decisions import Column
from matching.history.workload import load_of
from matching.index.arrays import Codes


@dataclass(frozen=True)
class Parts:
    """What adds up to the log-odds of one side's yes, (rows of the pairs,): the providers themselves, what they are,
    how like they are to the request, how much they took on and refused lately; what is alike for all of them (`own`).

    `taste`: what each trait of a provider is worth here.
    """

    own: float
    people: Column
    traits: Column
    alike: Column
    load: Column
    taste: Column

    @property
    def total(self) -> Column:
        """The log-odds."""
        return self.own + self.people + self.traits + self.alike + self.load


class ExpectedAnswers(FeatureGroup):
    """Log-odds of yes, as differences from the mean of all, by a mixed model of the answers before this month: persons,
    kinds of requests and of providers, and what each makes of the other's kind; of providers also how much they took
    on and refused up to today. NaN where too little was answered."""

    names = ("seeker_yes_expected", "provider_yes_expected")

    def columns(self, pairs: Pairs) -> Sequence[NDArray[Any]]:
        unknown = np.full(pairs.count, np.nan)
        return [unknown if parts is None else parts.total for parts in parts_of(pairs)]


def parts_of(pairs: Pairs) -> tuple[Parts | None, Parts | None]:
    """What is expected of the seeker and of the providers; None where too little was answered."""
    if "expected" not in pairs.remembered:
        models = expected_of(pairs.history, pairs.index)
        if models == (None, None):
            pairs.remembered["expected"] = None, None
        else:
            request, traits = _request(pairs), traits_of_providers(pairs.index)[pairs.rows]
            plain = np.column_stack([alike_all(request, traits), *load_now(pairs)])
            pairs.remembered["expected"] = tuple(_parts(pairs, model, request, traits, plain) for model in models)
    found: tuple[Parts | None, Parts | None] = pairs.remembered["expected"]
    return found


def load_now(pairs: Pairs) -> list[Column]:
    """What load.py tells of each row today."""
    kept = pairs.history.remembered
    if "load" not in kept:
        rows = np.arange(pairs.index.count)
        kept["load"] = load_of(pairs.history, pairs.index, rows, np.full(len(rows), pairs.history.as_of + 1))
    return [column[pairs.rows] for column in kept["load"]]


def _request(pairs: Pairs) -> sparse.csr_matrix:
    """The need as past ones are known: its tags (the startup's own where it names none) and its stage."""
    need, startup, tags = pairs.seeker.need, pairs.seeker.startup, pairs.index.tags
    named = tags.codes(need.industries, need.topics) or tags.of_profile(startup)
    return traits_of_requests(Codes.of([tags.with_broader(named)]), np.asarray([pairs.seeker.stages], dtype=np.int64))


def _parts(
    pairs: Pairs, model: Expected | None, request: sparse.csr_matrix, traits: sparse.csr_matrix, plain: Column
) -> Parts | None:
    if model is None:
        return None
    taste, own = model.of_request(request, pairs.seeker.startup.id)
    rows = pairs.index.rows_of(model.provider_ids)
    people = np.zeros(pairs.index.count)
    people[rows[rows >= 0]] = model.of_people(request)[rows >= 0]
    # New tags stand behind all that the model knows.
    width = min(traits.shape[1], len(taste))
    known, weights = np.asarray(traits[:, :width] @ taste[:width]), model.plain
    load = plain[:, 1 : len(weights)] @ weights[1:]
    return Parts(own, people[pairs.rows], known, plain[:, 0] * weights[0], load, taste)
