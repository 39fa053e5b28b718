"""People who have no account are deleted by whoever keeps them, and so is who was only invited."""

from __future__ import annotations

from graph.domain.erased import ERASED_NAME
from tests.support.city import City
from tests.support.cleaning import run_raw
from tests.support.deletion import delete, maintain
from tests.support.planting import found_in_files, found_in_graph, word
from tests.support.visitor import SignIn, text_of
from webapp.config import Settings


def test_an_incubator_deletes_a_person_of_its_pool_alone_who_has_no_account(
    city: City, sign_in: SignIn, settings: Settings
) -> None:
    ours, theirs = city.incubator(), city.incubator()
    name = word("imported", "name")
    person = city.supervisor(name, pool_of=ours, email=f"{name}@liulu.example", summary=name)
    city.relate(person.id, "IN_POOL_OF", theirs.id, state="ended", note=name)
    waiting = city.asked_proposal(to=person)
    run_raw(
        city.graph,
        "MATCH (p:Person {id: $id}) CREATE (:Career {id: 'c', organisation: $name})-[:CAREER_OF]->(p)",
        id=person.id, name=name,
    )  # fmt: skip
    curator, stranger = sign_in("incubator", ours.id), sign_in("incubator", city.incubator().id)
    path = f"/incubator/supervisors/{person.id}/delete"

    assert stranger.get(path).status_code == stranger.post(path).status_code == 404
    assert curator.get(path).status_code == 200
    curator.post(path)
    assert found_in_graph(city.graph, {name}), "another incubator keeps this person too"

    run_raw(city.graph, "MATCH (:Person {id: $id})-[m:IN_POOL_OF]->({id: $at}) DELETE m", id=person.id, at=theirs.id)
    assert curator.post(path).headers["Location"] == "/incubator/pool"
    maintain(city, settings)
    assert found_in_graph(city.graph, {name}) == {}
    assert found_in_files(settings.home, {name}) == {}
    rows = run_raw(city.graph, "MATCH (p:Proposal)-[:TO]->(v) RETURN p.id AS id, p.state AS state, v.name AS name")
    assert rows == [{"id": waiting.id, "state": "declined", "name": ERASED_NAME}]


def test_an_incubator_does_not_delete_who_has_an_account(city: City, sign_in: SignIn) -> None:
    ours = city.incubator()
    person = city.supervisor("Gu Mingche", pool_of=ours)
    curator, _theirs = sign_in("incubator", ours.id), sign_in("supervisor", person.id)

    curator.post(f"/incubator/supervisors/{person.id}/delete")

    assert "has an account" in text_of(curator.get(f"/incubator/supervisors/{person.id}"))
    assert run_raw(city.graph, "MATCH (p:Supervisor) RETURN p.name AS name") == [{"name": "Gu Mingche"}]


def test_who_was_only_invited_goes_with_the_account_that_it_was_offered_to(
    city: City, sign_in: SignIn, settings: Settings
) -> None:
    curator, founder = sign_in("incubator", city.incubator().id), sign_in("startup", city.startup().id)
    name = word("offered", "name")
    invitation = {"name": name, "email": founder.account.email, "language": "en"}
    assert curator.post("/incubator/invite", invitation).status_code == 302
    assert found_in_graph(city.graph, {name})

    assert delete(founder) == 302
    maintain(city, settings)

    assert found_in_graph(city.graph, {name, founder.account.email}) == {}
