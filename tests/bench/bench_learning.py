"""Serving and training beside bare scikit-learn; features beside dicts; what 100,000 profiles add to a web worker.

Run by `make bench`, or `.venv/bin/python -m tests.bench.bench_learning`. One thread.
"""

from __future__ import annotations

import tempfile
import time
from math import log2
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sklearn.ensemble import HistGradientBoostingClassifier
from threadpoolctl import threadpool_limits

from graph.domain.kinds import MENTOR
from graph.entities.profile import ProfileRecord
from matching.features.pair_features import PairFeatures
from matching.features.query import Availability, RankingQuery, make_seeker
from matching.history.provider_history import history_as_of
from matching.index.provider_index import ProviderIndex
from matching.index.snapshot import load_snapshot, save_snapshot
from matching.models.artifact import log_odds, with_baseline
from matching.models.onnx import Session
from matching.ranking.rank import rank
from matching.sources.base import NeedRecord
from matching.training.estimators import Trees
from matching.training.heads import Labelled, Split, auc, learn_head
from tests.bench.bench_matching import ASKED, TODAY, made_interactions, made_snapshot
from tests.bench.measure import Peak, best_of, in_child, resident_mb

Matrix = NDArray[np.float32]
COLUMNS, SCORED, PROFILES, HELD = 60, 200, 100_000, 50_000


def made_labels(rows: int, seed: int = 0) -> tuple[Matrix, NDArray[np.float64]]:
    """So many rows of made columns, a tenth of their values missing, and answers that hang on a few of them."""
    random = np.random.default_rng(seed)
    matrix = random.standard_normal((rows, COLUMNS), dtype=np.float32)
    odds = matrix[:, 0] + matrix[:, 1] * matrix[:, 2] - 1
    answers = (random.random(rows) < 1 / (1 + np.exp(-odds))).astype(np.float64)
    matrix[random.random((rows, COLUMNS), dtype=np.float32) < 0.1] = np.nan
    return matrix, answers


def score_200() -> None:
    """One head's file on 200 pairs, beside the estimator from which it was written."""
    matrix, answers = made_labels(20_000)
    trees = Trees().fit(matrix, answers, np.ones(len(answers)))
    session, few = Session(trees.to_onnx()), matrix[:SCORED]
    served = best_of(lambda: session.chances(few), 200)
    bare = best_of(lambda: trees.model.predict(few), 200)
    apart = np.abs(session.chances(few) - trees.model.predict_proba(few)[:, 1]).max()
    print(
        f"Scoring {SCORED} pairs: {1000 * served:.2f} ms, scikit-learn's predict {1000 * bare:.2f} ms: "
        f"{served / bare:.2f} x (aim: at most 0.25); largest difference {apart:.0e}"
    )


def features_200() -> None:
    """The columns of 200 pairs, beside the same columns from dicts, pair by pair."""
    index = ProviderIndex(made_snapshot(SCORED))
    history = history_as_of(made_interactions(index), index, TODAY, expire_after_days=14)
    startup = ProfileRecord("s", "Tidewell", topics=tuple(f"t{3 * number + 2}" for number in range(ASKED)))
    seeker = make_seeker(NeedRecord("", "mentor", stage="seed"), startup, index)
    availability = Availability(np.zeros(SCORED, dtype=np.float32))
    features = PairFeatures(MENTOR.features).fit(index)

    def arrays() -> Matrix:
        return features.transform(RankingQuery(seeker, index, history, availability, TODAY.toordinal()))

    ours = dict(zip(features.names_, arrays().T, strict=True))
    wanted, profiles, past = _as_dicts(RankingQuery(seeker, index, history, availability, TODAY.toordinal()))
    theirs = [_columns(wanted, profile, past[number]) for number, profile in enumerate(profiles)]
    for name in ("shared_bits", "need_covered", "profile_share", "stage_fit", "accept_rate"):
        if not np.allclose(ours[name], [row[name] for row in theirs], atol=1e-4, equal_nan=True):
            raise AssertionError(f"the two versions of {name} differ")
    quick = best_of(arrays, 200)
    slow = best_of(lambda: [_columns(wanted, profile, past[at]) for at, profile in enumerate(profiles)], 50)
    share = len(ours) / len(theirs[0])
    print(
        f"{len(ours)} columns of {SCORED} pairs: {1000 * quick:.2f} ms, {len(theirs[0])} of them from dicts "
        f"{1000 * slow:.2f} ms: {quick / slow:.2f} x, column by column {quick / share / slow:.2f} x (aim: at most 0.1)"
    )


def _as_dicts(query: RankingQuery) -> tuple[Any, list[Any], list[Any]]:
    index, seeker = query.index, query.seeker
    part = index.parts[0]
    bits = dict(enumerate(index.increments.tolist()))
    profiles = [
        {
            "tags": [(int(tag), bits[int(tag)]) for tag in part.tags[row]],
            "stages": {place for place in range(8) if int(index.stages[row]) >> place & 1},
        }
        for row in range(index.count)
    ]
    tags = {int(tag): float(query.tag_weights[tag]) for tag in np.flatnonzero(query.tag_weights)}
    stages = {place for place in range(8) if int(seeker.stages) >> place & 1}
    past = [{"accept_rate": float(rate)} for rate in query.history.accept_rate]
    return {"tags": tags, "stages": stages, "nobody": 4.0 * query.untold}, profiles, past


