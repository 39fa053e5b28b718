"""What of a record was known on a day, and what answers are learned from it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from graph.domain.answers import Answer
from graph.domain.kinds import INVESTOR, MENTOR, Outcome
from graph.domain.states.requests import RequestState
from graph.entities.profile import InteractionRecord, ProfileRecord
from matching.explanation.acceptance_reasons import expected_subtitle
from matching.explanation.facts import facts_of
from matching.explanation.pair_reasons import reason_for, subtitle_for
from matching.features.cases import Setting
from matching.features.query import Availability, RankingQuery, make_seeker
from matching.history.as_of import as_known
from matching.history.decisions import decisions_of
from matching.history.interactions import build_interactions
from matching.history.provider_history import history_as_of
from matching.history.workload import refused_lately, taken_lately
from matching.index.provider_index import ProviderIndex
from matching.results import tell
from matching.sources.base import NeedRecord
from matching.sources.folder import Folder
from tests.support.sources import with_interactions
from tests.unit.matching.index.test_provider_index import person, snapshot_of

SHOWN, ASKED, REFUSED = date(2026, 10, 1), date(2026, 10, 20), date(2026, 11, 5)
TODAY = date(2026, 11, 22)
HEADER = "id,kind,need_id,seeker_id,provider_id,proposed_on,seeker_decision,provider_decision,decided_on"


def record(number: int = 0, **values: Any) -> InteractionRecord:
    plain = InteractionRecord(
        id=f"i-{number}",
        kind="mentor",
        seeker_id=f"s-{number}",
        provider_id="p-000",
        proposed_on=SHOWN,
        seeker_decision=Answer.ACCEPTED,
    )
    return replace(plain, **values)


def agreed(number: int, days_ago: int, **values: Any) -> InteractionRecord:
    on = TODAY - timedelta(days=days_ago)
    return record(number, proposed_on=on, decided_on=on, provider_decision=Answer.ACCEPTED, **values)


def query_of(records: list[InteractionRecord], **of_person: Any) -> RankingQuery:
    index = ProviderIndex(snapshot_of([person(0, **of_person), person(1), person(2)]))
    history = history_as_of(build_interactions(records, index.tags), index, TODAY, expire_after_days=14)
    startup = ProfileRecord(id="s-new", name="S", industries=("robotics",), stages=("seed",))
    seeker = make_seeker(NeedRecord("n", "mentor", "Robots", industries=("robotics",)), startup, index)
    return RankingQuery(
        seeker, index, history, Availability(np.zeros(index.count, dtype=np.float32)), TODAY.toordinal()
    )


def setting_of(
    folder: Path, lines: list[str], known: dict[str, dict[str, Any]] | None = None, expire_after_days: int = 14
) -> Setting:
    (folder / "startups.csv").write_text("id,name\n" + "".join(f"s{number},S{number}\n" for number in range(9)))
    (folder / "people.csv").write_text("id,name,roles\np0,A,supervisor\np1,B,supervisor\np2,C,supervisor\n")
    (folder / "needs.csv").write_text("id,startup_id,kind,title\nn0,s0,mentor,N\n")
    (folder / "interactions.csv").write_text("\n".join([HEADER, *lines]) + "\n")
    source = with_interactions(Folder([folder], expire_after_days=expire_after_days), known or {})
    return Setting(source, MENTOR, date(2027, 1, 1))


def test_a_startup_s_refusal_is_not_known_before_it_was_said() -> None:
    refusal = record(seeker_decision=Answer.DECLINED, decided_on=REFUSED, state=RequestState.DISMISSED)

    earlier = as_known(refusal, REFUSED)
    later = as_known(refusal, REFUSED + timedelta(days=1))

    assert earlier is not None
    assert later is not None
    assert (earlier.seeker_decision, later.seeker_decision) == (Answer.NONE, Answer.DECLINED)


def test_a_request_that_was_taken_back_later_stood_open_until_then() -> None:
    taken_back = record(seeker_decision=Answer.DECLINED, decided_on=REFUSED, state=RequestState.WITHDRAWN)

    earlier = as_known(taken_back, REFUSED)

    assert earlier is not None
    assert (earlier.state, earlier.seeker_decision, earlier.decided_on) == (RequestState.ASKED, Answer.ACCEPTED, None)


def test_somebody_who_was_asked_later_was_only_shown_before() -> None:
    asked = record(asked_on=date(2026, 10, 20), provider_decision=Answer.DECLINED, decided_on=REFUSED)

    earlier, on_the_next_day = as_known(asked, ASKED), as_known(asked, ASKED + timedelta(days=1))

    assert earlier is not None
    assert on_the_next_day is not None
    assert (earlier.seeker_decision, on_the_next_day.seeker_decision) == (Answer.NONE, Answer.ACCEPTED)


def test_a_request_that_was_taken_back_is_no_decision_against_somebody() -> None:
    back = [
        record(number, seeker_decision=Answer.DECLINED, decided_on=REFUSED, state=RequestState.WITHDRAWN)
        for number in range(3)
    ]
    told = decisions_of(query_of([*back, agreed(9, 30)]).history)

    assert (told.passed.sum(), told.wanted.sum()) == (0, 1)


def test_what_the_graph_knows_beside_the_files_decides_what_is_an_answer(tmp_path: Path) -> None:
    lines = [
        f"i{number},mentor,,s{number},p{number % 3},2026-10-0{number + 1},accepted,declined,2026-10-09"
        for number in range(6)
    ]
    lines += [
        "place-filled,mentor,,s6,p0,2026-10-02,accepted,none,2026-10-18",
        "asked-late,mentor,,s7,p1,2026-10-01,accepted,none,",
        "taken-back,mentor,,s8,p2,2026-10-02,declined,none,2026-10-05",
        "last,mentor,,s0,p1,2026-10-21,accepted,accepted,2026-10-22",
    ]
    known: dict[str, dict[str, Any]] = {
        "place-filled": {"state": "withdrawn"},
        "asked-late": {"state": "asked", "asked_on": date(2026, 10, 20)},
        "taken-back": {"state": "withdrawn"},
    }

    bare, availability = setting_of(tmp_path, lines), setting_of(tmp_path, lines, known)

    def answers(setting: Setting, side: str) -> dict[str, float]:
        return dict(zip((one.id for one in setting.records), getattr(setting.events, side), strict=True))

    assert [answers(bare, "provider_yes")[name] for name in ("place-filled", "asked-late")] == [0, 0]
    assert np.isnan([answers(availability, "provider_yes")[name] for name in ("place-filled", "asked-late")]).all()
    assert answers(bare, "seeker_yes")["taken-back"] == 0
    assert np.isnan(answers(availability, "seeker_yes")["taken-back"])


def test_of_a_request_closed_before_it_could_expire_files_say_that_nobody_refused_it(tmp_path: Path) -> None:
    (tmp_path / "startups.csv").write_text("id,name\ns0,S\n")
    (tmp_path / "people.csv").write_text("id,name,roles\np0,A,supervisor\n")
    (tmp_path / "interactions.csv").write_text(
        f"{HEADER}\nearly,mentor,,s0,p0,2026-10-01,accepted,none,2026-10-14\n"
        "late,mentor,,s0,p0,2026-10-01,accepted,none,2026-10-15\nopen,mentor,,s0,p0,2026-10-01,accepted,none,\n"
    )

    states = {one.id: one.state for one in Folder([tmp_path]).interactions}

    assert states == {"early": RequestState.WITHDRAWN, "late": None, "open": None}


def test_a_startup_s_answer_counts_from_the_day_on_which_it_was_given(tmp_path: Path) -> None:
    lines = [
        "asked,mentor,n0,s0,p0,2026-10-01,accepted,declined,2026-10-09",
        "refused,mentor,n0,s0,p1,2026-10-01,declined,none,2026-10-20",
        "passed,mentor,n0,s0,p2,2026-09-01,none,none,",
    ]

    setting = setting_of(tmp_path, lines)

    days = dict(zip((one.id for one in setting.records), setting.events.said_on, strict=True))
    assert {name: date.fromordinal(int(day)).isoformat() for name, day in days.items()} == {
        "asked": "2026-10-01", "refused": "2026-10-20", "passed": "2026-10-01",
    }  # fmt: skip


def test_amounts_in_another_currency_are_compared_with_nothing(tmp_path: Path) -> None:
    (tmp_path / "startups.csv").write_text("id,name\ns0,S\n")
    (tmp_path / "investors.csv").write_text(
        "id,name,kind,ticket_min,ticket_max,currency\ni0,A,angel,1,5,USD\ni1,B,angel,1,5,CNY\ni2,C,angel,1,5,\n"
    )

    tickets = [one.ticket_max for one in Folder([tmp_path]).list_providers(INVESTOR.population)]

    assert tickets == [None, 5, 5]


@pytest.mark.parametrize("capacity", [None, 2])
def test_who_took_on_many_is_told_by_startups_whatever_places_they_have(capacity: int | None) -> None:
    late = [agreed(number, 20 + number) for number in range(3)]
    again = agreed(7, 15, seeker_id="s-1")
    silent = [record(20 + number, proposed_on=TODAY - timedelta(days=30)) for number in range(2)]
    query = query_of([*late, again, agreed(8, 120), *silent], capacity=capacity)

    assert (taken_lately(query.history, 0), refused_lately(query.history, 0)) == (3, 2)
    assert expected_subtitle(facts_of(query, 0), query) == tell("nothing_stands_out")


def test_results_are_told_of_engagements_and_not_of_startups() -> None:
    ended = [agreed(number, 100 + number, outcome=Outcome.COMPLETED, seeker_id="s-1") for number in range(3)]
    query = query_of(ended)

    reason = reason_for("results", facts_of(query, 0), query)

    assert reason == tell("finished_well", finished=3, count=3)


def test_nobody_usually_answers_who_answered_but_twice() -> None:
    few, many = (query_of([agreed(number, 30 + number) for number in range(count)]) for count in (2, 3))

    assert facts_of(few, 0).answer_days is None
    assert facts_of(many, 0).answer_days is not None


def test_the_tastes_of_startups_are_not_told_of_people_whose_kind_is_unknown() -> None:
    query = query_of([agreed(number, 30) for number in range(8)], category=None)

    assert subtitle_for("tastes", facts_of(query, 0), query).code != "few_decided_on_kind"


@pytest.mark.parametrize(("expire_after_days", "answer"), [(20, 0.0), (30, np.nan)])
def test_a_request_open_for_twenty_days_is_a_no_only_where_requests_expire_by_then(
    tmp_path: Path, expire_after_days: int, answer: float
) -> None:
    lines = [
        "i0,mentor,n0,s0,p0,2026-10-01,accepted,declined,2026-10-02",
        "i1,mentor,n0,s0,p1,2026-10-01,accepted,none,",
        "i2,mentor,n0,s0,p2,2026-10-21,accepted,accepted,2026-10-21",
    ]

    events = setting_of(tmp_path, lines, expire_after_days=expire_after_days).events

    np.testing.assert_equal(events.provider_yes[1], answer)


@pytest.mark.parametrize(("expire_after_days", "state"), [(14, None), (30, RequestState.WITHDRAWN)])
def test_what_was_closed_before_it_could_expire_was_taken_back(
    tmp_path: Path, expire_after_days: int, state: RequestState | None
) -> None:
    lines = ["i0,mentor,n0,s0,p0,2026-10-01,accepted,none,2026-10-21"]

    [record] = setting_of(tmp_path, lines, expire_after_days=expire_after_days).records

    assert record.state is state
