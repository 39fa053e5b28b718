"""The line that ships: what it was learned from, that it finds who has done it, and that it is learned as said."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

import matching.relevance
from matching.evaluation.relevance import agreement
from matching.ranking.fit import by_question
from matching.relevance.encoder import encoder_of
from matching.relevance.line import COLUMNS, shipped_line
from matching.relevance.reference import shipped_reference
from matching.results import FLOORS
from matching.training.relevance_line import JudgedSet, learn_line, out_of_fold

JUDGED = Path(matching.relevance.__file__).parent / "judged"


@pytest.fixture(scope="module")
def judged() -> JudgedSet:
    return JudgedSet.read(JUDGED)


@pytest.fixture(scope="module")
def columns(judged: JudgedSet, tmp_path_factory: pytest.TempPathFactory) -> np.ndarray:
    encoder = encoder_of(tmp_path_factory.mktemp("home"), is_wanted=True)
    return judged.columns(encoder, shipped_reference())


def test_on_questions_it_has_not_seen_the_line_finds_who_has_done_it(judged: JudgedSet, columns: np.ndarray) -> None:
    line = agreement(out_of_fold(columns, judged.grades), judged.grades)
    tags = agreement(np.nan_to_num(columns[..., COLUMNS.index("tags")]), judged.grades)

    assert line.ndcg_5.mean() > tags.ndcg_5.mean() + 0.2
    assert line.has_best.all()


def test_the_line_that_ships_is_the_one_that_its_judged_pairs_give(judged: JudgedSet, columns: np.ndarray) -> None:
    learned = learn_line(columns, judged.grades, {})

    for name in COLUMNS:
        assert learned.weights[name] == pytest.approx(shipped_line().weights[name], abs=0.02)
        assert learned.weights[name] > 0


def test_fit_words_are_rare_and_mean_what_they_say(judged: JudgedSet, columns: np.ndarray) -> None:
    fit = np.asarray([by_question(rows).values for rows in columns])
    just_this, or_near = judged.grades >= 3, judged.grades >= 2
    strong = fit >= FLOORS["strong"]
    good = (fit >= FLOORS["good"]) & ~strong

    assert strong.mean() <= 0.1
    assert (strong | good).mean() <= 1 / 3
    assert fit.mean() < FLOORS["good"]
    assert just_this[strong].mean() >= FLOORS["strong"]
    assert just_this[good].mean() >= FLOORS["good"]
    assert or_near[good].mean() > 0.5


def test_nobody_is_strong_without_a_field_or_topic_in_common(judged: JudgedSet, columns: np.ndarray) -> None:
    shared = columns[..., [COLUMNS.index("tags"), COLUMNS.index("field")]]
    apart = (shared == 0).all(axis=-1)
    fit = np.asarray([by_question(rows).values for rows in columns])
    free = np.asarray([shipped_line().fit(rows) for rows in columns])

    assert (free[apart] >= FLOORS["strong"]).any(), "some would be by the line alone"
    assert fit[apart].max() < FLOORS["strong"]
    good = apart & (fit >= FLOORS["good"])
    np.testing.assert_array_equal(np.argsort(fit[good]), np.argsort(free[good]), "their order stays")


def test_agreement_is_one_for_the_judges_order_and_less_for_another() -> None:
    grades = np.asarray([[3, 2, 0, 0, 0, 1]])

    assert agreement(grades.astype(float), grades).ndcg_5[0] == pytest.approx(1)
    assert agreement(-grades.astype(float), grades).ndcg_5[0] < 0.6
    assert not agreement(np.asarray([[0.0, 5, 4, 3, 2, 1]]), grades).has_best[0]
