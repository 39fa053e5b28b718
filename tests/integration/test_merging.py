"""Two records of one person become one with all that hangs on either, and two again within thirty days."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from graph.backup import dump, restore
from graph.errors import NotFoundError
from graph.merging.record import UNDO_PERIOD
from graph.merging.rules import Hindrance, WhyNotUndone
from matching.matcher import Matcher
from tests.conftest import NOON
from tests.support.city import City
from tests.support.cleaning import empty, run_raw
from tests.support.doubles import Twins, reached, whole
from webapp.operations.doubles.call_apart import call_apart, undo_call_apart
from webapp.operations.doubles.merge_people import AlreadyMergedError, NotMergeableError, merge_people
from webapp.operations.doubles.undo_merge import NotUndoableError, undo_merge
from webapp.operations.pools.invite_members import invite_members
from webapp.operations.privacy.delete_person import delete_person

pytestmark = pytest.mark.both_servers
LATER = NOON + timedelta(days=1)


def refusal(twins: Twins) -> Hindrance | str:
    try:
        merge_people(twins.city.graph, twins.incubator.actor, twins.kept.id, twins.other.id, {}, NOON)
    except NotMergeableError as error:
        return error.hindrance
    except NotFoundError as error:
        return error.code
    return "merged"


def undoing(twins: Twins, at: object) -> WhyNotUndone | str:
    try:
        undo_merge(twins.city.graph, twins.incubator.actor, twins.other.id, at)  # type: ignore[arg-type]
    except NotUndoableError as error:
        return error.why
    return "undone"


@pytest.fixture
def twins(city: City) -> Twins:
    return Twins(city)


def chosen(twins: Twins) -> dict[str, str]:
    """Their places and phone, our title, all fields and languages: the rest as it is proposed."""
    return {"capacity": twins.other.id, "phone": twins.other.id, "title": twins.kept.id, "languages": "both"}


def merge(twins: Twins) -> None:
    ids = twins.other.id, twins.kept.id
    merge_people(twins.city.graph, twins.incubator.actor, *ids, chosen(twins), NOON)


def test_everything_that_hangs_on_two_records_hangs_on_one_and_undo_puts_every_line_back(twins: Twins) -> None:
    twins.furnish()
    city, kept = twins.city, twins.kept
    before = whole(city)

    merge(twins)

    person = run_raw(city.graph, "MATCH (p:Person {id: $id}) RETURN properties(p) AS p", id=kept.id)[0]["p"]
    assert isinstance(person, dict)
    assert (person["name"], person["email"]) == ("Haidong Fu", "haidong.fu@fudan.example"), "as it was proposed"
    assert (person["capacity"], person["phone"], person["languages"]) == (4, "13800000000", ["zh", "en"])
    assert "title" not in person
    assert (person["help_areas"], person["unconfirmed_areas"]) == (
        ["hiring", "pricing", "listing"],
        ["hiring", "listing"],
    )
    assert reached(city, kept, "EXPERT_IN") == ["artificial_intelligence", "automobile"]
    assert {twins.waiting.id, twins.earlier.id, twins.work.id} < set(reached(city, kept, "TO"))
    assert len(reached(city, kept, "TO")) == 5 + len(twins.long), "of two for one need the one that came further"
    assert reached(city, kept, "WITH") == [twins.work.id]
    assert reached(city, kept, "CAREER_OF|OWNED_BY") == ["career-1", "document-1"]
    assert len(reached(city, kept, "WORKS_AT")) == 2
    [turn] = run_raw(city.graph, "MATCH ()-[w:WAITS_FOR]->(p) RETURN w.state AS state, p.id AS id")
    assert turn == {"state": "offered", "id": kept.id}, "a held place is worth more than a turn"
    terms = (
        "MATCH ({id: $id})-[m:IN_POOL_OF]->() RETURN m.from AS since, m.to AS until, m.tags AS tags, m.state AS state"
    )
    [term] = run_raw(city.graph, terms, id=kept.id)
    assert [str(term["since"]), str(term["until"])] == ["2026-01-01", "2026-12-31"], "that of the record that stays"
    assert term["tags"] == ["motors", "2026", "2025"]
    assert term["state"] == "active", "the one that came further"
    named = "MATCH (n:SenderId|Outbox) RETURN coalesce(n.record_id, n.subject_id) AS id"
    assert {row["id"] for row in run_raw(city.graph, named)} == {kept.id}

    assert undoing(twins, NOON + UNDO_PERIOD) == "undone"
    assert whole(city) == before


def test_what_came_since_stays_with_the_kept_and_what_was_changed_since_stays_changed(twins: Twins) -> None:
    twins.furnish()
    city = twins.city
    merge(twins)
    since = city.asked_proposal(to=twins.kept)
    twins.set(twins.waiting.id, "Proposal", state="declined", decided_at=LATER)
    twins.set(twins.kept.id, "Person", capacity=7)

    assert undoing(twins, LATER) == "undone"

    assert {since.id, twins.waiting.id, twins.earlier.id} <= set(reached(city, twins.kept, "TO"))
    assert twins.work.id in reached(city, twins.other, "TO")
    said = "MATCH (p:Person) WHERE p.id IN $ids RETURN p.capacity AS c, p.phone AS phone ORDER BY p.id"
    rows = run_raw(city.graph, said, ids=[twins.kept.id, twins.other.id])
    assert rows == [{"c": 7, "phone": None}, {"c": 4, "phone": "13800000000"}]


def test_a_merge_is_undone_to_the_moment_of_thirty_days_and_says_why_not_afterwards(twins: Twins) -> None:
    city, third = twins.city, twins.city.supervisor("Fu H.", pool_of=twins.incubator)
    merge(twins)
    assert undoing(twins, NOON + UNDO_PERIOD + timedelta(microseconds=1)) is WhyNotUndone.TOO_LATE

    city.asked_proposal(to=third)
    merge_people(city.graph, twins.incubator.actor, twins.kept.id, third.id, {}, NOON)
    assert undoing(twins, NOON) is WhyNotUndone.MERGED_AGAIN
    undo_merge(city.graph, twins.incubator.actor, twins.kept.id, NOON)
    assert undoing(twins, NOON) == "undone", "the later merge was undone before it"
    assert undoing(twins, NOON) is WhyNotUndone.UNDONE

    merge(twins)
    with pytest.raises(NotFoundError):
        undo_merge(city.graph, city.incubator().actor, twins.other.id, NOON)
    delete_person(city.graph, twins.incubator.actor, twins.kept.id, NOON)
    assert undoing(twins, NOON) is WhyNotUndone.KEPT_GONE
    assert not any("fhd@motors.example" in line or "Fu Haidong" in line for line in whole(city))


def test_only_what_is_the_incubators_alone_goes_up_into_another_record(twins: Twins) -> None:
    city, elsewhere = twins.city, twins.city.incubator()
    merged = twins.kept, twins.other
    city.relate(twins.other.id, "IN_POOL_OF", elsewhere.id, state="active", reserved=False)
    merge(twins)
    assert reached(city, twins.other, "IN_POOL_OF") == sorted([twins.incubator.id, elsewhere.id]), "theirs stays"
    [row] = run_raw(city.graph, "MATCH (p:Person {id: $id}) RETURN p.capacity AS c, p.name AS n", id=twins.other.id)
    assert row == {"c": 4, "n": "Fu Haidong"}, "and nobody but them changes their words"
    undo_merge(city.graph, twins.incubator.actor, twins.kept.id, NOON)

    city.open_account(merged[0].actor)
    assert refusal(twins) is Hindrance.BOTH_SHARED
    city.open_account(merged[1].actor)
    assert refusal(twins) is Hindrance.TWO_ACCOUNTS


def test_an_invitation_that_nobody_opened_goes_with_its_record_and_comes_back_with_it(twins: Twins) -> None:
    city, kept, other = twins.city, twins.kept, twins.other
    invite_members(city.graph, twins.incubator.actor, [kept.id, other.id], NOON, link_days=14)
    before = whole(city)

    assert refusal(twins) == "merged", "nobody had opened an account"
    invited = "MATCH (a:Account {state: 'invited'})-[:HOLDS]->(m) RETURN a.email AS email, m.subject_id AS id"
    [row] = run_raw(city.graph, invited)
    assert row["id"] in (kept.id, other.id), "one invitation stays"
    merged = ({kept.id, other.id} - {str(row["id"])}).pop()
    undo_merge(city.graph, twins.incubator.actor, merged, NOON)
    assert whole(city) == before

    run_raw(city.graph, "MATCH (a:Account)-[:HOLDS]->({subject_id: $id}) SET a.state = 'active'", id=other.id)
    assert refusal(twins) == "merged", "one of them opened theirs, and keeps their record"
    assert reached(city, other, "IN_POOL_OF") == [twins.incubator.id]
    assert run_raw(city.graph, "MATCH (a:Account {state: 'invited'}) RETURN a.id AS id") == []


def test_two_are_not_merged_whom_one_need_asked_both_or_who_are_not_both_here(twins: Twins) -> None:
    city, need = twins.city, twins.city.need(twins.city.startup())
    requests = [city.asked_proposal(to=one, need=need) for one in (twins.kept, twins.other)]
    assert refusal(twins) is Hindrance.SAME_REQUEST

    twins.set(requests[0].id, "Proposal", state="withdrawn")
    run_raw(city.graph, "MATCH (:Person {id: $id})-[m:IN_POOL_OF]->() SET m.state = 'ended'", id=twins.other.id)
    assert refusal(twins) == "not_found"


def test_whom_an_incubator_calls_two_is_neither_proposed_nor_merged_until_it_takes_that_back(twins: Twins) -> None:
    graph, actor, day = twins.city.graph, twins.incubator.actor, NOON.date()
    ids = (twins.kept.id, twins.other.id)
    twins.city.relate(ids[0], "MAYBE_SAME_AS", ids[1], incubator_id=actor.subject_id, probability=0.97, evidence="[]")

    call_apart(graph, actor, *ids, NOON)
    call_apart(graph, actor, ids[1], ids[0], NOON)
    assert graph.read(lambda tx: tx.doubles.count_maybes(actor.subject_id, day)) == 0
    assert refusal(twins) is Hindrance.CALLED_APART

    undo_call_apart(graph, actor, *ids, NOON)
    assert graph.read(lambda tx: tx.doubles.count_maybes(actor.subject_id, day)) == 1
    assert refusal(twins) == "merged"


def test_of_two_curators_who_merge_one_pair_at_once_one_wins_and_the_other_reads_so(
    twins: Twins, at_once: Callable[..., list[object]]
) -> None:
    twins.furnish()
    second = replace(twins.incubator.actor, account_id="account-second")

    def go(actor: object, left: str, right: str) -> object:
        return merge_people(twins.city.graph, actor, left, right, chosen(twins), NOON)  # type: ignore[arg-type]

    ids = twins.kept.id, twins.other.id
    outcomes = at_once(go, [(twins.incubator.actor, *ids), (second, *reversed(ids))])

    assert outcomes.count(AlreadyMergedError) == 1
    [row] = run_raw(twins.city.graph, "MATCH (m:MergedPerson)-[:MERGED_INTO]->(p) RETURN p.id AS id")
    assert row == {"id": twins.kept.id}
    events = run_raw(twins.city.graph, "MATCH (e:AuditEvent {action: 'merge_people'}) RETURN e.detail AS other")
    assert events == [{"other": twins.other.id}]


def test_rankings_know_one_person_after_a_merge_and_two_after_its_undo(twins: Twins, tmp_path: Path) -> None:
    city, need = twins.city, twins.city.need(twins.city.startup(incubator=twins.incubator))
    matcher = Matcher(city.graph, tmp_path, expire_after_days=14)

    def proposed() -> set[str]:
        return {one.provider_id for one in matcher.propose(need.id, at=NOON).proposals}

    assert proposed() == {twins.kept.id, twins.other.id}
    merge(twins)
    assert proposed() == {twins.kept.id}
    undo_merge(city.graph, twins.incubator.actor, twins.other.id, LATER)
    assert proposed() == {twins.kept.id, twins.other.id}


def test_a_merge_is_undone_in_a_graph_that_was_restored_from_a_backup(twins: Twins, tmp_path: Path) -> None:
    twins.furnish()
    before = whole(twins.city)
    merge(twins)
    dump(twins.city.graph, tmp_path / "backup.zip", NOON)
    empty(twins.city.graph)
    run_raw(twins.city.graph, "MATCH (n) WHERE n:Industry OR n:Region DETACH DELETE n")

    restore(twins.city.graph, tmp_path / "backup.zip")

    assert undoing(twins, LATER) == "undone"
    assert whole(twins.city) == before
