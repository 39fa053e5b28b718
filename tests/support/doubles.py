"""Two records of one person with everything that can hang on them, and the whole graph to compare."""

from __future__ import annotations

import json
from datetime import date, datetime
from typing import Any

from graph.json_values import to_json
from tests.support.city import City, Made
from tests.support.cleaning import run_raw

_PASSING = frozenset({"lock", "changed_at"})


class Twins:
    """`kept` has the longer history; `other` is the imported record of the same person. Both are the incubator's."""

    def __init__(self, city: City) -> None:
        self.city = city
        self.incubator = city.incubator("Caohe Harbour")
        self.kept = city.supervisor(
            "Haidong Fu", name_zh="傅海东", pool_of=self.incubator, email="haidong.fu@fudan.example", capacity=2,
            industries=("automobile",), summary="Twenty years of motors.", languages=["zh"],
        )  # fmt: skip
        self.other = city.supervisor(
            "Fu Haidong", pool_of=self.incubator, email="fhd@motors.example", phone="13800000000", capacity=4,
            industries=("artificial_intelligence", "automobile"), summary="Motors, and what drives them.",
            languages=["en", "zh"], title="Chief engineer",
        )  # fmt: skip

    def furnish(self) -> None:
        """Hang on the two what can hang on somebody."""
        city, other, kept = self.city, self.other.id, self.kept.id
        lab, outsider = city.lab("Motor Lab"), city.supervisor("Out Sider", pool_of=city.incubator())
        self.startup = city.startup(incubator=self.incubator)
        self.need, shown, asked_of_both = city.need(self.startup), city.need(self.startup), city.need(self.startup)
        self.waiting = city.asked_proposal(to=self.other, need=self.need)
        self.earlier = city.asked_proposal(to=self.kept, need=asked_of_both)
        again = city.asked_proposal(to=self.other, need=asked_of_both)
        for request in (self.earlier, again):
            self.set(request.id, "Proposal", state="declined", decided_at=city.now)
        self.long = [city.asked_proposal(to=self.kept).id for _ in range(5)]
        # Shown for one need on both, and saved on the one that goes.
        for person, state in ((self.kept, "shown"), (self.other, "saved")):
            request = city.asked_proposal(to=person, need=shown)
            self.set(request.id, "Proposal", state=state, asked_at=None)
        self.work = city.asked_proposal(to=self.other)
        self.set(self.work.id, "Proposal", state="accepted", decided_at=city.now)
        plant = [
            "MATCH (p:Proposal {id: $work})-[:BY]->(s), (v:Person {id: $other}) "
            "CREATE (e:Engagement {id: $work, state: 'open', changed_at: 1})-[:FROM]->(p), (e)-[:OF]->(s), "
            "(e)-[:WITH]->(v), (m:Session {id: 'session-1', state: 'held', starts_at: $now})-[:IN]->(e), "
            "(:Feedback {id: 'feedback-1', side: 'seeker', rating: 5, given_at: $now})-[:ON]->(m)",
            "MATCH (v:Person {id: $other}) CREATE (:Career {id: 'career-1', organisation: 'BYD'})-[:CAREER_OF]->(v), "
            "(:Document {id: 'document-1', title: 'On motors'})-[:OWNED_BY]->(v), "
            "(:SenderId {id: 'sent-1', record_id: $other}), "
            "(:Outbox {id: 'outbox-1', kind: 'write_to_supervisor', subject_id: $other, at: $now, state: 'waiting'})",
            "MATCH (v:Person {id: $other}) CREATE (v)-[:ABOUT]->(:Topic {id: 'motors', name: 'motors'})",
            "MATCH (p:Proposal {id: $earlier}), (v:Person {id: $other}) CREATE (p)-[:PASSED_TO]->(v)",
        ]
        for statement in plant:
            named = {"work": self.work.id, "other": other, "now": city.now, "earlier": self.earlier.id}
            run_raw(city.graph, statement, **{key: value for key, value in named.items() if f"${key}" in statement})
        city.relate(other, "WORKS_AT", lab.id, **{"from": date(2019, 1, 1)})
        city.relate(kept, "WORKS_AT", lab.id, **{"from": date(2010, 1, 1), "to": date(2012, 1, 1)})
        for waited_for, since, state in ((kept, 2, "waiting"), (other, 1, "offered")):
            city.relate(
                self.startup.id, "WAITS_FOR", waited_for, id=f"wait-{since}", state=state, need_id=self.need.id,
                since=datetime(2026, 11, since, tzinfo=city.now.tzinfo),
            )  # fmt: skip
        for record, areas, unconfirmed in (
            (kept, ["hiring", "pricing"], ["hiring", "pricing"]),
            (other, ["listing", "pricing"], ["listing"]),
        ):
            self.set(record, "Person", help_areas=areas, unconfirmed_areas=unconfirmed)
        run_raw(
            city.graph,
            "MATCH (:Person {id: $id})-[m:IN_POOL_OF]->() SET m.state = 'invited', m.before = 'listed', m.name = 'Fu'",
            id=kept,
        )
        city.conflict(self.other, outsider)
        city.relate(kept, "MAYBE_SAME_AS", other, incubator_id=self.incubator.id, probability=0.99, evidence="[]")
        self._term(kept, date(2026, 1, 1), date(2026, 12, 31))
        self._term(other, date(2025, 6, 1), date(2027, 5, 31))

    def _term(self, person_id: str, since: date, until: date) -> None:
        statement = "MATCH (:Person {id: $id})-[m:IN_POOL_OF]->() SET m.from = $since, m.to = $until, m.tags = $tags"
        run_raw(self.city.graph, statement, id=person_id, since=since, until=until, tags=["motors", str(since.year)])

    def set(self, item_id: str, label: str, **values: object) -> None:
        """Change properties of a node."""
        run_raw(self.city.graph, f"MATCH (n:{label} {{id: $id}}) SET n += $values", id=item_id, values=values)


def whole(city: City) -> set[str]:
    """Every node and relation of the graph as a line, but for the log, what guards writes, and stamps of changes."""
    graph = city.graph

    def read(tx: Any) -> set[str]:
        lines = set()
        for row in tx.stream_exactly("backup.nodes"):
            if not {"AuditEvent", "AuditWords", "AuditChain", "Operation", "Industry"} & set(row["labels"]):
                lines.add(_line([sorted(row["labels"]), _said(row["properties"])]))
        for row in tx.stream_exactly("backup.relationships"):
            ends = [row["from_id"], row["type"], row["to_id"], _said(row["properties"])]
            if row["type"] not in ("SAID_IN", "BROADER"):
                lines.add(_line(ends))
        return lines

    return graph.read(read)


def _said(properties: dict[str, Any]) -> dict[str, Any]:
    return {key: to_json(value) for key, value in properties.items() if key not in _PASSING and value is not None}


def _line(told: object) -> str:
    return json.dumps(told, sort_keys=True, ensure_ascii=False)


def reached(city: City, person: Made, relation: str) -> list[str]:
    """Where relations of a person lead, in either direction."""
    statement = f"MATCH (:Person {{id: $id}})-[:{relation}]-(o) RETURN o.id AS id ORDER BY id"
    return [str(row["id"]) for row in run_raw(city.graph, statement, id=person.id)]
