"""Needs, proposals, engagements and sessions in the graph: who sees them, and what one may become."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest

from graph.domain.kinds import MENTOR
from graph.entities import Actor
from graph.entities.need import NeedFields
from graph.entities.proposal import Asking, Proposal, Shown
from graph.errors import NotFoundError, StateChangedError, UnavailableError
from graph.ids import new_id
from graph.transaction import Transaction
from tests.conftest import NOON
from tests.support.city import City

pytestmark = pytest.mark.both_servers


def test_a_need_comes_back_as_it_was_written(city: City) -> None:
    startup = city.startup()
    need_id = new_id("need")
    fields = NeedFields(
        kind=MENTOR.name,
        title="From pilot line to first factory",
        stage="pre_a",
        languages=("zh",),
        places=2,
        description="Two lines.",
        industries=("advanced_materials", "automobile"),
        topics=("Piezoelectric  sensors", "scale-up"),
    )

    city.graph.write(lambda tx: tx.needs.create(need_id, startup.id, fields, NOON))
    need = city.graph.read(lambda tx: tx.needs.get(need_id, visible_to=startup.actor))

    assert (need.state, need.title, need.places, need.stage) == ("draft", fields.title, 2, "pre_a")
    assert need.industries == ("advanced_materials", "automobile")
    assert need.topics == ("Piezoelectric sensors", "scale-up")
    assert need.created_at == NOON


def test_a_need_is_not_there_for_another_startup_and_is_there_for_its_incubator(city: City) -> None:
    incubator, stranger = city.incubator(), city.incubator()
    startup = city.startup(incubator=incubator)
    need = city.need(startup)

    def get(actor: Actor) -> str:
        return city.graph.read(lambda tx: tx.needs.get(need.id, visible_to=actor)).id

    assert get(startup.actor) == get(incubator.actor) == get(Actor.system()) == need.id
    for outsider in (city.startup().actor, stranger.actor, city.supervisor().actor):
        with pytest.raises(NotFoundError):
            get(outsider)


def test_a_supervisor_sees_a_proposal_only_once_asked(city: City) -> None:
    supervisor, need = city.supervisor(), city.need(city.startup())

    def ensure(tx: Transaction) -> str:
        tx.needs.lock(need.id)
        return tx.proposals.ensure(tx.eligibility.get(need.id, supervisor.id, NOON.date()), NOON)

    identity = city.graph.write(ensure)
    assert city.graph.read(lambda tx: tx.proposals.find(identity, visible_to=supervisor.actor)) is None

    city.graph.write(lambda tx: tx.proposals.ask(identity, Asking("Could we talk?"), NOON))
    seen = city.graph.read(lambda tx: tx.proposals.get(identity, visible_to=supervisor.actor))
    assert (seen.state, seen.note, seen.seeker_decision) == ("asked", "Could we talk?", "accepted")


def test_what_is_asked_cannot_be_dismissed_and_what_is_dismissed_comes_back_as_it_was(city: City) -> None:
    asked = city.asked_proposal(to=city.supervisor())
    with pytest.raises(StateChangedError):
        city.graph.write(lambda tx: tx.proposals.dismiss(asked.id, "other", NOON))

    need = city.need(city.startup())

    def save_then_dismiss_then_undo(tx: Transaction) -> Proposal:
        tx.needs.lock(need.id)
        identity = tx.proposals.ensure(tx.eligibility.get(need.id, city.supervisor().id, NOON.date()), NOON)
        tx.proposals.save(identity, NOON)
        tx.proposals.dismiss(identity, "too_far", NOON)
        tx.proposals.undo_dismissal(identity, NOON)
        return tx.proposals.get(identity, visible_to=need.actor)

    back = city.graph.write(save_then_dismiss_then_undo)
    assert (back.state, back.dismiss_reason, back.seeker_decision) == ("saved", None, "none")


def test_the_same_list_shown_twice_within_an_hour_is_noted_once(city: City) -> None:
    need = city.need(city.startup())
    shown = [Shown(city.supervisor().id, position, 0.5 / position) for position in (1, 2)]

    def note(minutes: int, items: list[Shown]) -> str | None:
        def work(tx: Transaction) -> str | None:
            tx.needs.lock(need.id)
            at = NOON + timedelta(minutes=minutes)
            return tx.proposals.record_showing(need.id, items, "baseline-1", at)

        return city.graph.write(work)

    assert note(0, shown) is not None
    assert note(30, shown) is None
    assert note(31, shown[:1]) is not None
    assert note(120, shown[:1]) is not None
    listed = city.graph.read(lambda tx: tx.proposals.list_of_need(need.id))
    assert sorted((item.position, item.model_id) for item in listed) == [(1, "baseline-1"), (2, "baseline-1")]


def test_many_who_note_the_same_proposal_at_once_make_one(city: City, at_once: Callable[..., list[object]]) -> None:
    supervisor, need = city.supervisor(), city.need(city.startup())

    def ensure() -> str | None:
        def work(tx: Transaction) -> str | None:
            tx.needs.lock(need.id)
            return tx.proposals.ensure(tx.eligibility.get(need.id, supervisor.id, NOON.date()), NOON)

        return city.graph.write(work)

    ids = at_once(ensure, [()] * 8)
    # On a machine under load a writer may be told to try again; nobody may make a second one.
    assert len(set(ids) - {UnavailableError}) == 1
    assert len(city.graph.read(lambda tx: tx.proposals.list_of_need(need.id))) == 1
