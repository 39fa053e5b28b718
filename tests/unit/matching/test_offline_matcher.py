"""Pairs scored from a folder: what is learned, and what the future may not change."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import numpy as np
import pytest

from graph.domain.kinds import MENTOR
from matching.features.cases import Setting
from matching.history.as_of import before
from matching.models.artifact import TrainedModel
from matching.models.card import ModelError, UnusableCode
from matching.offline_matcher import Pair, score_pairs
from matching.results import Fact
from matching.sources.folder import Folder
from matching.training.heads import LEAST_TO_LEARN
from matching.training.train import learn
from tests.support.answers import INTERACTIONS, answers, write, write_folder

DAY = date(2021, 1, 1)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return write_folder(tmp_path)


def model_of(folder: Path) -> TrainedModel:
    return learn(Setting(Folder([folder]).before(DAY), MENTOR, DAY)).model


def pairs() -> list[Pair]:
    return [Pair(f"s{seeker}", f"p{provider}") for seeker in range(12) for provider in range(12)]


def test_without_any_answer_the_text_decides(folder: Path) -> None:
    (folder / "interactions.csv").unlink()

    chances = score_pairs(Folder([folder]), MENTOR, DAY, pairs()).chances

    score = chances.prod(axis=1).reshape(12, 12)
    same = np.equal.outer(np.arange(12) % 4, np.arange(12) % 4) & (np.arange(12) < 10)[None, :]
    assert score[same].min() > score[~same].max()
    assert {head["estimator"] for head in model_of(folder).card.heads.values()} == {"baseline"}


def test_what_is_dated_on_the_day_or_later_changes_no_score(folder: Path) -> None:
    known = score_pairs(Folder([folder]), MENTOR, DAY, pairs()).chances
    later = [[f"x{n}", "mentor", f"s{n % 12}", f"p{n % 7}", f"2021-0{1 + n % 9}-01", "accepted", "declined",
              f"2021-0{1 + n % 9}-01", "ended_early", 1] for n in range(60)]  # fmt: skip
    write(folder / "interactions.csv", INTERACTIONS, [*answers(160), *later])
    with (folder / "documents.csv").open("a", encoding="utf-8") as stream:
        stream.write("late,p3,paper,robots,robots weld car bodies robots weld,2021-01-01\n")

    found = score_pairs(Folder([folder]), MENTOR, DAY, pairs()).chances

    np.testing.assert_array_equal(found, known)


def test_what_is_dated_later_changes_no_feature_of_an_earlier_case(folder: Path) -> None:
    def table(day: date) -> np.ndarray:
        setting = Setting(Folder([folder]).before(day), MENTOR, day)
        learned = learn(setting)
        rows = np.flatnonzero(setting.events.seen_on < date(2020, 6, 1).toordinal())
        cases = learned.cases_now(setting.events.asks[rows].tolist(), setting.events.providers[rows].tolist())
        names = [n for n, name in enumerate(learned.builder.names) if name.startswith(("seeker_", "provider_"))]
        cases.days[:] = setting.events.seen_on[rows]
        return learned.builder.make(cases).matrix[:, names]

    np.testing.assert_allclose(table(date(2020, 6, 1)), table(DAY), atol=1e-5)


def test_an_end_or_rating_that_may_have_been_written_later_changes_no_score(folder: Path) -> None:
    late = [[*row[:7], "2020-12-20", "", ""] if row[6] == "accepted" else row for row in answers(160)]
    write(folder / "interactions.csv", INTERACTIONS, late)
    known = score_pairs(Folder([folder]), MENTOR, DAY, pairs()).chances
    rated = [[*row[:8], "completed", 5] if row[7] == "2020-12-20" else row for row in late]
    write(folder / "interactions.csv", INTERACTIONS, rated)

    found = score_pairs(Folder([folder]), MENTOR, DAY, pairs()).chances

    np.testing.assert_array_equal(found, known)
    assert sum(row[9] == 5 for row in rated) > 20


def test_a_request_that_expired_is_a_refusal_two_weeks_later_and_a_fresh_one_says_nothing(folder: Path) -> None:
    base = [row if row[5] == "accepted" else [*row[:6], "none", *row[7:]] for row in answers(40)]  # only who was asked
    days = ("2020-12-01", "2020-12-20", "2020-12-25")
    asked = [[f"x{n}", "mentor", "s1", f"p{n}", day, "accepted", "none", "", "", ""] for n, day in enumerate(days)]
    write(folder / "interactions.csv", INTERACTIONS, [*base, *asked])
    setting = Setting(Folder([folder]).before(DAY), MENTOR, DAY)
    at = {record.id: row for row, record in enumerate(setting.records)}
    found = setting.events.provider_yes[[at["x0"], at["x1"], at["x2"]]]

    assert found[0] == 0
    assert setting.events.told_on[at["x0"]] == date(2020, 12, 15).toordinal()
    assert np.isnan(found[1:]).all()


def test_where_providers_answers_were_hardly_noted_silence_says_nothing(folder: Path) -> None:
    rows = [[*row[:6], "none", *row[7:]] if number > 15 else row for number, row in enumerate(answers(160))]
    write(folder / "interactions.csv", INTERACTIONS, rows)
    events = Setting(Folder([folder]).before(DAY), MENTOR, DAY).events

    assert np.isnan(events.provider_yes).sum() == 144


def test_habits_count_only_what_came_before() -> None:
    keys, days, values = np.asarray([1, 1, 2]), np.asarray([5, 7, 5]), np.asarray([1.0, 0.0, 1.0])
    counts, sums = before(keys, days, values, np.asarray([1, 1, 2, 3, 1]), np.asarray([5, 6, 9, 9, 8]))
    assert counts.tolist() == [0, 1, 1, 0, 2]
    assert sums.tolist() == [0, 1, 1, 0, 1]


def test_answers_of_both_sides_are_learned_from(folder: Path) -> None:
    chances = score_pairs(Folder([folder]), MENTOR, DAY, pairs()).chances

    provider = chances[:, 1].reshape(12, 12).mean(axis=0)
    assert provider[:6].min() > provider[6:].max()
    card = model_of(folder).card
    assert card.heads["provider"]["weight"] > 0
    assert card.metrics["provider_auc"]["value"] > 0.65


def test_answers_that_are_all_on_one_day_are_learned_from_too(folder: Path) -> None:
    rows = [[*row[:4], "2020-05-01", *row[5:7], "2020-05-01", *row[8:]] for row in answers(160)]
    write(folder / "interactions.csv", INTERACTIONS, rows)

    chances = score_pairs(Folder([folder]), MENTOR, DAY, pairs()).chances

    provider = chances[:, 1].reshape(12, 12).mean(axis=0)
    assert provider[:6].mean() > provider[6:].mean() + 0.1


def test_a_side_that_never_says_no_stays_neutral_and_says_so(folder: Path) -> None:
    rows = [[*row[:6], "accepted", *row[7:]] for row in answers(160)]
    write(folder / "interactions.csv", INTERACTIONS, rows)

    chances = score_pairs(Folder([folder]), MENTOR, DAY, pairs()).chances

    assert len(np.unique(chances[:, 1])) == 1
    assert model_of(folder).card.heads["provider"]["notes"] == [{"code": "answers_alike", "params": {"count": 160}}]


def test_many_answers_of_one_day_that_are_all_yes_leave_the_order_to_the_text(folder: Path) -> None:
    met = [(n % 12, n // 12 % 12) for n in range(432)]
    chosen = [(seeker, provider) for seeker, provider in met if seeker % 4 == provider % 4]
    said = ["2020-05-05", "accepted", "accepted", "2020-05-05", "", ""]
    rows = [[f"i{n}", "mentor", f"s{one}", f"p{other}", *said] for n, (one, other) in enumerate(chosen * 3)]
    write(folder / "interactions.csv", INTERACTIONS, rows)

    chances = score_pairs(Folder([folder]), MENTOR, DAY, pairs()).chances

    score = chances.prod(axis=1).reshape(12, 12)
    same = np.equal.outer(np.arange(12) % 4, np.arange(12) % 4)[:, :8]
    assert len(rows) >= 300
    assert score[:, :8][same].min() > score[:, :8][~same].max()


def test_answers_of_assigned_pairs_are_learned_from_also_where_many_say_yes(folder: Path) -> None:
    rows = [[*row[:5], "accepted", *row[6:]] for row in answers(900)]
    write(folder / "interactions.csv", INTERACTIONS, rows)

    scores = score_pairs(Folder([folder]), MENTOR, DAY, pairs())

    provider = scores.chances[:, 1].reshape(12, 12)
    assert provider[:, :6].mean() > provider[:, 6:].mean() + 0.3
    assert [fact.params["count"] for fact in scores.told if fact.params["head"] == "provider"] == [900]


@pytest.mark.parametrize("n", [0, LEAST_TO_LEARN - 1, 12])
def test_few_answers_never_stop_the_scoring(folder: Path, n: int) -> None:
    write(folder / "interactions.csv", INTERACTIONS, answers(max(n, 1))[:n])
    chances = score_pairs(Folder([folder]), MENTOR, DAY, pairs()).chances
    assert np.isfinite(chances).all()
    assert ((chances > 0) & (chances < 1)).all()


def test_a_model_comes_back_from_its_files_and_refuses_altered_ones(folder: Path) -> None:
    setting = Setting(Folder([folder]).before(DAY), MENTOR, DAY)
    learned = learn(setting)
    files = learned.model.to_files()
    again = TrainedModel.from_files(files)
    table = learned.builder.make(learned.cases_now([0, 1, 2], [3, 4, 5]))
    np.testing.assert_array_equal(
        again.chances(table.matrix, table.baseline), learned.model.chances(table.matrix, table.baseline)
    )
    for name, content in files.items():
        for altered in (content[: len(content) // 2], content[:-9] + b"123456789"):
            with pytest.raises(ModelError) as refused:
                TrainedModel.from_files({**files, name: altered})
            assert refused.value.fact == Fact(UnusableCode.DAMAGED_FILE, {"name": name})
