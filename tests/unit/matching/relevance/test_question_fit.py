"""Fit answers the question: across languages, by what was done, with words alone, and before any chance of a yes."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import numpy as np
import pytest

from graph.domain.kinds import MENTOR
from matching.offline_matcher import Pair, Scores, rank_seekers, score_pairs
from matching.ranking.fit import order_of
from matching.relevance.encoder import WORDS_ALONE, SentenceEncoder, encoder_of
from matching.results import FLOORS
from matching.sources.folder import Folder

DAY = date(2026, 11, 1)
PEOPLE = """id,name,roles,industries,summary,summary_zh
p1,One,supervisor,electronics,Built the European office of a sensor company and signed its first distributors there.,
p2,Two,supervisor,electronics,Reads patents of optical sensors and writes freedom-to-operate opinions.,
p3,Three,supervisor,electronics,,做过两家传感器公司的财务总监，搭预算和现金流表。
"""


@pytest.fixture(scope="module")
def encoder(tmp_path_factory: pytest.TempPathFactory) -> SentenceEncoder:
    return encoder_of(tmp_path_factory.mktemp("home"), is_wanted=True)


def folder(place: Path, title: str, help_areas: str = "") -> Folder:
    (place / "startups.csv").write_text("id,name,industries\ns1,S,electronics\n", encoding="utf-8")
    (place / "people.csv").write_text(PEOPLE, encoding="utf-8")
    (place / "needs.csv").write_text(
        f"id,startup_id,kind,title,help_areas\nn1,s1,mentor,{title},{help_areas}\n", encoding="utf-8"
    )
    return Folder([place])


def scores_of(known: Folder, encoder: SentenceEncoder, need: str | None = "n1") -> Scores:
    return score_pairs(known, MENTOR, DAY, [Pair("s1", name, need) for name in ("p1", "p2", "p3")], encoder)


@pytest.mark.parametrize(
    ("title", "best"),
    [
        ("第一次把产品卖到海外", 0),
        ("Our first customers abroad: how do we find them?", 0),
        ("怕侵犯别人的专利，想先查清楚", 1),
        ("How much runway do we have? I have never built a financial plan", 2),
    ],
)
def test_who_has_done_it_comes_first_in_either_language(
    tmp_path: Path, encoder: SentenceEncoder, title: str, best: int
) -> None:
    fit = scores_of(folder(tmp_path, title), encoder).fit

    assert int(fit.argmax()) == best


def test_words_alone_answer_where_no_meaning_is_read(tmp_path: Path) -> None:
    scores = scores_of(folder(tmp_path, "Freedom to operate: do we infringe patents?"), WORDS_ALONE)

    assert np.isfinite(scores.fit).all()
    assert int(scores.fit.argmax()) == 1


def test_a_help_area_that_the_founder_names_moves_the_fit(tmp_path: Path, encoder: SentenceEncoder) -> None:
    vague = scores_of(folder(tmp_path, "We need somebody to talk to"), encoder).fit
    named = scores_of(folder(tmp_path, "We need somebody to talk to", "financial_planning"), encoder).fit

    assert named[2] > vague[2]
    assert int(named.argmax()) == 2


def test_without_words_there_is_no_fit_and_the_chances_order(tmp_path: Path, encoder: SentenceEncoder) -> None:
    scores = scores_of(folder(tmp_path, "anything"), encoder, need=None)

    assert np.isnan(scores.fit).all()
    np.testing.assert_array_equal(scores.score, scores.chances.prod(axis=1))


def test_a_list_and_single_pairs_are_ordered_alike(tmp_path: Path, encoder: SentenceEncoder) -> None:
    known = folder(tmp_path, "第一次把产品卖到海外")
    positions, _ = rank_seekers(known, MENTOR, DAY, [("s1", "n1")], 3, encoder)

    ids = np.asarray(["p1", "p2", "p3"])
    assert [one.provider_id for one in positions] == list(ids[np.argsort(-scores_of(known, encoder).score)])


def test_a_chance_of_a_yes_decides_among_those_of_one_word_only() -> None:
    strong, good = FLOORS["strong"], FLOORS["good"]
    fit = np.asarray([strong + 0.01, strong - 0.01, good + 0.01, good - 0.01])
    order = order_of(fit, np.asarray([0.0, 0.1, 0.9, 1.0]), knows_answers=True)

    assert order[0] > max(order[1:])
    assert order[2] > order[3]
    assert order_of(np.asarray([0.3, 0.3]), np.asarray([0.1, 0.2]), knows_answers=True).argmax() == 1
    np.testing.assert_array_equal(order_of(fit, fit[::-1], knows_answers=False), fit)


def test_a_vector_is_made_once(tmp_path: Path) -> None:
    made = encoder_of(tmp_path, is_wanted=True).encode(["卖到海外", "Sell abroad"])
    again = encoder_of(tmp_path, is_wanted=True).encode(["Sell abroad", "卖到海外"])

    np.testing.assert_allclose(again[::-1], made, atol=1e-3)
    assert (tmp_path / "vectors.sqlite").stat().st_mode & 0o077 == 0
