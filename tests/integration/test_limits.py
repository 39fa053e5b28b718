"""Nobody is flooded: limits are counted with the write that they bound, and hold against many at once."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from graph.domain.limits import LIMITS, LimitCode
from graph.domain.reasons import LeftOutReason
from graph.entities.proposal import Asking
from graph.errors import LimitReachedError
from graph.repositories.sessions import Appointment
from tests.conftest import NOON
from tests.support.city import City, Made
from tests.support.cleaning import run_raw
from tests.support.letters import left_out, write_letter
from webapp.mail.composers import MAIL_KINDS
from webapp.operations.delivery.deliver_outbox import deliver_outbox
from webapp.operations.engagements.hold_sessions import cancel_session, move_session, plan_session
from webapp.operations.pools.change_pool import end_term, renew_term
from webapp.operations.pools.invite_supervisor import Invitation, invite_supervisor
from webapp.operations.requests.accept_proposal import accept_proposal
from webapp.operations.requests.ask_for_introduction import ask_for_introduction, withdraw_request
from webapp.operations.requests.decline_proposal import decline_proposal, undo_decline

TOMORROW = NOON + timedelta(days=1)


def ask(city: City, need: Made, whom: Made, at: datetime = NOON) -> str:
    asking = Asking("Could we talk?")
    return ask_for_introduction(city.graph, need.actor, need.id, whom.id, asking, at, most_open=99).id


def invite(city: City, curator: Made, email: str = "gu@mingche.example", at: datetime = NOON) -> str:
    return invite_supervisor(city.graph, curator.actor, Invitation("Gu Mingche", email), at).person_id


def messages(city: City, kind: str) -> int:
    return len(run_raw(city.graph, "MATCH (m:Outbox {kind: $kind}) RETURN m.id AS id", kind=kind))


@pytest.mark.both_servers
def test_a_founder_asks_twenty_a_day_however_many_at_once(city: City, at_once: Callable[..., list[object]]) -> None:
    need = city.need(city.startup())
    founder = need.actor.account_id
    city.graph.write(lambda tx: tx.limits.take_up_to(LimitCode.ASKS, NOON, 17, founder))
    people = [city.supervisor() for _ in range(6)]

    outcomes = at_once(ask, [(city, need, person) for person in people])

    assert outcomes.count(LimitReachedError) == 3
    assert messages(city, "tell_asked") == 3
    refused = [person for person, outcome in zip(people, outcomes, strict=True) if outcome is LimitReachedError]
    assert ask(city, need, refused[0], TOMORROW)


def test_asking_and_taking_back_in_a_loop_comes_to_an_end(city: City) -> None:
    need, person = city.need(city.startup()), city.supervisor()
    for _ in range(3):
        withdraw_request(city.graph, need.actor, ask(city, need, person), NOON)

    other = city.need(Made(need.actor.subject_id, need.actor))
    for again in (need, other):
        with pytest.raises(LimitReachedError) as refusal:
            ask(city, again, person)
        assert refusal.value.again_on == date(2026, 11, 23)
    assert messages(city, "tell_asked") + messages(city, "tell_withdrawn") == 6
    assert ask(city, need, person, TOMORROW)


def test_a_provider_is_asked_thirty_times_a_day_by_all_together(city: City) -> None:
    person = city.supervisor()
    for _ in range(30):
        ask(city, city.need(city.startup()), person)

    with pytest.raises(LimitReachedError) as refusal:
        ask(city, city.need(city.startup()), person)

    assert refusal.value.limit is LimitCode.ASKED


def test_a_recipient_is_invited_once_in_three_days_by_whomever(city: City) -> None:
    ours, theirs = city.incubator(), city.incubator()
    person_id = invite(city, ours)
    end_term(city.graph, ours.actor, [person_id], NOON)

    for curator in (ours, theirs):
        with pytest.raises(LimitReachedError) as refusal:
            invite(city, curator, at=NOON + timedelta(days=2))
        assert refusal.value.again_on == date(2026, 11, 25)
    assert messages(city, "invite_account") == 1
    assert invite(city, theirs, at=NOON + timedelta(days=3)) == person_id


def test_a_curator_invites_a_thousand_a_day(city: City) -> None:
    curator = city.incubator()
    most = LIMITS[LimitCode.INVITATIONS].most
    counted = city.graph.write(
        lambda tx: tx.limits.take_up_to(LimitCode.INVITATIONS, NOON, most - 1, curator.actor.account_id)
    )

    assert (most, counted) == (1000, 999)
    assert invite(city, curator, "first@mingche.example")
    with pytest.raises(LimitReachedError):
        invite(city, curator, "second@mingche.example")
    assert run_raw(city.graph, "MATCH (s:Supervisor) RETURN count(s) AS n") == [{"n": 1}]
    assert invite(city, curator, "second@mingche.example", TOMORROW)


def leaving(city: City) -> list[datetime]:
    rows: list[dict[str, Any]] = run_raw(
        city.graph, "MATCH (m:Outbox {kind: 'invite_account'}) RETURN m.lease_until AS at ORDER BY at"
    )
    return [row["at"].to_native().replace(tzinfo=UTC) for row in rows]


@pytest.mark.both_servers
def test_of_many_invitations_forty_leave_at_once_and_the_others_in_turn(city: City) -> None:
    curator, others = city.incubator(), city.incubator()
    for place in range(43):
        invite(city, curator, f"p{place}@mingche.example")
    invite(city, others, "elsewhere@mingche.example")

    moments = leaving(city)

    assert moments.count(NOON) == 41
    assert moments[41:] == [NOON + timedelta(seconds=seconds) for seconds in (2, 4, 6)]
    assert deliver_outbox(city.graph, MAIL_KINDS, "https://liulu.example", NOON) == 82
    assert deliver_outbox(city.graph, MAIL_KINDS, "https://liulu.example", NOON + timedelta(seconds=4)) == 4


def test_everybody_of_a_long_list_is_invited_and_told_in_turn(city: City) -> None:
    curator = city.incubator()
    people = [city.supervisor(f"P{place}", pool_of=curator).id for place in range(60)]
    run_raw(city.graph, "MATCH (:Supervisor)-[m:IN_POOL_OF]->() SET m.state = 'left'")

    renewed = renew_term(city.graph, curator.actor, people, NOON.date() + timedelta(days=90), NOON)

    assert (renewed.invited, renewed.spared) == (60, ())
    assert renewed.last_leaves == NOON + timedelta(seconds=40)


def test_an_invitation_taken_back_while_its_mail_waits_is_not_sent(city: City) -> None:
    curator = city.incubator()
    for place in range(41):
        last = invite(city, curator, f"p{place}@mingche.example")
    end_term(city.graph, curator.actor, [last], NOON)

    deliver_outbox(city.graph, MAIL_KINDS, "https://liulu.example", NOON + timedelta(minutes=5))

    assert len(run_raw(city.graph, "MATCH (m:Mail) RETURN m.id AS id")) == 40


@pytest.mark.both_servers
def test_a_letter_says_whom_it_left_out_and_why(city: City) -> None:
    ours = city.incubator()
    reached, silent, gone = (city.supervisor(name, pool_of=ours) for name in ("Reached", "Silent", "Gone"))
    for person in (reached, gone):
        city.open_account(person.actor)
    run_raw(city.graph, "MATCH (:Supervisor {id: $id})-[m:IN_POOL_OF]->() SET m.state = 'ended'", id=gone.id)
    chosen = [reached.id, silent.id, gone.id]

    for _ in range(3):
        written = write_letter(city.graph, ours.actor, chosen, "Open day", "Will you come?", NOON)
        assert written.mails == 1
        assert left_out(written) == {LeftOutReason.NO_ADDRESS: ("Silent",), LeftOutReason.NOT_HERE: ("Gone",)}

    written = write_letter(city.graph, ours.actor, chosen, "Open day", "Will you come?", NOON)
    assert written.mails == 0
    assert left_out(written)[LeftOutReason.ENOUGH_TODAY] == ("Reached",)
    assert messages(city, "write_to_supervisor") == 3


def test_a_curator_who_wrote_enough_today_leaves_the_rest_out(city: City) -> None:
    ours = city.incubator()
    people = [city.supervisor(name, pool_of=ours) for name in ("One", "Two", "Three")]
    for person in people:
        city.open_account(person.actor)
    most = LIMITS[LimitCode.LETTERS].most
    city.graph.write(lambda tx: tx.limits.take_up_to(LimitCode.LETTERS, NOON, most - 2, ours.actor.account_id))

    written = write_letter(city.graph, ours.actor, [one.id for one in people], "Hello", "Come!", NOON)

    assert written.mails == 2
    assert [len(names) for names in written.left_out.values()] == [1]
    assert set(written.left_out) == {LeftOutReason.TOO_MANY}


def test_planning_and_moving_in_a_loop_comes_to_an_end_and_cancelling_is_always_possible(city: City) -> None:
    supervisor = city.supervisor()
    request = city.asked_proposal(to=supervisor, asked_at=NOON)
    work = accept_proposal(city.graph, supervisor.actor, request.id, NOON).id
    when = Appointment(NOON + timedelta(days=2), 60, "Asia/Shanghai")
    for _ in range(20):
        session_id = plan_session(city.graph, supervisor.actor, work, when, NOON)
    with pytest.raises(LimitReachedError):
        plan_session(city.graph, supervisor.actor, work, when, NOON)
    for _ in range(20):
        move_session(city.graph, supervisor.actor, session_id, when, NOON)
    with pytest.raises(LimitReachedError):
        move_session(city.graph, supervisor.actor, session_id, when, NOON)

    assert cancel_session(city.graph, supervisor.actor, session_id, NOON).is_cancelled


def test_an_answer_is_taken_back_three_times_a_day(city: City) -> None:
    supervisor = city.supervisor()
    request = city.asked_proposal(to=supervisor, asked_at=NOON)

    def decline() -> None:
        decline_proposal(city.graph, supervisor.actor, request.id, NOON, reason="wrong_field")

    for _ in range(3):
        decline()
        undo_decline(city.graph, supervisor.actor, request.id, NOON, most_open=3)
    decline()
    with pytest.raises(LimitReachedError):
        undo_decline(city.graph, supervisor.actor, request.id, NOON, most_open=3)


@pytest.mark.both_servers
def test_counts_that_are_over_are_forgotten(city: City) -> None:
    ask(city, city.need(city.startup()), city.supervisor())
    today = city.graph.calendar.day_of(NOON)

    assert city.graph.write(lambda tx: tx.limits.prune(today)) == 0
    assert city.graph.write(lambda tx: tx.limits.prune(today + timedelta(days=1))) == 3
