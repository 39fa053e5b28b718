"""Pages in the order of fit though the often shown were held back, and what counts as shown lately."""

from __future__ import annotations

from datetime import date, timedelta

import numpy as np

from graph.domain.kinds import MENTOR
from graph.entities.profile import InteractionRecord
from matching.features.cases import Setting
from matching.ranking.exposure import shown_lately
from matching.ranking.page import in_order_of_fit, of_next_band
from matching.ranking.rerank import CHANCE, FIT, Slot
from matching.simulation.people import Size, make_people
from matching.simulation.source import SimulatedSource

TODAY = date(2026, 6, 1)


def test_who_is_on_a_page_for_fit_stands_by_fit_and_the_drawn_keep_their_places() -> None:
    order = np.asarray([3, 0, 5, 1, 2, 4])
    slots = [Slot(0, 1, FIT, 0.9), Slot(1, 2), Slot(2, 3, CHANCE, 0.1), Slot(3, 4), Slot(4, 5)]
    laid = in_order_of_fit(slots, order, 5)
    assert [slot.candidate for slot in laid] == [0, 1, 5, 2, 3]
    assert [slot.by_fit for slot in laid] == [1, 2, 6, 3, 4]
    assert laid[2].why == CHANCE
    assert laid[4].probability == 0.9


def test_a_page_never_borrows_from_the_next() -> None:
    laid = in_order_of_fit([Slot(0, 1), Slot(1, 2), Slot(2, 3), Slot(3, 4)], np.asarray([2, 3, 0, 1]), 2)
    assert [slot.candidate for slot in laid] == [2, 3, 0, 1]


def test_only_what_others_were_shown_in_the_last_months_counts() -> None:
    people, _ = make_people(Size(rounds=1, startups=3, supervisors=4), 1)
    supervisor = people.supervisors[1].id

    def shown(name: str, startup: int, days_ago: int) -> InteractionRecord:
        day = TODAY - timedelta(days=days_ago)
        return InteractionRecord(name, "mentor", people.startups[startup].id, supervisor, proposed_on=day)

    records = [shown("a", 0, 5), shown("b", 1, 5), shown("c", 1, 80), shown("d", 1, 200), shown("e", 2, 0)]
    source = SimulatedSource(TODAY + timedelta(days=1), people.startups, people.supervisors, frozenset(), {}, records)
    setting = Setting(source, MENTOR, source.as_of)
    found = shown_lately(setting.history_now, setting.index.count, people.startups[0].id, TODAY.toordinal())
    assert found.tolist() == [0, 2, 0, 0]


def test_nobody_falls_behind_a_lesser_fit_for_having_been_shown_often() -> None:
    fits = np.array([0.7, 0.6, 0.2, 0.15, 0.02])
    score = np.array([0.9, 0.8, 0.5, 0.4, 0.1])

    floors = of_next_band(fits, score)

    assert floors.tolist() == [0.5, 0.5, 0.1, 0.1, -np.inf]
