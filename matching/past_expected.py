"""Feature group of a learned model: the answers to expect of both sides from what everybody answered before."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from matching.arrays import Codes
from matching.expected import Expected, alike_all, expected_of
from matching.feature_group import FeatureGroup
from matching.load import load_of
from matching.seekers import Pairs
from matching.told import Column
from matching.traits import traits_of_providers, traits_of_requests


class ExpectedAnswers(FeatureGroup):
    """Log-odds of yes, as differences from the mean of all, by a mixed model of the answers before this month: persons,
    kinds of requests and of providers, and what each makes of the other's kind; of providers also how much they took
    on and refused up to today. NaN where too little was answered."""

    names = ("seeker_yes_expected", "provider_yes_expected")

    def columns(self, pairs: Pairs) -> Sequence[NDArray[Any]]:
        models = expected_of(pairs.history, pairs.index)
        if models == (None, None):
            return [np.full(pairs.count, np.nan)] * 2
        request, traits = _request(pairs), traits_of_providers(pairs.index)[pairs.rows]
        likeness = alike_all(request, traits)
        plains = [likeness[:, None], np.column_stack([likeness, *_load(pairs)])]
        return [_odds(pairs, model, request, traits, plain) for model, plain in zip(models, plains, strict=True)]


def _request(pairs: Pairs) -> sparse.csr_matrix:
    """The need as past ones are known: its tags (the startup's own where it names none) and its stage."""
    need, startup, tags = pairs.seeker.need, pairs.seeker.startup, pairs.index.tags
    named = tags.codes(need.industries, need.topics) or tags.of_profile(startup)
    return traits_of_requests(Codes.of([tags.with_broader(named)]), np.asarray([pairs.seeker.stages], dtype=np.int64))


def _load(pairs: Pairs) -> list[Column]:
    kept = pairs.history.remembered
    if "load" not in kept:
        rows = np.arange(pairs.index.count)
        kept["load"] = load_of(pairs.history, pairs.index, rows, np.full(len(rows), pairs.history.as_of + 1))
    return [column[pairs.rows] for column in kept["load"]]


def _odds(
    pairs: Pairs, model: Expected | None, request: sparse.csr_matrix, traits: sparse.csr_matrix, plain: Column
) -> Column:
    if model is None:
        return np.full(pairs.count, np.nan)
    taste, own = model.of_request(request, pairs.seeker.startup.id)
    rows = pairs.index.rows_of(model.provider_ids)
    people = np.zeros(pairs.index.count)
    people[rows[rows >= 0]] = model.of_people(request)[rows >= 0]
    width = min(traits.shape[1], len(taste))
    # New tags stand behind all that the model knows.
    return np.asarray(own + people[pairs.rows] + traits[:, :width] @ taste[:width] + plain @ model.plain)
