"""Columns about a seeker and each provider: named, float32, NaN where nothing is known."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from sklearn.base import clone

from graph.domain.kinds import MENTOR
from matching.features.pair_features import PairFeatures
from matching.index.provider_index import ProviderIndex
from matching.ranking.rank import Ranked
from tests.support.ranking import STARTUP, ranked
from tests.unit.matching.index.test_provider_index import person, snapshot_of


def column(result: Ranked, name: str) -> np.ndarray:
    features = PairFeatures(result.kind.features).fit(result.query.index)
    return features.transform(result.query)[:, features.names_.index(name)]


def test_features_are_named_float32_and_one_row_each() -> None:
    index = ProviderIndex(snapshot_of([person(number) for number in range(5)]))
    features = clone(PairFeatures(MENTOR.features)).fit(index)

    matrix = features.transform(ranked([person(number) for number in range(5)]).query)

    assert matrix.dtype == np.float32
    assert matrix.shape == (5, len(features.get_feature_names_out()))


def test_what_is_missing_is_nan_and_never_zero() -> None:
    result = ranked([person(1, capacity=None)], replace(STARTUP, region=None, industries=(), summary="", stages=()))

    for name in ("need_covered", "stage_fit", "place_fit", "same_pool", "category_fit", "free_share"):
        assert np.isnan(column(result, name)).all(), name
    for name in ("accept_rate", "answer_days", "idle_years", "rating", "finished_share"):
        assert np.isnan(column(result, name)).all(), name
    assert np.isfinite(result.scored.score).all()


def test_stages_one_apart_fit_by_half() -> None:
    people = [person(1, stages=("seed",)), person(2, stages=("angel",)), person(3, stages=("growth",)), person(4)]

    fit = column(ranked(people, replace(STARTUP, stages=("seed",))), "stage_fit")

    assert fit[:3].tolist() == [1.0, 0.5, 0.0]
    assert np.isnan(fit[3])


def test_the_same_region_beats_the_same_country_beats_elsewhere() -> None:
    people = [
        person(1, region="Lingang", country="CN"),
        person(2, region="Minhang", country="CN"),
        person(3, region="Berlin", country="DE"),
    ]

    assert column(ranked(people, replace(STARTUP, country="CN")), "place_fit").tolist() == [1.0, 0.5, 0.0]


def test_features_of_some_rows_are_those_of_everybody_at_these_rows() -> None:
    result = ranked([person(number) for number in range(7)])
    features = PairFeatures(MENTOR.features).fit(result.query.index)
    everybody = features.transform(result.query)
    for rows in (np.asarray([4, 0, 6]), slice(2, 5)):
        some = features.transform(replace(result.query, rows=rows))
        np.testing.assert_allclose(some, everybody[rows], rtol=1e-6)
