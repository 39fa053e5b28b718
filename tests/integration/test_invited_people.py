"""Somebody who was only invited into a pool is offered to nobody, by no door, until they accept."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest

from graph.domain.eligibility import RuleCode
from graph.entities import Actor
from graph.entities.proposal import Asking
from graph.errors import NotFoundError
from graph.migrate import load_migrations
from matching.matcher import Matcher
from matching.sources.base import NeedRecord
from tests.conftest import NOON
from tests.support.city import City, Made
from tests.support.cleaning import run_raw
from webapp.operations.pools.answer_pool import accept_pool, decline_pool
from webapp.operations.pools.change_pool import end_term
from webapp.operations.pools.invite_supervisor import Invitation, invite_supervisor
from webapp.operations.requests.ask_for_introduction import ask_for_introduction

pytestmark = pytest.mark.both_servers
NAME = "Lian Yishuo"
TOPIC = "kiln furniture"
YESTERDAY = NOON.date() - timedelta(days=1)


class Meeting:
    """A curator who invited somebody unknown, and a startup of the same incubator that looks for a mentor."""

    def __init__(self, city: City, home: Path) -> None:
        self.city, self.house = city, city.incubator()
        self.startup = city.startup(incubator=self.house)
        self.need = city.need(self.startup)
        self.known = city.supervisor("Gu Mingche")
        invitation = Invitation(NAME, "lian@example.org", until=NOON.date() + timedelta(days=90))
        self.person = invite_supervisor(city.graph, self.house.actor, invitation, NOON).person_id
        self.actor = Actor("account-lian", NAME, "supervisor", self.person)
        # How a request would reach them decides nothing here: the administrators answer for them.
        run_raw(city.graph, "MATCH (p {id: $id}) SET p.answered_by = 'administrators'", id=self.person)
        run_raw(
            city.graph,
            "MERGE (t:Topic {id: $topic}) SET t.name = $topic WITH t MATCH (p {id: $id}) CREATE (p)-[:ABOUT]->(t)",
            topic=TOPIC, id=self.person,
        )  # fmt: skip
        self.matcher = Matcher(city.graph, home, expire_after_days=14)

    def is_ranked(self) -> bool:
        ranking = self.matcher.propose(self.need.id, at=NOON)
        return self.person in {one.provider_id for one in ranking.proposals}

    def is_ranked_for_the_startup(self) -> bool:
        ranking = self.matcher.propose_for_startup(self.startup.id, NeedRecord("", "mentor"), at=NOON)
        return self.person in {one.provider_id for one in ranking.proposals}

    def is_found(self) -> bool:
        return bool(self.matcher.search_names("mentor", "Lian", startup_id=self.startup.id))

    def is_explained(self) -> bool:
        return self._is_there(lambda: self.matcher.explain(self.need.id, self.person, at=NOON))

    def is_compared_by_name(self) -> bool:
        return self._is_there(lambda: self.matcher.compare(self.need.id, self.known.id, NAME, at=NOON))

    def is_compared_with_the_best(self) -> bool:
        return self._is_there(lambda: self.matcher.compare_with_best(self.need.id, self.person, at=NOON))

    def is_told_by_a_suggestion(self) -> bool:
        return bool(self.city.graph.read(lambda tx: tx.needs.list_topics_like("kiln", startup_id=self.startup.id)))

    def is_next_best(self) -> bool:
        pairs = self.city.graph.read(lambda tx: tx.eligibility.list_of_need(self.need.id, [self.person], NOON.date()))
        return [pair.refusal for pair in pairs] == [None]

    def can_be_asked(self) -> bool:
        asking = Asking("Could we talk?")
        return self._is_there(
            lambda: ask_for_introduction(
                self.city.graph, self.startup.actor, self.need.id, self.person, asking, NOON, most_open=5
            )
        )

    def open_doors(self) -> set[str]:
        """The doors by which a startup meets the person; asking comes last, for who is asked is not proposed."""
        return {name for name in DOORS if getattr(self, name)()}

    def _is_there(self, work: Callable[[], object]) -> bool:
        try:
            work()
        except NotFoundError:
            return False
        return True


DOORS = (
    "is_ranked", "is_ranked_for_the_startup", "is_found", "is_explained", "is_compared_by_name",
    "is_compared_with_the_best", "is_told_by_a_suggestion", "is_next_best", "can_be_asked",
)  # fmt: skip


def lapse(meeting: Meeting) -> None:
    run_raw(meeting.city.graph, "MATCH (:Person)-[m:IN_POOL_OF]->() SET m.to = $day", day=YESTERDAY)


STATES: dict[str, Callable[[Meeting], object]] = {
    "invited": lambda _meeting: None,
    "declined": lambda one: decline_pool(one.city.graph, one.actor, one.house.id, NOON),
    "lapsed": lapse,
    "taken back": lambda one: end_term(one.city.graph, one.house.actor, [one.person], NOON),
}


@pytest.fixture
def meeting(city: City, tmp_path: Path) -> Meeting:
    return Meeting(city, tmp_path)


@pytest.mark.parametrize("state", STATES)
def test_who_did_not_accept_is_met_by_no_door(meeting: Meeting, state: str) -> None:
    STATES[state](meeting)

    assert meeting.open_doors() == set()


def test_who_accepted_is_met_by_every_door(meeting: Meeting) -> None:
    meeting.is_ranked()  # an index that knew them as invited takes the change
    accept_pool(meeting.city.graph, meeting.actor, meeting.house.id, NOON)

    assert meeting.open_doors() == set(DOORS)


def test_who_declined_and_accepted_later_is_met_by_every_door(meeting: Meeting) -> None:
    graph, other, later = meeting.city.graph, meeting.city.incubator(), NOON + timedelta(days=7)
    decline_pool(graph, meeting.actor, meeting.house.id, NOON)
    assert (
        invite_supervisor(graph, other.actor, Invitation("Lian", "lian@example.org"), later).person_id == meeting.person
    )
    accept_pool(graph, meeting.actor, other.id, later)

    assert meeting.open_doors() == set(DOORS)


def test_who_was_known_before_an_invitation_stays_known(city: City) -> None:
    need, person = city.need(city.startup()), city.supervisor(email="gu@example.org")
    invite_supervisor(city.graph, city.incubator().actor, Invitation("Gu", "gu@example.org"), NOON)

    pairs = city.graph.read(lambda tx: tx.eligibility.list_of_need(need.id, [person.id], NOON.date()))

    assert [pair.refusal for pair in pairs] == [None]


def refusal_of(city: City, need: Made, person: str) -> RuleCode | None:
    pairs = city.graph.read(lambda tx: tx.eligibility.list_of_need(need.id, [person], NOON.date()))
    return pairs[0].refusal


def test_those_invited_by_an_earlier_version_wait_too(city: City) -> None:
    graph, house, need = city.graph, city.incubator(), city.need(city.startup())
    who = {
        name: invite_supervisor(graph, house.actor, Invitation(name, f"{name}@example.org"), NOON).person_id
        for name in ("invited", "declined", "accepted", "opened")
    }
    actors = {name: Actor(f"account-{name}", name, "supervisor", person) for name, person in who.items()}
    decline_pool(graph, actors["declined"], house.id, NOON)
    accept_pool(graph, actors["accepted"], house.id, NOON)
    run_raw(graph, "MATCH (a:Account {email: 'opened@example.org'}) SET a.state = 'active'")
    who["imported"] = city.supervisor(email="imported@example.org").id
    invite_supervisor(graph, house.actor, Invitation("Imported", "imported@example.org"), NOON)
    run_raw(graph, "MATCH (p:Person) SET p.awaits_consent = null, p.answered_by = 'administrators'")

    migration = next(one for one in load_migrations() if one.source.startswith("V0014__"))
    for _again in range(2):
        for statement in migration.statements:
            run_raw(graph, statement)

    refused = {name for name, person in who.items() if refusal_of(city, need, person)}
    assert refused == {"invited", "declined"}
