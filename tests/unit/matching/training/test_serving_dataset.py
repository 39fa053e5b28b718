"""The columns of a model of the store: the same where it learns and where it serves, and nothing from the future."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from datetime import date, timedelta
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from graph.domain.kinds import INVESTOR, MENTOR, Kind
from matching.explanation.contributions import contribution_bars
from matching.explanation.facts import facts_of
from matching.features.cases import ALL_FOLDS, Cases
from matching.features.pair_features import GROUPS, PairFeatures
from matching.features.query import Availability, RankingQuery, make_seeker
from matching.index_cache import IndexCache
from matching.models.artifact import log_odds
from matching.ranking.rank import rank
from matching.ranking.rankers import ranker_of
from matching.ranking.responses import to_why_not
from matching.sources.base import NeedRecord
from matching.sources.folder import Folder
from matching.sources.records import RecordSource
from matching.training.serving_dataset import ServingDatasetBuilder, ServingSetting
from matching.training.train import learn
from webapp.words.bars import bar_subtitle
from webapp.words.speaking import in_both

DAY = date(2021, 2, 10)
TAGS = ("robotics", "biotech", "space", "energy")
STAGES = ("seed", "a", "growth")
SEEKERS, PROVIDERS, ANSWERS = 14, 12, 260
INTERACTIONS = (
    "id", "kind", "seeker_id", "provider_id", "proposed_on", "seeker_decision", "provider_decision", "decided_on",
    "outcome", "rating_by_seeker", "rating_by_provider",
)  # fmt: skip


def write(path: Path, header: Sequence[str], rows: Sequence[Sequence[object]]) -> None:
    with path.open("w", newline="", encoding="utf-8") as stream:
        csv.writer(stream).writerows([header, *rows])


def answer(number: int, day: date, kind: str, random: np.random.Generator) -> list[object]:
    seeker, provider = int(random.integers(SEEKERS)), int(random.integers(PROVIDERS))
    wants = random.random() < (0.8 if seeker % 4 == provider % 4 else 0.3)
    agrees = wants and random.random() < (0.9 if provider < 6 else 0.3)
    said = "accepted" if wants else "declined", ("accepted" if agrees else "declined") if wants else "none"
    ended = ("completed", 1 + number % 5, 1 + number % 4) if agrees else ("", "", "")
    return [f"i{number}", kind, f"s{seeker}", f"p{provider}", day, *said, day, *ended]


def folder_of(place: Path, kind: str, more: Sequence[Sequence[object]] = ()) -> Folder:
    place.mkdir()
    facts = [(TAGS[n % 4], STAGES[n % 3], f"makes {TAGS[n % 4]} and {TAGS[(n + n // 5) % 4]}") for n in range(SEEKERS)]
    write(
        place / "startups.csv",
        ("id", "name", "topics", "stage", "summary", "region", "country"),
        [
            (f"s{n}", f"S {n}", f"{tag}|pricing", stage, text, ("上海", "苏州")[n % 3 // 2], "CN")
            for n, (tag, stage, text) in enumerate(facts)
        ],
    )
    what = "supervisor" if kind == "mentor" else "venture_capital"
    people = [[f"p{n}", f"P {n}", what, TAGS[n % 4], f"knows {TAGS[n % 4]}", "上海"] for n in range(PROVIDERS)]
    columns = ["id", "name", "kind", "topics", "summary", "region"]
    if kind == "mentor":
        columns = ["id", "name", "roles", "topics", "summary", "region", "employer_id"]
        people = [[*row, ("", "fund-1", "fund-2")[n % 3]] for n, row in enumerate(people)]
        write(place / "investors.csv", ("id", "name"), [("fund-1", "Fund 1"), ("fund-2", "Fund 2")])
    write(place / ("people.csv" if kind == "mentor" else "investors.csv"), columns, people)
    random = np.random.default_rng(3)
    rows = [answer(n, date(2020, 3, 1) + timedelta(days=n), kind, random) for n in range(ANSWERS)]
    write(place / "interactions.csv", INTERACTIONS, [*rows, *more])
    return Folder([place])


def learned_rows(folder: Folder, kind: Kind, day: date) -> tuple[tuple[str, ...], NDArray[np.float32]]:
    """What a model learns from: everybody for one startup, as of the morning of a day."""
    setting = ServingSetting(folder.before(day), kind, day, [("s1", None)])
    count = len(setting.providers)
    cases = Cases(
        np.full(count, setting.ask_rows["s1", None]), np.arange(count), np.full(count, day.toordinal()),
        np.full(count, ALL_FOLDS),
    )  # fmt: skip
    builder = ServingDatasetBuilder(setting)
    return builder.names, builder.make(cases).matrix


def query_of(folder: RecordSource, kind: Kind, day: date, place: Path) -> RankingQuery:
    """What a page ranks by: the index of everything that a source says, read as of the evening before."""
    state = IndexCache(kind, place).refresh(folder)
    index = state.index
    seeker = make_seeker(NeedRecord("", kind.name), folder.get_startup("s1"), index)
    before = day - timedelta(days=1)
    availability = Availability(np.zeros(index.count, dtype=np.float32))
    return RankingQuery(seeker, index, state.history(before, 14), availability, before.toordinal())


def served_rows(query: RankingQuery, kind: Kind, names: tuple[str, ...]) -> NDArray[np.float32]:
    features = PairFeatures((*kind.features, *kind.learned_features)).fit(query.index)
    places = [list(features.get_feature_names_out()).index(name) for name in names]
    return features.transform(query)[:, places]


@pytest.mark.parametrize("kind", [MENTOR, INVESTOR], ids=lambda kind: kind.name)
@pytest.mark.parametrize("day", [date(2020, 6, 17), DAY], ids=str)
def test_a_row_is_the_same_where_a_model_learns_and_where_it_serves(kind: Kind, day: date, tmp_path: Path) -> None:
    folder = folder_of(tmp_path / "data", kind.name)

    names, learned = learned_rows(folder, kind, day)
    # The same records: a folder does not say on which day an end was noted, the graph knows that it was.
    served = served_rows(query_of(folder.before(day), kind, day, tmp_path / "index"), kind, names)

    assert learned.dtype == served.dtype == np.float32
    np.testing.assert_array_equal(learned, served)


def test_records_from_the_future_change_no_row(tmp_path: Path) -> None:
    random = np.random.default_rng(8)
    future = [answer(1000 + n, DAY + timedelta(days=n), "mentor", random) for n in range(60)]
    folders = [folder_of(tmp_path / "now", "mentor"), folder_of(tmp_path / "later", "mentor", future)]

    (names, known), (_, learned) = (learned_rows(folder, MENTOR, DAY) for folder in folders)
    served = [
        served_rows(query_of(folder, MENTOR, DAY, tmp_path / f"index-{at}"), MENTOR, names)
        for at, folder in enumerate(folders)
    ]

    np.testing.assert_array_equal(learned, known)
    np.testing.assert_array_equal(served[1], served[0])


@pytest.mark.parametrize("kind", [MENTOR, INVESTOR], ids=lambda kind: kind.name)
def test_every_kind_has_at_least_forty_named_columns_that_say_something(kind: Kind, tmp_path: Path) -> None:
    names, rows = learned_rows(folder_of(tmp_path / "data", kind.name), kind, DAY)

    assert 40 <= len(names) == len(set(names)) <= 120
    known = {name for name, column in zip(names, rows.T, strict=True) if not np.isnan(column).all()}
    assert {name for group in kind.learned_features for name in GROUPS[group].names} <= known


def test_reasons_of_a_trained_model_add_up_over_all_its_groups(tmp_path: Path) -> None:
    folder = folder_of(tmp_path / "data", "mentor")
    setting = ServingSetting(folder.before(DAY), MENTOR, DAY)
    model = learn(setting, builder_of=ServingDatasetBuilder).model
    ranked = rank(MENTOR, query_of(folder, MENTOR, DAY, tmp_path / "index"), (), model)

    rows = ranked.best(5)

    assert ranker_of(MENTOR, model).id == model.card.id
    groups = {group: GROUPS[group].names for group in (*MENTOR.features, *MENTOR.learned_features)}
    moved = ranked.ranker.sums_of(ranked.scored, rows, groups)
    for row, sums in zip(rows, moved, strict=True):
        assert sum(sums.values()) == pytest.approx(ranked.ranker.difference(ranked.scored, int(row)), abs=1e-6)
    assert any(abs(sums[group]) > 1e-4 for sums in moved for group in MENTOR.learned_features)


def test_why_and_why_not_of_a_trained_model_name_facts_and_no_feature(tmp_path: Path) -> None:
    folder = folder_of(tmp_path / "data", "mentor")
    model = learn(ServingSetting(folder.before(DAY), MENTOR, DAY), builder_of=ServingDatasetBuilder).model
    ranked = rank(MENTOR, query_of(folder, MENTOR, DAY, tmp_path / "index"), (), model)
    rows = [int(row) for row in ranked.best(4)]

    bars = [
        bar
        for row, sums in zip(rows, ranked.sums_of(np.asarray(rows)), strict=True)
        for bar in contribution_bars(ranked.query, facts_of(ranked.query, row), sums)
    ]
    why_not = to_why_not(ranked, rows[0], rows[-1])

    told = [*bars, *why_not.differences]
    said = [in_both(lambda it=one: bar_subtitle("mentor", it.subtitle)) for one in told]  # type: ignore[misc]
    names = {name for group in (*MENTOR.features, *MENTOR.learned_features) for name in GROUPS[group].names}
    assert why_not.position == 4
    assert why_not.differences
    assert {"experience", "together"} <= {bar.group for bar in bars}
    assert all(
        english and chinese and not names & {english, chinese} and "_" not in english for english, chinese in said
    )
    history, row = ranked.query.history, rows[0]
    startups = len(np.unique(history.table.seeker_ids[history.guided & (history.rows == row)]))
    experience = next(bar.subtitle for bar in bars if bar.group == "experience")
    assert f"guided {startups} startup" in in_both(lambda: bar_subtitle("mentor", experience))[0]


@pytest.mark.parametrize("days", [180, 540])
def test_whoever_comes_back_after_long_is_judged_about_as_before(tmp_path: Path, days: int) -> None:
    folder = folder_of(tmp_path / "data", "mentor")
    model = learn(ServingSetting(folder.before(DAY), MENTOR, DAY), builder_of=ServingDatasetBuilder).model

    before, after = (
        rank(MENTOR, query_of(folder, MENTOR, DAY + timedelta(days=late), tmp_path / f"index-{late}"), (), model)
        for late in (0, days)
    )

    moved = log_odds(after.scored.chances) - log_odds(before.scored.chances)
    assert np.abs(moved).max() < 1.5
    assert after.scored.chances.min() > 0.001
