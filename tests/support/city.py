"""Factories: a city of startups and supervisors, one line each."""

from __future__ import annotations

import itertools
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from graph.domain.ranks import ranks_of
from graph.domain.reach import ADMINISTRATORS
from graph.driver import Graph
from graph.entities import Actor
from graph.ids import derived_id, milliseconds
from graph.repositories.accounts import membership_key
from tests.support.cleaning import run_raw


@dataclass(frozen=True)
class Made:
    """Something planted: its id and, for those who act, the actor."""

    id: str
    actor: Actor


class City:
    """Plants nodes as docs/architecture.md describes them; `city.graph` is the graph they stand in."""

    def __init__(self, graph: Graph, now: datetime) -> None:
        self.graph = graph
        self.now = now
        self._numbers = itertools.count(1)

    def startup(
        self,
        name: str | None = None,
        *,
        industries: tuple[str, ...] = ("artificial_intelligence",),
        incubator: Made | None = None,
        **properties: object,
    ) -> Made:
        """A startup and an actor who speaks for it."""
        made = self._profile("Startup", "startup", name, {"stage": "seed", "languages": ["zh", "en"], **properties})
        self._tag(made.id, "IN_INDUSTRY", industries)
        if incubator:
            self.relate(made.id, "INCUBATED_BY", incubator.id)
        return made

    def supervisor(
        self,
        name: str | None = None,
        *,
        capacity: int = 3,
        industries: tuple[str, ...] = ("artificial_intelligence",),
        pool_of: Made | None = None,
        works_at: Made | None = None,
        **properties: object,
    ) -> Made:
        """A supervisor with so many places and an actor who is that person."""
        given = {"capacity": capacity, "state": "active", "languages": ["zh", "en"], "stages": ["seed"], **properties}
        made = self._profile("Person:Supervisor", "supervisor", name, given)
        self._tag(made.id, "EXPERT_IN", industries)
        if pool_of:
            self.relate(made.id, "IN_POOL_OF", pool_of.id, state="active", reserved=False)
        if works_at:
            self.relate(made.id, "WORKS_AT", works_at.id)
        return made

    def investor(
        self,
        name: str | None = None,
        *,
        industries: tuple[str, ...] = ("artificial_intelligence",),
        **properties: object,
    ) -> Made:
        """An investor and an actor who speaks for it."""
        given = {"state": "active", "stages": ["seed"], "kind": "venture_capital", **properties}
        made = self._profile("Investor", "investor", name, given)
        self._tag(made.id, "IN_INDUSTRY", industries)
        return made

    def lab(self, name: str | None = None, *, industries: tuple[str, ...] = (), **properties: object) -> Made:
        """A laboratory."""
        made = self._profile("Lab", "lab", name, properties)
        self._tag(made.id, "IN_INDUSTRY", industries)
        return made

    def incubator(self, name: str | None = None, **properties: object) -> Made:
        """An incubator and an actor who manages it."""
        made = self._profile("Incubator", "incubator", name, {"tier": "standard", **properties})
        self.open_account(made.actor)
        return made

    def need(
        self,
        startup: Made,
        title: str = "A first factory",
        *,
        industries: tuple[str, ...] = ("artificial_intelligence",),
        places: int = 1,
        **properties: object,
    ) -> Made:
        """An open need for a mentor."""
        need_id = f"need-{next(self._numbers):04d}"
        values = {
            "kind": "mentor",
            "title": title,
            "stage": "seed",
            "languages": ["zh", "en"],
            "places": places,
            "state": "open",
            "opened_on": self.now.date(),
            "created_at": self.now,
            "description": "We need someone who has been through this step.",
            **properties,
        }
        self._create("Need", need_id, values)
        run_raw(
            self.graph,
            "MATCH (s:Startup {id: $startup}), (n:Need {id: $need}) CREATE (s)-[:RAISED]->(n)",
            startup=startup.id,
            need=need_id,
        )
        self._tag(need_id, "IN_INDUSTRY", industries)
        return Made(need_id, startup.actor)

    def asked_proposal(
        self,
        *,
        to: Made,
        need: Made | None = None,
        startup: Made | None = None,
        asked_at: datetime | None = None,
        note: str = "Could we talk?",
    ) -> Made:
        """A request that waits for an answer (with a need and a startup of its own if none are given)."""
        startup = startup or (Made(need.actor.subject_id, need.actor) if need else self.startup())
        kind = "investor" if to.actor.role == "investor" else "mentor"
        need = need or self.need(startup, kind=kind)
        proposal_id = derived_id("proposal", need.id, to.id)
        moment = asked_at or self.now - timedelta(days=2)
        values = {
            "kind": kind,
            "state": "asked",
            "proposed_on": _day(moment),
            "seeker_decision": "accepted",
            "provider_decision": "none",
            "asked_at": moment,
            "note": note,
        }
        self._create("Proposal", proposal_id, values)
        run_raw(
            self.graph,
            """MATCH (p:Proposal {id: $id}), (n:Need {id: $need}), (s:Startup {id: $startup})
            MATCH (v:Person|Investor {id: $to})
            CREATE (p)-[:FOR]->(n), (p)-[:BY]->(s), (p)-[:TO]->(v)""",
            id=proposal_id,
            need=need.id,
            startup=startup.id,
            to=to.id,
        )
        return Made(proposal_id, startup.actor)

    def conflict(self, left: Made, right: Made, kind: str = "declared") -> None:
        """A conflict of interest in force from the beginning of the year."""
        run_raw(
            self.graph,
            "MATCH (a {id: $a}), (b {id: $b}) CREATE (a)-[:CONFLICTS_WITH {id: $id, kind: $kind, from: $since}]->(b)",
            a=left.id,
            b=right.id,
            id=derived_id("conflict", left.id, right.id),
            kind=kind,
            since=date(self.now.year, 1, 1),
        )

    def investment(self, investor: Made, startup: Made, since: int, until: int | None = None) -> None:
        """A share in a startup from a day on, and to a day; days from now."""
        days = {"from": _day(self.now + timedelta(days=since)), "to": until and _day(self.now + timedelta(days=until))}
        self.relate(investor.id, "INVESTED_IN", startup.id, **days)

    def _profile(self, label: str, role: str, name: str | None, values: dict[str, object]) -> Made:
        number = next(self._numbers)
        item_id = f"{role}-{number:04d}"
        title = name or f"{role.capitalize()} {number}"
        # Reached through the administrators, unless a test says otherwise: an account of their own would say more.
        reached = {} if label == "Startup" else {"answered_by": ADMINISTRATORS}
        self._create(label, item_id, {"name": title, **reached, **values})
        return Made(item_id, Actor(f"account-{number:04d}", title, role, item_id))

    def open_account(self, actor: Actor, rank: str = "head") -> None:
        """For what is done in a queue: whoever asked must still hold the role when it is."""
        run_raw(
            self.graph,
            "MATCH (n {id: $subject}) CREATE (:Account {id: $id, email: $email, name: $name, state: 'active', "
            "password_hash: '', language: 'en', time_zone: 'Asia/Shanghai', generation: 1, created_at: $at, "
            "totp_secret: '', totp_step: 0})"
            "-[:HOLDS]->(:Membership {id: $membership, role: $role, subject_id: $subject, rank: $rank})-[:OF]->(n)",
            id=actor.account_id, email=f"{actor.account_id}@city.example", name=actor.name, role=actor.role,
            subject=actor.subject_id, membership=membership_key(actor.account_id, actor.role, actor.subject_id),
            at=self.now, rank=rank if ranks_of(actor.role) else None,
        )  # fmt: skip

    def _create(self, label: str, item_id: str, values: dict[str, object]) -> None:
        all_values = {**values, "id": item_id, "changed_at": milliseconds(self.now)}
        run_raw(self.graph, f"CREATE (n:{label}) SET n = $values", values=all_values)

    def _tag(self, item_id: str, relationship: str, industries: tuple[str, ...]) -> None:
        run_raw(
            self.graph,
            f"UNWIND $codes AS code MATCH (n {{id: $id}}), (i:Industry {{id: code}}) CREATE (n)-[:{relationship}]->(i)",
            id=item_id,
            codes=list(industries),
        )

    def relate(self, left: str, relationship: str, right: str, **properties: object) -> None:
        """A relationship between two ids."""
        run_raw(
            self.graph,
            f"MATCH (a {{id: $a}}), (b {{id: $b}}) CREATE (a)-[r:{relationship}]->(b) SET r = $properties",
            a=left,
            b=right,
            properties=properties,
        )


def _day(moment: datetime) -> date:
    return moment.date()
