"""Fills an empty graph with the demonstration city and its accounts, all or nothing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta
from typing import Any

from graph.domain.kinds import pooled_kind
from graph.domain.reach import ADMINISTRATORS
from graph.domain.states.terms import TermState
from graph.driver import Graph
from graph.entities import Actor
from graph.errors import ConflictError
from graph.ids import milliseconds
from graph.repositories.demo import BATCH
from graph.taxonomy.seed import seed as seed_taxonomy
from graph.transaction import Transaction
from webapp.demo.accounts import ACCOUNTS, DemoAccount
from webapp.demo.applications import add_applications
from webapp.demo.city import City
from webapp.demo.reach import holders

Row = dict[str, Any]

_NOT_PROPERTIES = {
    "people": {"industries", "topics", "employer_id", "employer_from", "supervisor", "talent"},
    "startups": {"industries", "topics", "incubator_id"},
    "parks": {"leading_industries"},
    "needs": {"industries", "topics", "startup_id", "goal"},
    "proposals": {"need_id", "seeker_id", "provider_id"},
    "engagements": {"startup_id", "supervisor_id"},
    "sessions": {"engagement_id"},
    "feedback": {"session_id"},
}


class NotEmptyError(ConflictError):
    """Demonstration data never mix with anybody's own."""

    code = "not_empty"


def fill_demo(graph: Graph, city: City, password_hash: str, at: datetime) -> dict[str, int]:
    """Write the city in one transaction; returns the counts. Raises NotEmptyError."""
    batches = [batch for query, rows in _all_rows(city, at, graph.calendar.day_of(at)) for batch in _cut(query, rows)]

    def work(tx: Transaction) -> None:
        if not tx.installation.is_empty():
            raise NotEmptyError("The graph holds data already. Use an empty one: set LIULU_HOME to a new folder.")
        for query, rows in batches:
            tx.demo.create(query, rows)
        _create_accounts(tx, city, password_hash, at)
        add_applications(tx, at)
        _invite(tx, city, at)
        tx.audit.record(Actor.system(), "fill_demo", "demo", at)

    seed_taxonomy(graph)
    graph.write(work, is_long=True)
    return city.counts()


def _create_accounts(tx: Transaction, city: City, password_hash: str, at: datetime) -> None:
    for account in ACCOUNTS:
        _create_account(tx, account, password_hash, at)
    for one in holders(city):
        account_id = _create_account(tx, one.account, password_hash, at)
        tx.accounts.set_seen(account_id, at - timedelta(days=one.seen_days_ago, hours=1))


def _create_account(tx: Transaction, account: DemoAccount, password_hash: str, at: datetime) -> str:
    account_id = tx.accounts.create(
        account.email, at, name=account.name, password_hash=password_hash, language=account.language
    )
    tx.accounts.grant(account_id, account.role, account.subject_id, at, account.rank)
    return account_id


def _invite(tx: Transaction, city: City, at: datetime) -> None:
    """Accounts that nobody opened yet, of those whom a pool asked."""
    people = {row["id"]: row for row in city.nodes["people"]}
    asked = {row["from_id"] for row in city.relations["IN_POOL_OF"] if row["state"] == TermState.INVITED}
    for person_id in sorted(asked):
        person = people[person_id]
        account_id = tx.accounts.create(person["email"], at, name=person["name"], language="zh")
        tx.accounts.grant(account_id, pooled_kind().provider_role, person_id, at)


def _cut(query: str, rows: list[Row]) -> Iterator[tuple[str, list[Row]]]:
    for start in range(0, len(rows), BATCH):
        yield query, rows[start : start + BATCH]


def _all_rows(city: City, at: datetime, day: date) -> Iterator[tuple[str, list[Row]]]:
    """Each query with its rows, in an order in which what is referred to stands already."""
    changed = {"changed_at": milliseconds(at)}
    yield from _nodes(city, changed, _answering(city, day))
    yield (
        "demo.create_needs",
        [
            {"startup_id": row["startup_id"], "properties": _properties("needs", row) | changed}
            for row in city.records.needs
        ],
    )
    yield "careers.create", city.careers
    yield from _tags(city)
    yield from _relations(city.relations)
    yield "demo.pool_notes", [_pool_note(row, at) for row in city.relations["IN_POOL_OF"] if row["note"]]
    yield from _history(city)