def _columns(wanted: Any, profile: Any, past: Any) -> dict[str, float]:
    """Some of the columns for one pair, as one would write them first."""
    shared = sum(wanted["tags"].get(tag, 0.0) for tag, _ in profile["tags"])
    total, own = sum(wanted["tags"].values()) + wanted["nobody"], sum(bits for _, bits in profile["tags"])
    stage = float("nan")
    if wanted["stages"] and profile["stages"]:
        beside = {place + step for place in wanted["stages"] for step in (-1, 1)}
        stage = 1.0 if wanted["stages"] & profile["stages"] else 0.5 if beside & profile["stages"] else 0.0
    return {
        "shared_bits": log2(1 + shared),
        "need_covered": shared / total if total else float("nan"),
        "profile_share": shared / own if own else float("nan"),
        "stage_fit": stage,
        "accept_rate": past["accept_rate"],
    }


def train(rows: int) -> None:
    """One head learned from so many pairs, beside the bare fit of the same trees on the same rows."""
    found = in_child(_trained, rows)
    print(
        f"Training on {rows:,} pairs x {COLUMNS}: {found['ours']:.0f} s with choice, calibration and file, bare fit "
        f"{found['bare']:.0f} s: {found['ours'] / found['bare']:.2f} x (aim: at most 1.2); memory "
        f"{found['grown'] / found['matrix']:.1f} x the {found['matrix']:.0f} MB of columns (aim: at most 3); AUC on "
        f"{HELD:,} others {found['auc']:.4f}, of the bare fit of all rows {found['bare_auc']:.4f}"
    )


def _trained(rows: int) -> dict[str, float]:
    with threadpool_limits(limits=1):
        matrix, answers = made_labels(rows)
        baseline = np.full((rows, 3), 0.5)
        cut = rows * 4 // 5
        split = Split(np.arange(cut), np.arange(cut, rows), matrix, baseline)
        labelled = Labelled(matrix, baseline, answers, np.ones(rows), [split])
        columns = with_baseline(matrix, log_odds(baseline))
        model = HistGradientBoostingClassifier(
            max_leaf_nodes=7, learning_rate=0.05, max_iter=200, max_features=0.33, early_stopping=False, random_state=0
        )
        started = time.process_time()
        model.fit(columns, answers.astype(np.int64))
        bare = time.process_time() - started
        others, truth = made_labels(HELD, seed=1)
        others = with_baseline(others, log_odds(np.full((HELD, 3), 0.5)))
        bare_auc = auc(truth, model.predict_proba(others)[:, 1])
        del columns, model
        before, started = resident_mb(), time.process_time()
        with Peak() as peak:
            head = learn_head("seeker", labelled)
        ours = time.process_time() - started
    if head.content is None:
        raise RuntimeError("nothing was learned")
    own, found = matrix.nbytes / 1e6, auc(truth, Session(head.content).chances(others))
    return {
        "ours": ours, "bare": bare, "grown": peak.megabytes - before + own, "matrix": own, "auc": found,
        "bare_auc": bare_auc,
    }  # fmt: skip


def web_worker(count: int) -> None:
    """What an index of so many profiles adds to a process that has the whole application loaded."""
    with tempfile.TemporaryDirectory() as folder:
        in_child(_save, count, folder)
        found = in_child(_grown, count, folder)
    print(
        f"A web worker with {count:,} profiles: {found['after'] - found['bare']:.0f} MB beyond a bare one's "
        f"{found['bare']:.0f} MB (aim: at most 600)"
    )


def _save(count: int, folder: str) -> None:
    save_snapshot(Path(folder), made_snapshot(count))


def _grown(count: int, folder: str) -> dict[str, float]:
    import webapp.application  # noqa: F401 - all that a bare web worker has in memory

    bare = resident_mb()
    snapshot = load_snapshot(Path(folder))
    if snapshot is None:
        raise RuntimeError("the snapshot did not load")
    index = ProviderIndex(snapshot)
    history = history_as_of(made_interactions(index), index, TODAY, expire_after_days=14)
    availability = Availability(np.zeros(count, dtype=np.float32))
    for number in range(5):
        startup = ProfileRecord("s", "Tidewell", topics=tuple(f"t{number + 3 * place}" for place in range(ASKED)))
        seeker = make_seeker(NeedRecord("", "mentor", stage="seed"), startup, index)
        object.__setattr__(seeker, "vector", np.asarray(index.parts[0].vectors[number]))
        rank(MENTOR, RankingQuery(seeker, index, history, availability, TODAY.toordinal())).proposals(20)
    return {"bare": bare, "after": resident_mb()}


def main() -> None:
    """Print one line each."""
    with threadpool_limits(limits=1):
        score_200()
        features_200()
    web_worker(PROFILES)
    train(1_000_000)


if __name__ == "__main__":
    main()
