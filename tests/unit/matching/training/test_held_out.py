"""Whom a candidate model is judged among."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from graph.domain.kinds import MENTOR
from matching.features.cases import Setting
from matching.sources.folder import Folder
from matching.sources.records import RecordSource
from matching.training.candidate import make_candidate
from matching.training.held_out import HeldOut, cases_of, held_out
from matching.training.promotion import judge
from tests.support.models import make_model
from tests.support.sources import with_interactions

BEGIN = date(2026, 1, 1)
HEADER = "id,kind,need_id,seeker_id,provider_id,proposed_on,seeker_decision,provider_decision,decided_on"
Line = tuple[int, str, str, str]


@pytest.fixture
def place(tmp_path: Path) -> Path:
    startups = "\n".join(f"s{n},S {n}" for n in range(10))
    people = "\n".join(f"p{n},P {n},supervisor" for n in range(6))
    (tmp_path / "startups.csv").write_text(f"id,name\n{startups}\n")
    (tmp_path / "people.csv").write_text(f"id,name,roles\n{people}\n")
    return tmp_path


def folder_of(place: Path, lines: Sequence[Line]) -> Folder:
    """Each line: day, provider, the seeker's answer, the provider's; the day numbers the seeker too."""
    rows = []
    for number, (day, provider, said, answer) in enumerate(lines):
        on = BEGIN + timedelta(days=day)
        decided = on if answer != "none" else ""
        rows.append(f"i{number},mentor,,s{day},{provider},{on},{said},{answer},{decided}")
    (place / "interactions.csv").write_text("\n".join([HEADER, *rows]) + "\n")
    return Folder([place])


def agreed(days: Sequence[int], provider: str = "p0") -> list[Line]:
    return [(day, provider, "accepted", "accepted") for day in days]


def chosen(folder: RecordSource) -> HeldOut:
    found = held_out(folder, MENTOR)
    assert found is not None
    return found


def test_the_latest_fifth_of_agreements_is_held_out(place: Path) -> None:
    found = chosen(folder_of(place, agreed(range(10))))

    assert found.day == BEGIN + timedelta(days=8)
    assert [request.ask for request in found.requests] == [("s8", None), ("s9", None)]


def test_where_showings_were_noted_only_those_shown_are_compared(place: Path) -> None:
    folder = folder_of(place, [*agreed(range(10)), (9, "p1", "declined", "none"), (9, "p2", "none", "none")])
    found = chosen(folder)
    [request] = found.requests
    cases, count = cases_of(Setting(folder, MENTOR, date(2027, 1, 1), [request.ask]), request)

    assert request.ask == ("s9", None)
    assert (request.agreed, request.others) == (frozenset({"p0"}), frozenset({"p1", "p2"}))
    assert (cases.providers.tolist(), count) == ([0, 1, 2], 1)
    assert set(cases.days.tolist()) == {(BEGIN + timedelta(days=9)).toordinal()}


def test_who_was_asked_but_had_no_time_to_answer_is_not_compared(place: Path) -> None:
    folder = folder_of(place, [*agreed(range(10)), (9, "p1", "declined", "none"), (9, "p2", "accepted", "none")])

    [request] = chosen(with_interactions(folder, {"i11": {"state": "withdrawn"}})).requests

    assert request.others == frozenset({"p1"})
    assert chosen(folder).requests[0].others == frozenset({"p1", "p2"})


def test_where_nobody_noted_who_was_shown_everybody_else_is_compared(place: Path) -> None:
    folder = folder_of(place, agreed(range(10)))
    request = chosen(folder).requests[-1]
    cases, count = cases_of(Setting(folder, MENTOR, date(2027, 1, 1), [request.ask]), request)

    assert (request.others, cases.providers.tolist(), count) == (None, [0, 1, 2, 3, 4, 5], 1)


def test_nothing_is_held_out_where_everybody_shown_agreed(place: Path) -> None:
    lines = [*agreed(range(10)), (0, "p1", "declined", "none")]

    assert held_out(folder_of(place, lines), MENTOR) is None


def test_nothing_is_held_out_of_a_single_day(place: Path) -> None:
    assert held_out(folder_of(place, agreed([3, 3], "p1")), MENTOR) is None


def test_nothing_that_the_serving_model_knows_is_held_out(place: Path) -> None:
    folder = folder_of(place, agreed(range(10)))

    found = held_out(folder, MENTOR, BEGIN + timedelta(days=8))

    assert found is not None
    assert (found.day, [request.ask for request in found.requests]) == (BEGIN + timedelta(days=9), [("s9", None)])
    assert held_out(folder, MENTOR, BEGIN + timedelta(days=9)) is None


def test_a_serving_model_that_knows_nearly_all_answers_is_named_but_not_compared(place: Path) -> None:
    folder = folder_of(place, agreed(range(10)))
    rival = make_model("model-0")
    rival.card = replace(rival.card, data_until=BEGIN + timedelta(days=7), features=("text_fit",))

    made = make_candidate(
        folder,
        MENTOR,
        datetime(2026, 3, 1, tzinfo=UTC),
        today=date(2026, 3, 1),
        model_id="model-1",
        rival=rival,
        progress=lambda *_: None,
    )

    assert made.card.rival == {"id": "model-0"}
    assert judge(made.card).code == "too_soon"
    assert set(made.card.slices["newcomer"]) == {"yes"}
