"""Clocks of procedures: days counted by hand against the mainland's calendar, and what becomes of events."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import pytest

from graph.domain.calendar import Calendar, DayKind
from graph.domain.mainland import mainland_calendar
from graph.rules.counting import Why
from graph.rules.documents import find_document, read_document
from graph.rules.procedures import Procedure
from graph.rules.replay import CaseRun, Event, replay

CALENDAR = mainland_calendar("Asia/Shanghai")
NOMINATION = read_document(find_document("nomination"), Procedure)
FILED = [("2026-09-21T09:00", "draft"), ("2026-09-21T10:00", "endorse")]


def procedure(**step: Any) -> Procedure:
    """Filed, then decided: one step between, which a hearing interrupts."""
    return Procedure.model_validate({
        "id": "p", "name": "p", "version": 1, "in_force_from": "2026-01-01", "source": "made", "confirmed": True,
        "states": [{"id": "new", "clock": "none"}, {"id": "filed"}, {"id": "asked", "clock": "stopped"},
                   {"id": "decided", "open": False}],
        "actions": [
            {"id": "file", "from": ["new"], "to": "filed"}, {"id": "ask", "from": ["filed"], "to": "asked"},
            {"id": "answer", "from": ["asked"], "to": "filed"}, {"id": "decide", "from": ["filed"], "to": "decided"},
            {"id": "extend", "from": ["filed"], "once": True}, {"id": "pause", "from": ["filed"]},
            {"id": "resume", "from": ["filed"]},
        ],
        "steps": [
            {"id": "s", "from_state": "filed", "until": ["decided"], "limit": 5, "not_counted": ["hearing"], **step},
        ],
    })  # fmt: skip


def played(rules: Procedure, *events: tuple[str, ...], calendar: Calendar = CALENDAR) -> CaseRun:
    at = [(moment if "+" in moment or "Z" in moment else f"{moment}+08:00", *rest) for moment, *rest in events]
    return replay(rules, calendar, [Event(datetime.fromisoformat(moment), *rest) for moment, *rest in at])


def due(rules: Procedure, *events: tuple[str, ...], calendar: Calendar = CALENDAR) -> str:
    run = played(rules, *events, calendar=calendar)
    return str(run.count(run.steps[-1]).due_on)


@pytest.mark.parametrize(
    ("filed", "step", "day"),
    [
        ("2026-03-02T09:00", {}, "2026-03-09"),                       # an ordinary week, the weekend out
        ("2026-03-06T09:00", {"limit": 1}, "2026-03-09"),             # a Friday
        ("2026-03-07T09:00", {"limit": 1}, "2026-03-09"),             # a Saturday
        ("2026-02-12T09:00", {}, "2026-02-26"),                       # Spring Festival, with 14 February worked
        ("2026-02-27T09:00", {"limit": 2}, "2026-03-02"),             # 28 February is worked
        ("2026-09-24T09:00", {"limit": 10}, "2026-10-15"),            # Mid-Autumn, National Day, 10 October worked
        ("2026-09-18T09:00", {"limit": 1}, "2026-09-20"),             # a Sunday that is worked
        ("2026-04-03T09:00", {"limit": 2, "first_day": "same"}, "2026-04-07"),  # Qingming
        ("2026-11-28T09:00", {"limit": 1, "first_day": "same"}, "2026-11-30"),  # begins on a weekend
        ("2026-04-30T09:00", {"limit": 3}, "2026-05-08"),             # Labour Day
        ("2026-06-18T09:00", {"limit": 1}, "2026-06-22"),             # Dragon Boat
        ("2025-12-31T09:00", {"limit": 1}, "2026-01-04"),             # New Year, 4 January worked
        ("2026-03-01T09:00", {"limit": 15, "unit": "calendar_days"}, "2026-03-16"),
        ("2026-03-02T18:00+00:00", {}, "2026-03-10"),                 # the next day already in Shanghai
        ("2026-12-30T09:00", {}, "2027-01-07"),                       # a year without its notice yet
    ],
)  # fmt: skip
def test_days_counted_by_hand(filed: str, step: dict[str, Any], day: str) -> None:
    assert due(procedure(**step), (filed, "file")) == day


def test_days_of_a_hearing_are_left_out_from_the_day_after_it_is_told_to_the_day_of_counting_on() -> None:
    events = [("2026-10-12T09:00", "file"), ("2026-10-14T09:00", "pause", "hearing")]
    run = played(procedure(), *events, ("2026-10-20T09:00", "resume"))

    assert due(procedure(), *events) == "None"
    assert str(run.count(run.steps[0]).due_on) == "2026-10-23"
    left_out = [day.day.day for day in run.count(run.steps[0]).days if day.why is Why.LEFT_OUT]
    assert left_out == [15, 16, 17, 18, 19, 20]


def test_days_are_left_out_only_for_a_reason_that_the_procedure_names() -> None:
    run = played(procedure(), ("2026-10-12T09:00", "file"), ("2026-10-14T09:00", "pause", "holiday trip"))

    assert [one.event.action for one in run.refused] == ["pause"]
    assert str(run.count(run.steps[0]).due_on) == "2026-10-19"


def test_a_state_may_stop_the_clock_and_the_count_goes_on_after_it() -> None:
    run = played(
        procedure(), ("2026-10-12T09:00", "file"), ("2026-10-14T09:00", "ask"), ("2026-10-19T09:00", "answer"),
        ("2026-10-23T09:00", "decide"),
    )  # fmt: skip

    assert len(run.steps) == 1
    count = run.count(run.steps[0])
    assert (count.used, str(count.due_on), count.overdue_by) == (6, "2026-10-22", 1)


def test_an_extension_lengthens_the_limit_once() -> None:
    rules = procedure(extend=3)
    events = [("2026-03-02T09:00", "file"), ("2026-03-03T09:00", "extend")]

    assert due(rules, *events) == "2026-03-12"
    again = played(rules, *events, ("2026-03-04T09:00", "extend"))
    assert [one.possible for one in again.refused] == [("ask", "decide", "pause")]


def test_what_the_clock_counts_is_provisional_until_the_notice_is_known() -> None:
    filed = ("2026-12-30T09:00", "file")
    rules = procedure()
    days = {date(2027, 1, 1): DayKind.HOLIDAY, date(2027, 1, 2): DayKind.WORKDAY}
    noticed = Calendar("Asia/Shanghai", {**CALENDAR.days, **days}, CALENDAR.noticed_years | {2027})

    before, after = (played(rules, filed, calendar=one) for one in (CALENDAR, noticed))

    assert before.count(before.steps[0]).is_provisional
    assert not after.count(after.steps[0]).is_provisional
    assert due(rules, filed, calendar=noticed) == "2027-01-06"


def test_who_is_not_answered_in_five_days_counts_as_accepted_from_the_day_of_receipt_once() -> None:
    late = [("2026-10-12T09:00", "submit"), ("2026-10-20T09:00", "accept"), ("2026-10-20T09:01", "deem_accepted")]
    in_time = [("2026-10-12T09:00", "submit"), ("2026-10-19T18:00", "accept")]

    run = played(NOMINATION, *FILED, *late)
    accepted = played(NOMINATION, *FILED, *in_time)

    assert (run.state, accepted.state) == ("district_review", "district_review")
    assert [one.event.action for one in run.refused] == ["accept"]
    assert accepted.refused == []
    opinion = {one.step.id: one for one in run.steps}["district_opinion"]
    assert str(opinion.begins) == "2026-10-12"
    assert {one.step.id: str(one.begins) for one in accepted.steps}["district_opinion"] == "2026-10-19"


def test_nobody_but_the_clock_says_that_something_counts_as_accepted() -> None:
    run = played(NOMINATION, *FILED, ("2026-10-12T09:00", "submit"), ("2026-10-13T09:00", "deem_accepted"))

    assert run.state == "pre_check"
    assert run.refused[0].possible == ("return", "accept", "not_accepted", "withdraw")


def test_papers_are_asked_for_once_before_acceptance_and_no_clock_runs_meanwhile() -> None:
    events = [
        *FILED, ("2026-10-12T09:00", "submit"), ("2026-10-13T09:00", "return"), ("2026-11-20T09:00", "resubmit"),
        ("2026-11-23T09:00", "return"),
    ]  # fmt: skip
    run = played(NOMINATION, *events)

    assert run.state == "pre_check"
    assert [one.event.action for one in run.refused] == ["return"]
    assert [(str(one.begins), str(one.ends)) for one in run.steps if one.step.id == "return"] == [
        ("2026-10-12", "2026-10-13"), ("2026-11-20", "None"),
    ]  # fmt: skip


def test_a_move_posted_twice_is_made_once() -> None:
    run = played(NOMINATION, *FILED, FILED[1])

    assert run.state == "endorsed"
    assert [one.event.action for one in run.refused] == ["endorse"]


def test_the_whole_way_to_a_second_look() -> None:
    run = played(
        NOMINATION, *FILED, ("2026-10-12T09:00", "submit"), ("2026-10-13T09:00", "accept"),
        ("2026-10-14T09:00", "oppose_district"), ("2026-10-15T09:00", "decide_refuse"),
        ("2026-10-16T09:00", "ask_second_look"), ("2026-10-19T09:00", "decide_second"),
        ("2026-10-27T09:00", "close_publicity"), ("2026-12-01T09:00", "land"), ("2027-06-01T09:00", "follow_up"),
    )  # fmt: skip

    assert (run.state, run.refused) == ("followed_up", [])
    assert all(one.ends for one in run.steps)


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"states": [{"id": "new"}, {"id": "filed"}, {"id": "decided"}, {"id": "lost"}]}, "asked"),
        ({"steps": [{"id": "s", "from_state": "nowhere", "until": ["decided"], "limit": 5}]}, "nowhere is no state"),
        ({"steps": [{"id": "s", "from_state": "filed", "until": ["decided"], "limit": 0}]}, "steps.0.limit"),
        (
            {"steps": [{"id": "s", "from_state": "filed", "until": ["decided"], "limit": 5, "when_over": "sing"}]},
            "sing is no action",
        ),
        ({"actions": [{"id": "file", "from": ["new"], "to": "filed"}]}, "no action leads to asked"),
    ],
)
def test_a_faulty_procedure_is_refused(change: dict[str, Any], told: str) -> None:
    good = procedure().model_dump(by_alias=True, mode="json")

    with pytest.raises(ValueError, match=told):
        Procedure.model_validate({**good, **change})
