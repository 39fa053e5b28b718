"""Whoever cannot be reached is neither proposed nor asked; an account, or who answers for them, changes that."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest

from graph.domain.eligibility import RuleCode
from graph.domain.reach import ADMINISTRATORS, Reach
from graph.domain.reasons import NotInvited
from graph.entities import Actor
from graph.entities.proposal import Asking
from graph.errors import ForbiddenError, InvalidInputError, NotFoundError
from matching.matcher import Matcher
from tests.conftest import NOON
from tests.support.city import City, Made
from tests.support.cleaning import run_raw
from tests.support.requests import outbox, outcome_of, state_of
from webapp.operations.accounts.manage_account import disable_account, enable_account
from webapp.operations.pools.answer_for import answer_for, stop_answering_for
from webapp.operations.pools.change_pool import end_term
from webapp.operations.pools.invite_members import invite_members
from webapp.operations.requests.answer_on_behalf import accept_on_behalf, decline_on_behalf, forward_request
from webapp.operations.requests.ask_for_introduction import ask_for_introduction

pytestmark = pytest.mark.both_servers
ADMINISTRATOR = Actor("account-root", "Root", "administrator", "")


def unreached(city: City, incubator: Made | None = None, email: str | None = None) -> Made:
    return city.supervisor(pool_of=incubator, answered_by=None, email=email)


def reach_of(city: City, person: Made) -> Reach:
    day = city.graph.calendar.day_of(NOON)
    return city.graph.read(lambda tx: tx.answering.standing([person.id], day))[person.id].reach


def asked(city: City, need: Made, person: Made) -> str | None:
    asking = Asking(note="Could we talk?", asked_by="Ann")
    return outcome_of(ask_for_introduction, city.graph, need.actor, need.id, person.id, asking, NOON, most_open=3)


def test_pages_leave_out_whom_nobody_reaches_and_say_how_many_and_commands_mark_them(
    city: City, tmp_path: Path
) -> None:
    need, reached, person = city.need(city.startup()), city.supervisor(), unreached(city)
    matcher = Matcher(city.graph, tmp_path, expire_after_days=14)

    page = matcher.propose(need.id, at=NOON)
    command = matcher.propose(need.id, at=NOON, include=frozenset({RuleCode.UNREACHABLE}))

    assert [one.provider_id for one in page.proposals] == [reached.id]
    assert page.excluded == {RuleCode.UNREACHABLE: 1}
    assert {one.provider_id: one.reach for one in command.proposals} == {
        reached.id: Reach.INCUBATOR,
        person.id: Reach.NONE,
    }
    assert asked(city, need, person) == RuleCode.UNREACHABLE
    assert asked(city, need, reached) is None


@pytest.mark.parametrize("who", ["supervisor", "investor"])
def test_an_account_reaches_somebody_and_one_that_is_disabled_does_not(city: City, tmp_path: Path, who: str) -> None:
    made: Callable[..., Made] = getattr(city, who)
    person = made(answered_by=None)
    need = city.need(city.startup(), kind="mentor" if who == "supervisor" else "investor")
    matcher = Matcher(city.graph, tmp_path, expire_after_days=14)
    assert matcher.propose(need.id, at=NOON).eligible == 0

    city.open_account(person.actor)
    city.graph.write(lambda tx: tx.accounts.note_change(person.actor.account_id, NOON))
    assert matcher.propose(need.id, at=NOON).proposals[0].reach is Reach.ACCOUNT

    disable_account(city.graph, ADMINISTRATOR, person.actor.account_id, NOON)
    assert matcher.propose(need.id, at=NOON).eligible == 0
    run_raw(city.graph, "MATCH (a:Account {id: $id}) SET a.password_hash = 'x'", id=person.actor.account_id)
    enable_account(city.graph, ADMINISTRATOR, person.actor.account_id, NOON)
    assert matcher.propose(need.id, at=NOON).eligible == 1


def test_an_incubator_answers_for_its_pool_until_it_stops_or_the_term_ends(city: City) -> None:
    incubator = city.incubator()
    person = unreached(city, incubator)

    assert answer_for(city.graph, incubator.actor, [person.id], NOON) == [person.id]
    assert reach_of(city, person) is Reach.INCUBATOR
    assert answer_for(city.graph, incubator.actor, [person.id], NOON) == []
    assert stop_answering_for(city.graph, incubator.actor, [person.id], NOON) == [person.id]
    assert reach_of(city, person) is Reach.NONE

    answer_for(city.graph, incubator.actor, [person.id], NOON)
    end_term(city.graph, incubator.actor, [person.id], NOON)
    assert reach_of(city, person) is Reach.NONE
    actions = run_raw(city.graph, "MATCH (e:AuditEvent {subject_id: $id}) RETURN e.action AS action", id=person.id)
    assert [row["action"] for row in actions].count("answer_for") == 2


def test_nobody_answers_for_whom_they_do_not_have_nor_for_who_has_an_account(city: City) -> None:
    incubator, other = city.incubator(), city.incubator()
    person, investor = unreached(city, incubator), city.investor(answered_by=None)
    with pytest.raises(NotFoundError):
        answer_for(city.graph, other.actor, [person.id], NOON)
    with pytest.raises(NotFoundError):
        answer_for(city.graph, incubator.actor, [investor.id], NOON)
    with pytest.raises(ForbiddenError):
        answer_for(city.graph, person.actor, [person.id], NOON)

    assert answer_for(city.graph, ADMINISTRATOR, [investor.id], NOON) == [investor.id]
    assert reach_of(city, investor) is Reach.INCUBATOR
    city.open_account(person.actor)
    assert answer_for(city.graph, incubator.actor, [person.id], NOON) == []


class Behalf:
    """An incubator that answers for somebody who was asked."""

    def __init__(self, city: City) -> None:
        self.city, self.incubator = city, city.incubator()
        self.person = city.supervisor(pool_of=self.incubator, answered_by=self.incubator.id)
        self.request = city.asked_proposal(to=self.person)
        self.today: date = city.graph.calendar.day_of(NOON)

    def waiting(self) -> list[str]:
        found = self.city.graph.read(lambda tx: tx.answering.list_waiting(self.incubator.id, self.today))
        return [one.id for one in found]


@pytest.fixture
def behalf(city: City) -> Behalf:
    return Behalf(city)


def test_a_request_to_them_is_a_task_that_is_passed_on_and_answered_with_its_day(behalf: Behalf) -> None:
    graph, curator, day = behalf.city.graph, behalf.incubator.actor, behalf.today - timedelta(days=1)
    assert behalf.waiting() == [behalf.request.id]

    forward_request(graph, curator, behalf.request.id, NOON)
    accept_on_behalf(graph, curator, behalf.request.id, day, "Gladly, on Tuesdays.", NOON)

    request = graph.read(lambda tx: tx.requests.get(behalf.request.id, visible_to=behalf.person.actor))
    assert request.is_accepted
    assert (request.answered_through, request.answered_on) == (behalf.incubator.id, day)
    remarks = graph.read(lambda tx: tx.requests.list_remarks(behalf.request.id))
    assert [remark.text for remark in remarks] == ["Gladly, on Tuesdays."]
    assert ("tell_accepted", behalf.request.id) in outbox(behalf.city)
    assert behalf.waiting() == []


def test_a_no_is_written_down_with_its_reason(behalf: Behalf) -> None:
    graph, curator = behalf.city.graph, behalf.incubator.actor

    decline_on_behalf(graph, curator, behalf.request.id, behalf.today, "Not my field.", NOON, reason="wrong_field")

    assert state_of(behalf.city, behalf.request) == "declined"
    assert ("tell_declined", behalf.request.id) in outbox(behalf.city)


def test_an_answer_lies_between_the_request_and_today(behalf: Behalf) -> None:
    for days in (1, -30):
        on = behalf.today + timedelta(days=days)
        with pytest.raises(InvalidInputError):
            accept_on_behalf(behalf.city.graph, behalf.incubator.actor, behalf.request.id, on, "", NOON)
    assert state_of(behalf.city, behalf.request) == "asked"


def test_nobody_else_answers_for_them_nor_anybody_once_they_have_an_account(behalf: Behalf) -> None:
    graph, others = behalf.city.graph, (behalf.city.incubator().actor, ADMINISTRATOR)
    for actor in others:
        with pytest.raises(NotFoundError):
            accept_on_behalf(graph, actor, behalf.request.id, behalf.today, "", NOON)
    behalf.city.open_account(behalf.person.actor)
    with pytest.raises(NotFoundError):
        forward_request(graph, behalf.incubator.actor, behalf.request.id, NOON)
    assert behalf.waiting() == []


def test_members_are_invited_once_each_and_it_is_said_who_is_not(city: City) -> None:
    incubator = city.incubator()
    invited = unreached(city, incubator, email="bo.xun@example.org")
    silent, busy = unreached(city, incubator), city.supervisor(pool_of=incubator)
    city.open_account(busy.actor)
    ids = [invited.id, silent.id, busy.id]

    done = invite_members(city.graph, incubator.actor, ids, NOON, link_days=14)
    again = invite_members(city.graph, incubator.actor, [invited.id], NOON, link_days=14)

    assert done.invited == [invited.id]
    assert set(done.left_out) == {NotInvited.NO_ADDRESS, NotInvited.HAS_ACCOUNT}
    assert set(again.left_out) == {NotInvited.INVITED_LATELY}
    assert [kind for kind, _ in outbox(city)] == ["invite_account"]
    assert reach_of(city, invited) is Reach.NONE
    later = invite_members(city.graph, incubator.actor, [invited.id], NOON + timedelta(days=4), link_days=14)
    assert later.invited == [invited.id]
    assert len(run_raw(city.graph, "MATCH (a:Account {email: 'bo.xun@example.org'}) RETURN a")) == 1


def test_the_administrators_see_whom_they_may_answer_for(city: City) -> None:
    pooled, alone = unreached(city, city.incubator()), unreached(city)
    investor, answered = city.investor(answered_by=None), city.investor()
    day = city.graph.calendar.day_of(NOON)

    found = {one.id: one for one in city.graph.read(lambda tx: tx.answering.list_unreached(day))}

    assert set(found) == {alone.id, investor.id, answered.id}
    assert found[answered.id].answered_by == ADMINISTRATORS
    assert pooled.id not in found
