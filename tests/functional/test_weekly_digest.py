"""On Monday morning each curator gets one summary of the week, with the counts that the pages have."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from tests.support.city import City, Made
from tests.support.cleaning import run_raw
from tests.support.mailbox import deliver
from tests.support.stuck_quarter import NOW, StuckQuarter
from tests.support.web import Web
from webapp.operations.pools.choose_minder import choose_minder
from webapp.operations.stuck.send_digests import send_digests

pytestmark = pytest.mark.both_servers


@pytest.fixture
def quarter(city: City) -> StuckQuarter:
    run_raw(city.graph, "MATCH (a:Account) SET a.without_digest = true")
    return StuckQuarter(city)


def test_a_summary_tells_what_moved_what_is_stuck_and_whose_term_ends_once_a_week(quarter: StuckQuarter) -> None:
    graph, monday, curator = quarter.graph, _monday(quarter), quarter.incubator.actor
    choose_minder(graph, curator, [quarter.startup.id], curator.account_id, NOW)
    quarter.city.asked_proposal(to=quarter.quiet, startup=quarter.startup, asked_at=monday - timedelta(days=8))
    run_raw(
        graph,
        "MATCH (p:Proposal {state: 'asked'}) WHERE p.asked_at = $asked SET p.state = 'accepted', p.decided_at = $at",
        asked=monday - timedelta(days=8), at=monday - timedelta(days=3),
    )  # fmt: skip
    ends = (monday + timedelta(days=30)).date()
    run_raw(graph, "MATCH (:Person {id: $id})-[m:IN_POOL_OF]->() SET m.to = $to", id=quarter.free.id, to=ends)

    assert send_digests(graph, monday - timedelta(hours=2)) == 0  # too early in the day
    assert send_digests(graph, monday) == 1
    assert send_digests(graph, monday + timedelta(hours=1)) == 0
    deliver(graph)

    (mail,) = _mails(quarter)
    things = graph.read(lambda tx: tx.stuck.list_things(quarter.incubator.id, monday))
    stuck = [one for one in things if one.wants_care(graph.calendar.day_of(monday))]
    mine = [one for one in stuck if one.minder_id == curator.account_id]
    assert 0 < len(mine) < len(stuck)
    for line in (
        "1 answer: 1 yes, 0 no", f"Stuck, and yours to mind: {len(mine)}", f"Stuck in all: {len(stuck)}",
        f"Your tasks: {len(mine) + 1}", "One term ends within 60 days:", "Sun Yi, ", "/incubator/waiting?who=me",
    ):  # fmt: skip
        assert line in mail, line
    assert "liulu:" not in mail
    assert send_digests(graph, monday + timedelta(days=7)) == 1


def test_who_switched_it_off_gets_none_and_who_switches_it_on_again_does(quarter: StuckQuarter, web: Web) -> None:
    monday = _monday(quarter)
    run_raw(quarter.graph, "MATCH (a:Account) SET a.without_digest = true")
    browser = web.sign_in(Made(quarter.incubator.id, replace(quarter.incubator.actor, name="Reader")), NOW)

    assert "You get no summary any more." in browser.follow("/account/digest", wanted="no")
    assert send_digests(quarter.graph, monday) == 0
    assert "Switch it off" in browser.follow("/account/digest", wanted="yes")
    assert send_digests(quarter.graph, monday) == 1


def test_nothing_is_written_where_nothing_moved_and_nothing_is_stuck(city: City) -> None:
    quiet = city.incubator("Quiet Harbour")
    city.startup("Still", incubator=quiet)
    monday = _monday_of(city.graph.calendar.start_of(city.graph.calendar.day_of(NOW)))

    assert send_digests(city.graph, monday) >= 1
    deliver(city.graph)

    to = f"{quiet.actor.account_id}@city.example"
    assert run_raw(city.graph, "MATCH (m:Mail {to: $to}) RETURN m.body AS body", to=to) == []


def _monday(quarter: StuckQuarter) -> datetime:
    return _monday_of(quarter.graph.calendar.start_of(quarter.graph.calendar.day_of(NOW)))


def _monday_of(midnight: datetime) -> datetime:
    """Monday morning of a week, in the installation's zone."""
    return (midnight - timedelta(days=midnight.weekday()) + timedelta(hours=8)).astimezone(UTC)


def _mails(quarter: StuckQuarter) -> list[str]:
    to = f"{quarter.incubator.actor.account_id}@city.example"
    rows = run_raw(
        quarter.graph, "MATCH (m:Mail {to: $to}) WHERE m.subject STARTS WITH 'Your week' RETURN m.body AS b", to=to
    )
    return [str(row["b"]) for row in rows]
