"""What people were told is done, to be held against what the graph says afterwards."""

from __future__ import annotations

import threading
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from neo4j.exceptions import DriverError, Neo4jError

from graph.driver import Graph
from graph.ids import derived_id
from tests.support.city import Made
from tests.support.cleaning import run_raw
from tests.support.user import Answer, User

_LONGEST = 240.0
# What each step leaves in the audit log.
ACTIONS = {
    "ask": "ask_for_introduction",
    "accept": "accept_proposal",
    "plan": "plan_session",
    "rate": "rate_session",
}


@dataclass
class Story:
    """One startup and one supervisor, from the request to the rating."""

    need: Made
    startup: Made
    supervisor: Made
    startup_user: User = field(init=False)
    supervisor_user: User = field(init=False)

    @property
    def id(self) -> str:
        """The proposal's id, and so the engagement's."""
        return derived_id("proposal", self.need.id, self.supervisor.id)


class Ledger:
    """Lives stories through the pages and keeps what was acknowledged."""

    def __init__(self, graph: Graph) -> None:
        self._graph = graph
        self._lock = threading.Lock()
        self.acknowledged: list[tuple[str, Story]] = []
        self.unknown: Counter[str] = Counter()
        self.finished: list[Story] = []

    def live(self, story: Story) -> None:
        """Ask, accept, plan, rate; what gets no clear answer is looked up, and done again if it was not done."""
        ask = f"/startup/needs/{story.need.id}/proposals/{story.supervisor.id}/ask"
        self._until_done("ask", story, lambda: story.startup_user.post(ask, note="Could we talk?"))
        accept = f"/supervisor/requests/{story.id}/accept"
        self._until_done("accept", story, lambda: story.supervisor_user.post(accept))
        self._until_done("plan", story, lambda: self._plan(story))
        session_id = self._let_the_day_pass(story)
        rate = f"/engagements/sessions/{session_id}/rating"
        self._until_done("rate", story, lambda: story.startup_user.post(rate, rating="5", comment="Good."))
        with self._lock:
            self.finished.append(story)

    def summary(self) -> str:
        """How much was done, and how often nobody knew at first."""
        counts = Counter(step for step, _ in self.acknowledged)
        return f"{len(self.finished)} stories; acknowledged {dict(counts)}; without a clear answer {dict(self.unknown)}"

    def check_all(self) -> None:
        """Every acknowledged step is there exactly once; no step is there twice."""
        rows = run_raw(
            self._graph,
            """MATCH (a:AuditEvent) WHERE a.action IN $actions
            RETURN a.action AS action, a.subject_id AS id, count(*) AS count""",
            actions=list(ACTIONS.values()),
        )
        counted = {(str(row["action"]), str(row["id"])): row["count"] for row in rows}
        assert set(counted.values()) <= {1}, {key: n for key, n in counted.items() if n != 1}
        lost = [(step, story.id) for step, story in self.acknowledged if not counted.get((ACTIONS[step], story.id))]
        assert lost == []
        for story in self.finished:
            assert self._left_by(story) == {"state": "accepted", "engagements": 1, "sessions": 1, "ratings": 1}

    def _until_done(self, step: str, story: Story, send: Callable[[], Answer]) -> None:
        deadline = time.monotonic() + _LONGEST
        while time.monotonic() < deadline:
            answer = send()
            assert "/sign-in" not in answer.location, "a session was lost"
            if answer.status == 302:
                with self._lock:
                    self.acknowledged.append((step, story))
                return
            with self._lock:
                self.unknown[f"{step} {answer.status}"] += 1
            time.sleep(1.0)  # what was under way when its part died has ended by now, one way or the other
            if self._is_done(step, story):
                return
        raise AssertionError(f"{step} of {story.id} was not possible for {_LONGEST:.0f} s: {answer.status}")

    def _is_done(self, step: str, story: Story) -> bool:
        """Whether it was carried out although nobody said so."""
        statement = "MATCH (a:AuditEvent {subject_id: $id, action: $action}) RETURN count(a) AS count"
        return bool(self._patiently(statement, id=story.id, action=ACTIONS[step])[0]["count"])

    def _patiently(self, statement: str, **parameters: object) -> list[dict[str, object]]:
        """Ask the graph until it is back."""
        deadline = time.monotonic() + _LONGEST
        while time.monotonic() < deadline:
            try:
                return run_raw(self._graph, statement, **parameters)
            except (DriverError, Neo4jError):
                time.sleep(0.3)
        raise AssertionError("the graph did not come back")

    def _plan(self, story: Story) -> Answer:
        day = (datetime.now(UTC) + timedelta(days=3)).date().isoformat()
        fields = {"day": day, "clock": "14:30", "minutes": "60", "zone": "Asia/Shanghai", "place": "", "link": ""}
        return story.startup_user.post(f"/engagements/{story.id}/sessions", **fields)

    def _let_the_day_pass(self, story: Story) -> str:
        """The session's id, once its day has come; the test moves the day, not the clock."""
        statement = "MATCH (m:Session)-[:IN]->(:Engagement {id: $id}) SET m.starts_at = $past RETURN m.id AS id"
        return str(self._patiently(statement, id=story.id, past=datetime.now(UTC) - timedelta(hours=3))[0]["id"])

    def _left_by(self, story: Story) -> dict[str, object]:
        return run_raw(
            self._graph,
            """MATCH (p:Proposal {id: $id})
            OPTIONAL MATCH (e:Engagement)-[:FROM]->(p)
            WITH p, count(e) AS engagements
            OPTIONAL MATCH (m:Session)-[:IN]->(:Engagement {id: $id})
            WITH p, engagements, count(m) AS sessions
            OPTIONAL MATCH (f:Feedback)-[:ON]->(:Session)-[:IN]->(:Engagement {id: $id})
            RETURN p.state AS state, engagements, sessions, count(f) AS ratings""",
            id=story.id,
        )[0]
