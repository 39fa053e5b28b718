"""The page in place of the order of fit: newcomers get their share, chance is known, a cap per organisation."""

from __future__ import annotations

from collections import Counter

import numpy as np
import pytest
from numpy.typing import NDArray

from matching.ranking.rerank import CHANCE, FIT, NEWCOMER, PLAIN, Policy, rerank

DAYS = 4000


def _city(size: int = 120) -> tuple[NDArray[np.float64], NDArray[np.bool_], list[frozenset[int]]]:
    random = np.random.default_rng(7)
    score = np.sort(random.random(size))[::-1]
    return score, random.random(size) < 0.1, [frozenset([int(random.integers(8))]) for _ in range(size)]


def test_without_any_share_the_order_of_fit_stays_as_it_is() -> None:
    score, is_new, organisations = _city()
    slots = rerank(score, is_new, organisations, PLAIN, key="need|day", limit=40)
    assert [slot.candidate for slot in slots] == list(range(40))
    assert [slot.by_fit for slot in slots] == list(range(1, 41))
    assert {slot.probability for slot in slots} == {1.0}


def test_the_same_need_and_day_give_the_same_page_and_another_day_another() -> None:
    score, is_new, organisations = _city()
    policy = Policy()

    def page(key: str) -> list[int]:
        return [slot.candidate for slot in rerank(score, is_new, organisations, policy, key=key, limit=40)]

    assert page("n|1") == page("n|1")
    assert len({tuple(page(f"n|{day}")) for day in range(20)}) > 10


def test_nobody_stands_on_a_list_twice_and_every_place_is_filled() -> None:
    score, is_new, organisations = _city(23)
    for day in range(50):
        slots = rerank(score, is_new, organisations, Policy(newcomers=0.4, chance=0.3), key=str(day), limit=40)
        assert sorted(slot.candidate for slot in slots) == list(range(23))


def test_newcomers_get_the_share_of_impressions_that_the_policy_names() -> None:
    score, is_new, organisations = _city()
    is_new[:12] = False
    shown = [
        bool(is_new[slot.candidate])
        for day in range(DAYS)
        for slot in rerank(score, is_new, organisations, Policy(newcomers=0.12), key=str(day), limit=5)
    ]
    assert np.mean(shown) == pytest.approx(0.12, abs=0.01)


def test_each_is_shown_as_often_as_the_noted_probability_says() -> None:
    score, is_new, organisations = _city()
    times: Counter[int] = Counter()
    noted: dict[int, float] = {}
    for day in range(DAYS):
        for slot in rerank(score, is_new, organisations, Policy(), key=str(day), limit=5):
            times[slot.candidate] += 1
            noted[slot.candidate] = slot.probability
    for candidate, probability in noted.items():
        assert times[candidate] / DAYS == pytest.approx(probability, abs=0.025)


def test_who_fits_best_stays_on_top() -> None:
    score, is_new, organisations = _city()
    for day in range(200):
        slots = rerank(score, is_new, organisations, Policy(per_organisation=0), key=str(day), limit=5)
        assert [slot.candidate for slot in slots[:2]] == [0, 1]
        assert all(slot.by_fit > 5 for slot in slots if slot.why in (NEWCOMER, CHANCE))


def test_a_newcomer_who_fits_far_worse_than_the_page_gets_no_place() -> None:
    score = np.array([0.9] * 10 + [0.1])
    is_new = np.array([False] * 10 + [True])
    organisations: list[frozenset[int]] = [frozenset()] * 11
    for day in range(50):
        slots = rerank(score, is_new, organisations, Policy(newcomers=1.0, chance=0), key=str(day), limit=5)
        assert 10 not in [slot.candidate for slot in slots]


def test_of_one_organisation_only_so_many_stand_on_a_page_while_others_are_about_as_good() -> None:
    score = np.array([0.50, 0.49, 0.48, 0.47, 0.46, 0.45, 0.44, 0.43, 0.1])
    organisations = [frozenset([1])] * 6 + [frozenset([2]), frozenset([3]), frozenset([4])]
    policy = Policy(newcomers=0, chance=0, per_organisation=3, cost=0.1)
    slots = rerank(score, np.zeros(9, dtype=bool), organisations, policy, key="k", limit=5)
    assert [slot.candidate for slot in slots] == [0, 1, 2, 6, 7]
    strict = Policy(newcomers=0, chance=0, per_organisation=3, cost=0.01)
    assert [p.candidate for p in rerank(score, np.zeros(9, dtype=bool), organisations, strict, key="k", limit=5)] == [
        0, 1, 2, 3, 4,
    ]  # fmt: skip


def test_no_page_has_more_than_one_who_stands_there_for_another_reason_than_fit() -> None:
    score, is_new, organisations = _city()
    of_page = [
        sum(slot.why != FIT for slot in rerank(score, is_new, organisations, Policy(), key=str(day), limit=10)[:5])
        for day in range(400)
    ]
    assert max(of_page) == 1
    assert np.mean(of_page) > 0.2
