"""Where there are very many, only a shortlist is looked at closely; it holds those who matter."""

from __future__ import annotations

import numpy as np
import pytest

from graph.domain.kinds import MENTOR
from graph.entities.profile import ProfileRecord
from matching.features.query import Availability, RankingQuery, make_seeker
from matching.history.provider_history import history_as_of
from matching.index.provider_index import ProviderIndex
from matching.ranking.rank import Ranked, _scored, rank
from matching.ranking.shortlist import SHORTLIST
from matching.sources.base import NeedRecord
from tests.bench.bench_matching import TODAY, made_interactions, made_snapshot

COUNT = 12_000


@pytest.fixture(scope="module")
def ranked() -> Ranked:
    index = ProviderIndex(made_snapshot(COUNT))
    history = history_as_of(made_interactions(index), index, TODAY, expire_after_days=14)
    startup = ProfileRecord("s", "Tidewell", topics=("t2", "t5", "t8"))
    seeker = make_seeker(NeedRecord("", "mentor", stage="seed"), startup, index)
    object.__setattr__(seeker, "vector", np.asarray(index.parts[0].vectors[7]))
    return rank(
        MENTOR, RankingQuery(seeker, index, history, Availability(np.zeros(COUNT, np.float32)), TODAY.toordinal())
    )


def test_the_best_are_those_of_a_close_look_at_everybody(ranked: Ranked) -> None:
    everybody = _scored(ranked, np.arange(COUNT))
    assert len(ranked.rows) == SHORTLIST
    assert len(everybody.rows) == COUNT
    assert np.isin(ranked.best(20), everybody.best(20)).mean() >= 0.95


def test_counts_are_those_of_everybody(ranked: Ranked) -> None:
    assert int(ranked.eligible.sum()) == COUNT


def test_somebody_off_the_shortlist_can_be_looked_at_too(ranked: Ranked) -> None:
    outside = int(np.setdiff1d(np.flatnonzero(ranked.eligible), ranked.rows)[0])
    wider = ranked.including(outside)
    assert wider.position_of(outside) > 20
    assert np.isfinite(wider.difference(outside))
    assert ranked.including(int(ranked.rows[0])) is ranked


def test_what_moved_a_row_adds_up_on_a_shortlist(ranked: Ranked) -> None:
    row = int(ranked.best(1)[0])
    assert sum(ranked.parts_of(row).values()) == pytest.approx(ranked.difference(row), abs=1e-6)
