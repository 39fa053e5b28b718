"""Supervisors: profile, places, pause, week and ratings."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta

from graph.entities import Actor
from graph.entities.session import BLIND_DAYS
from graph.entities.supervisors import GuidedStartup, OwnRatings, Places, SessionLine, SupervisorProfile
from graph.errors import NotFoundError
from graph.ids import milliseconds, new_nonce
from graph.repositories.proposals import DEFAULT_CAPACITY
from graph.repositories.requests import scope_of
from graph.transaction import Row, Transaction


class SupervisorRepository:
    """What a supervisor's own pages read and change."""

    def get(self, tx: Transaction, supervisor_id: str, *, visible_to: Actor) -> SupervisorProfile:
        """The profile; raises NotFoundError where it is not this actor's own."""
        row = tx.one_or_none("supervisors.get", id=supervisor_id, own_id=scope_of(visible_to))
        if row is None:
            raise NotFoundError("supervisor", supervisor_id)
        return _profile(row)

    def places(self, tx: Transaction, supervisor_id: str) -> Places:
        return Places(**tx.one("supervisors.places", id=supervisor_id, default_capacity=DEFAULT_CAPACITY))

    def change_places(self, tx: Transaction, supervisor_id: str, capacity: int, at: datetime) -> int:
        """Set how many startups they take; returns how many they guide now."""
        row = tx.one(
            "supervisors.change_places",
            id=supervisor_id,
            nonce=new_nonce(),
            capacity=capacity,
            changed_at=milliseconds(at),
        )
        return int(row["taken"])

    def pause(self, tx: Transaction, supervisor_id: str, until: date, at: datetime) -> None:
        tx.one("supervisors.pause", id=supervisor_id, nonce=new_nonce(), until=until, changed_at=milliseconds(at))

    def resume(self, tx: Transaction, supervisor_id: str, at: datetime) -> None:
        tx.one("supervisors.resume", id=supervisor_id, nonce=new_nonce(), changed_at=milliseconds(at))

    def update(self, tx: Transaction, supervisor_id: str, values: Mapping[str, object], at: datetime) -> None:
        """Replace headline, summary (both languages), stages and languages."""
        tx.one("supervisors.update", id=supervisor_id, nonce=new_nonce(), changed_at=milliseconds(at), **values)

    def replace_fields(
        self, tx: Transaction, supervisor_id: str, industry_ids: Sequence[str], topics: Mapping[str, str]
    ) -> None:
        """Have exactly these industries and these topics (id to name); call `update` first, it takes the lock."""
        tx.run("supervisors.remove_industries", id=supervisor_id, keep=list(industry_ids))
        for industry_id in industry_ids:
            tx.run("supervisors.add_industry", id=supervisor_id, industry_id=industry_id)
        tx.run("supervisors.remove_topics", id=supervisor_id, keep=list(topics))
        for topic_id, name in sorted(topics.items()):
            tx.run("supervisors.make_topic", topic_id=topic_id, name=name)
            tx.run("supervisors.add_topic", id=supervisor_id, topic_id=topic_id)

    def list_guided(self, tx: Transaction, supervisor_id: str, limit: int = 200) -> list[GuidedStartup]:
        """Engagements, open ones first."""
        return [GuidedStartup(**row) for row in tx.rows("supervisors.list_guided", id=supervisor_id, limit=limit)]

    def list_sessions(
        self, tx: Transaction, supervisor_id: str, since: datetime, until: datetime, limit: int = 100
    ) -> list[SessionLine]:
        """Sessions between two moments, in order."""
        rows = tx.rows("supervisors.list_sessions", id=supervisor_id, since=since, until=until, limit=limit)
        return [SessionLine(**row) for row in rows]

    def list_to_rate(
        self, tx: Transaction, supervisor_id: str, since: datetime, before: datetime, limit: int = 20
    ) -> list[SessionLine]:
        """Held sessions that the supervisor has not rated, oldest first."""
        rows = tx.rows("supervisors.list_to_rate", id=supervisor_id, since=since, before=before, limit=limit)
        return [SessionLine(**row) for row in rows]

    def usual_minutes(self, tx: Transaction, supervisor_id: str) -> int | None:
        """How long this supervisor's sessions last on average; None before the first."""
        mean = tx.one("supervisors.usual_minutes", id=supervisor_id)["mean"]
        return None if mean is None else round(float(mean) / 5) * 5

    def ratings(self, tx: Transaction, supervisor_id: str, at: datetime) -> OwnRatings:
        """What startups rated, without saying who; what is still blind does not count yet."""
        row = tx.one("supervisors.ratings", id=supervisor_id, closed_before=at - timedelta(days=BLIND_DAYS))
        return OwnRatings(row["mean"], float(row["deviation"] or 0.0), int(row["count"]), int(row["startups"]))


def _profile(row: Row) -> SupervisorProfile:
    person = row["supervisor"]
    return SupervisorProfile(
        id=person["id"],
        stages=tuple(person.get("stages") or ()),
        languages=tuple(person.get("languages") or ()),
        industry_ids=tuple(sorted(row["industry_ids"])),
        topics=tuple(sorted(row["topics"])),
        capacity=DEFAULT_CAPACITY if person.get("capacity") is None else int(person["capacity"]),
        taken=int(row["taken"]),
        state=person.get("state") or "active",
        paused_until=person.get("paused_until"),
        **{key: person.get(key) or "" for key in _TEXTS},
    )


_TEXTS = (
    "name",
    "name_zh",
    "headline",
    "headline_zh",
    "summary",
    "summary_zh",
    "category",
    "region",
    "email",
    "website",
)
