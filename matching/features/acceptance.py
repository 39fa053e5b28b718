"""Features from the acceptance model: each side's expected answer to this query."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from matching.features.acceptance_model import AcceptanceModel, acceptance_models_of, similarity_to_all
from matching.features.attributes import attributes_of_providers, attributes_of_requests
from matching.features.feature_group import FeatureGroup
from matching.features.query import RankingQuery
from matching.history.decisions import Column
from matching.history.workload import load_of
from matching.index.arrays import Codes


@dataclass(frozen=True)
class Parts:
    """What adds up to the log-odds of one side's yes, (rows of the query,): the providers themselves, what they are,
    how like they are to the request, how much they took on and refused lately; what is alike for all of them (`own`).

    `preference`: what each attribute of a provider is worth here.
    """

    own: float
    people: Column
    attributes: Column
    similarity: Column
    load: Column
    preference: Column

    @property
    def total(self) -> Column:
        """The log-odds."""
        return self.own + self.people + self.attributes + self.similarity + self.load


class ExpectedAnswers(FeatureGroup):
    """Log-odds of yes, as differences from the mean of all, by a mixed model of the answers before this month: persons,
    kinds of requests and of providers, and what each makes of the other's kind; of providers also how much they took
    on and refused up to today. NaN where too little was answered."""

    names = ("seeker_yes_expected", "provider_yes_expected")

    def columns(self, query: RankingQuery) -> Sequence[NDArray[Any]]:
        unknown = np.full(query.count, np.nan)
        return [unknown if parts is None else parts.total for parts in parts_of(query)]


def parts_of(query: RankingQuery) -> tuple[Parts | None, Parts | None]:
    """What is expected of the seeker and of the providers; None where too little was answered."""
    if "expected" not in query.remembered:
        models = acceptance_models_of(query.history, query.index)
        if models == (None, None):
            query.remembered["expected"] = None, None
        else:
            request, attributes = _request(query), attributes_of_providers(query.index)[query.rows]
            plain = np.column_stack([similarity_to_all(request, attributes), *load_now(query)])
            query.remembered["expected"] = tuple(_parts(query, model, request, attributes, plain) for model in models)
    found: tuple[Parts | None, Parts | None] = query.remembered["expected"]
    return found


def load_now(query: RankingQuery) -> list[Column]:
    """Each row's workload (history/workload.py) today."""
    kept = query.history.remembered
    if "load" not in kept:
        rows = np.arange(query.index.count)
        kept["load"] = load_of(query.history, query.index, rows, np.full(len(rows), query.history.as_of + 1))
    return [column[query.rows] for column in kept["load"]]


def _request(query: RankingQuery) -> sparse.csr_matrix:
    """The need as past ones are known: its tags (the startup's own where it names none) and its stage."""
    need, startup, tags = query.seeker.need, query.seeker.startup, query.index.tags
    named = tags.codes(need.industries, need.topics) or tags.of_profile(startup)
    return attributes_of_requests(
        Codes.of([tags.with_broader(named)]), np.asarray([query.seeker.stages], dtype=np.int64)
    )


def _parts(
    query: RankingQuery,
    model: AcceptanceModel | None,
    request: sparse.csr_matrix,
    attributes: sparse.csr_matrix,
    plain: Column,
) -> Parts | None:
    if model is None:
        return None
    preference, own = model.of_request(request, query.seeker.startup.id)
    rows = query.index.rows_of(model.provider_ids)
    people = np.zeros(query.index.count)
    people[rows[rows >= 0]] = model.of_people(request)[rows >= 0]
    # New tags stand behind all that the model knows.
    width = min(attributes.shape[1], len(preference))
    known, weights = np.asarray(attributes[:, :width] @ preference[:width]), model.plain
    load = plain[:, 1 : len(weights)] @ weights[1:]
    return Parts(own, people[query.rows], known, plain[:, 0] * weights[0], load, preference)