def _answering(city: City, day: date) -> dict[str, str]:
    """Which incubator answers for each supervisor of its pool that day, so that everybody can be reached."""
    running = [row for row in city.relations["IN_POOL_OF"] if row["state"] != TermState.ENDED]
    return {row["from_id"]: row["to_id"] for row in running if row["to"] is None or row["to"] > day}


def _nodes(city: City, changed: Row, answering: dict[str, str]) -> Iterator[tuple[str, list[Row]]]:
    for label in ("startups", "investors", "labs", "incubators", "parks"):
        reached = {"answered_by": ADMINISTRATORS} if label == "investors" else {}
        yield f"demo.create_{label}", [_properties(label, row) | changed | reached for row in city.nodes[label]]
    kinds = (("supervisors", True, False), ("talents", False, True), ("supervisor_talents", True, True))
    for query, supervisor, talent in kinds:
        chosen = [row for row in city.nodes["people"] if (row["supervisor"], row["talent"]) == (supervisor, talent)]
        yield (
            f"demo.create_{query}",
            [
                _properties("people", row) | changed | (_reached(row["id"], answering) if supervisor else {})
                for row in chosen
            ],
        )


def _reached(person_id: str, answering: dict[str, str]) -> Row:
    return {"answered_by": answering.get(person_id, ADMINISTRATORS)}


def _tags(city: City) -> Iterator[tuple[str, list[Row]]]:
    topics = {tag["topic"]: tag["name"] for tag in city.tags if tag["topic"]}
    yield "demo.create_topics", [{"id": key, "name": name} for key, name in sorted(topics.items())]
    for label in (*city.nodes, "needs"):
        mine = [tag for tag in city.tags if tag["label"] == label]
        yield f"demo.tag_{label}", [{"id": tag["id"], "industry": tag["industry"]} for tag in mine if tag["industry"]]
        about = [{"id": tag["id"], "topic": tag["topic"]} for tag in mine if tag["topic"]]
        if about:
            yield f"demo.about_{label}", about


def _relations(relations: dict[str, list[Row]]) -> Iterator[tuple[str, list[Row]]]:
    yield "demo.works_at_lab", _only(relations["WORKS_AT"], "to_id", "lab-")
    yield "demo.works_at_investor", _only(relations["WORKS_AT"], "to_id", "investor-")
    for kind in ("INVESTED_IN", "INCUBATED_BY", "IN_POOL_OF", "FOUNDED", "ADVISES"):
        yield f"demo.{kind.lower()}", relations[kind]
    yield "demo.conflicts_with_startup", _only(relations["CONFLICTS_WITH"], "right_id", "startup-")
    yield "demo.conflicts_with_lab", _only(relations["CONFLICTS_WITH"], "right_id", "lab-")


def _pool_note(row: Row, at: datetime) -> Row:
    """What a curator noted about a member."""
    names = {"person_id": row["from_id"], "incubator_id": row["to_id"]}
    return {"id": f"contact-{row['to_id']}-{row['from_id']}", **names, "at": at, "text": row["note"]}


def _history(city: City) -> Iterator[tuple[str, list[Row]]]:
    records = city.records
    keys = ("need_id", "seeker_id", "provider_id")
    proposals = [
        {key: row[key] for key in keys} | {"properties": _properties("proposals", row)} for row in records.proposals
    ]
    for label in ("person", "lab", "investor"):
        yield f"demo_history.propose_{label}", _only(proposals, "provider_id", f"{label}-")
    yield "demo_history.create_showings", records.showings
    yield "demo_history.add_shown", records.shown
    engagements = _wrapped("engagements", records.engagements, "id", "startup_id", "supervisor_id")
    for label, query in (("person", "create_engagements"), ("investor", "create_talks")):
        yield f"demo_history.{query}", _only(engagements, "supervisor_id", f"{label}-")
    yield "demo_history.create_sessions", _wrapped("sessions", records.sessions, "engagement_id")
    yield "demo_history.create_feedback", _wrapped("feedback", records.feedback, "session_id")


def _wrapped(label: str, rows: Iterable[Row], *keys: str) -> list[Row]:
    return [{key: row[key] for key in keys} | {"properties": _properties(label, row)} for row in rows]


def _only(rows: list[Row], key: str, prefix: str) -> list[Row]:
    return [row for row in rows if row[key].startswith(prefix)]


def _properties(label: str, row: Row) -> Row:
    """What a node of its own holds: neither what is a relation nor what is unknown."""
    left_out = _NOT_PROPERTIES.get(label, {"industries", "topics"})
    return {key: value for key, value in row.items() if key not in left_out and value is not None}
