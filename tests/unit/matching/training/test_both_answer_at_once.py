"""Both sides answer at once: each head learns who says yes and who is chosen, however long ago that was."""

from datetime import timedelta
from pathlib import Path

import numpy as np

from graph.domain.kinds import MENTOR
from matching.offline_matcher import Pair, score_pairs
from matching.sources.folder import Folder
from tests.bench.bench_both_answer import aucs, ridge
from tests.bench.made_gatherings import Plan, make_gatherings


def test_both_heads_reach_a_ridge_over_persons_also_two_years_on(tmp_path: Path) -> None:
    made = make_gatherings(tmp_path, Plan(gatherings=8, size=14), 5)
    pairs = [Pair(*pair) for pair in made.pairs()]
    now, later = (
        score_pairs(Folder([tmp_path]), MENTOR, made.as_of + timedelta(days=days), pairs).chances for days in (0, 730)
    )
    assert (aucs(made, now[:, :2])[:3] > aucs(made, ridge(made))[:3] - 0.04).all()
    assert np.abs(now - later)[:, :2].max() < 0.2
    assert now.min() > 0.01
