"""Those who are asked, people and investors alike: profile, places, pause, week and ratings."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime, timedelta

from graph.domain.days import sane_minutes
from graph.domain.freshness import told_from, year_before
from graph.domain.kinds import Outcome, kind_of_labels
from graph.domain.roles import Side, roles_on
from graph.domain.states.terms import Availability
from graph.domain.states.work import EngagementState, SessionState
from graph.entities import Actor
from graph.entities.providers import GuidedStartup, OwnRatings, Places, ProviderProfile, SessionLine
from graph.entities.session import BLIND_DAYS
from graph.errors import NotFoundError
from graph.ids import milliseconds, new_nonce
from graph.query_runner import Row
from graph.repositories.base import Repository
from graph.repositories.requests import scope_of
from graph.repositories.rows import state_of, with_states

# What amounts are in where nothing else is said.
HOME_CURRENCY = "CNY"


class ProviderRepository(Repository):
    """What a provider's own pages read and change."""

    def get(self, provider_id: str, *, visible_to: Actor) -> ProviderProfile:
        """The profile; raises NotFoundError where it is not this actor's own."""
        row = self._tx.one_or_none("providers.get", id=provider_id, own_id=scope_of(visible_to))
        if row is None:
            raise NotFoundError("provider", provider_id)
        return _profile(row)

    def places(self, provider_id: str) -> Places:
        """How many places they have, by their kind where they do not say, and how many are taken."""
        row = self._tx.one("providers.places", id=provider_id)
        return Places(kind_of_labels(row["labels"]).places(row["capacity"]), row["taken"])

    def change_places(self, provider_id: str, capacity: int, at: datetime) -> int:
        """Set how many startups they take; returns how many they guide now."""
        row = self._tx.one(
            "providers.change_places",
            id=provider_id,
            nonce=new_nonce(),
            capacity=capacity,
            changed_at=milliseconds(at),
        )
        return int(row["taken"])

    def set_state(self, provider_id: str, state: Availability, paused_until: date | None, at: datetime) -> None:
        """Say whether new requests reach them, and until when not."""
        moved = {"state": state, "until": paused_until, "changed_at": milliseconds(at)}
        self._tx.one("providers.set_state", id=provider_id, nonce=new_nonce(), **moved)

    def update(self, provider_id: str, values: Mapping[str, object], at: datetime) -> None:
        """Replace what is given: texts in both languages, stages, languages of a person, tickets of an investor."""
        given = dict(values)
        self._tx.one("providers.update", id=provider_id, nonce=new_nonce(), changed_at=milliseconds(at), values=given)

    def confirm(self, provider_id: str, day: date) -> None:
        """Note that what they say about themselves is true on a day; nobody is told otherwise from now on."""
        self._tx.one("providers.confirm", id=provider_id, nonce=new_nonce(), day=day)

    def list_to_confirm(self, day: date, limit: int) -> list[str]:
        """The ids of those who are to be asked on a day whether their profile is still true."""
        rows = self._tx.rows("providers.list_to_confirm", **self._a_year_ago(day), limit=limit)
        return [row["id"] for row in rows]

    def labels_to_confirm(self, provider_id: str) -> list[str] | None:
        """What stands under the id of somebody who was asked and has not answered; None where nobody is."""
        row = self._tx.one_or_none("providers.unconfirmed", id=provider_id)
        return None if row is None else list(row["labels"])

    def doubt(self, provider_id: str, day: date) -> date | None:
        """Note on a day that somebody is asked; gives since when they did not confirm it, None where nothing is due."""
        self._tx.run("providers.lock", id=provider_id, nonce=new_nonce())
        row = self._tx.one_or_none("providers.to_confirm", id=provider_id, **self._a_year_ago(day))
        if row is None:
            return None
        since: date = row["confirmed_on"] or self._tx.calendar.day_of(row["opened_at"])
        self._tx.run("providers.doubt", id=provider_id, since=since, told_from=told_from(day))
        return since

    def _a_year_ago(self, day: date) -> dict[str, object]:
        before = year_before(day)
        opened_before = self._tx.calendar.end_of(before).astimezone(UTC)
        return {"roles": list(roles_on(Side.PROVIDER)), "before": before, "opened_before": opened_before}

    def replace_fields(self, provider_id: str, industry_ids: Sequence[str], topics: Mapping[str, str]) -> None:
        """Have exactly these industries and these topics (id to name); call `update` first, it takes the lock."""
        self._tx.run("providers.remove_industries", id=provider_id, keep=list(industry_ids))
        # One of the two finds nobody: people are experts in a field, organisations are in it.
        for query in ("providers.add_expertise", "providers.add_industries"):
            self._tx.run(query, id=provider_id, codes=list(industry_ids))
        gone = [row["id"] for row in self._tx.rows("providers.remove_topics", id=provider_id, keep=list(topics))]
        for topic_id, name in sorted(topics.items()):
            self._tx.run("providers.make_topic", topic_id=topic_id, name=name)
            self._tx.run("providers.add_topic", id=provider_id, topic_id=topic_id)
        self._tx.run("erasure.delete_topics", ids=gone)

    def list_guided(self, provider_id: str, limit: int = 200) -> list[GuidedStartup]:
        """Engagements, open ones first."""
        return [
            GuidedStartup(**with_states(row, state=EngagementState, outcome=Outcome))
            for row in self._tx.rows("providers.list_guided", id=provider_id, limit=limit)
        ]

    def list_sessions(self, provider_id: str, since: datetime, until: datetime, limit: int = 100) -> list[SessionLine]:
        """Sessions between two moments, in order."""
        rows = self._tx.rows("providers.list_sessions", id=provider_id, since=since, until=until, limit=limit)
        return [_session_line(row) for row in rows]

    def list_to_rate(self, provider_id: str, since: datetime, before: datetime, limit: int = 20) -> list[SessionLine]:
        """Held sessions that the provider has not rated, oldest first."""
        rows = self._tx.rows("providers.list_to_rate", id=provider_id, since=since, before=before, limit=limit)
        return [_session_line(row) for row in rows]

    def usual_minutes(self, provider_id: str) -> int | None:
        """How long this provider's sessions last on average; None before the first."""
        mean = self._tx.one("providers.usual_minutes", id=provider_id)["mean"]
        return None if mean is None else round(float(mean) / 5) * 5

    def ratings(self, provider_id: str, at: datetime) -> OwnRatings:
        """What startups rated, without saying who; what is still blind does not count yet."""
        row = self._tx.one("providers.ratings", id=provider_id, closed_before=at - timedelta(days=BLIND_DAYS))
        return OwnRatings(row["mean"], float(row["deviation"] or 0.0), int(row["count"]), int(row["startups"]))


def _session_line(row: Row) -> SessionLine:
    return SessionLine(**{**with_states(row, state=SessionState), "minutes": sane_minutes(row["minutes"])})


def _profile(row: Row) -> ProviderProfile:
    person = row["provider"]
    return ProviderProfile(
        id=person["id"],
        stages=tuple(person.get("stages") or ()),
        languages=tuple(person.get("languages") or ()),
        industry_ids=tuple(sorted(row["industry_ids"])),
        topics=tuple(sorted(row["topics"])),
        capacity=kind_of_labels(row["labels"]).places(person.get("capacity")),
        taken=int(row["taken"]),
        state=state_of(Availability, person.get("state"), Availability.ACTIVE),
        paused_until=person.get("paused_until"),
        confirmed_on=person.get("confirmed_on"),
        unconfirmed_since=person.get("unconfirmed_since"),
        unconfirmed_from=person.get("unconfirmed_from"),
        ticket_min=person.get("ticket_min"),
        ticket_max=person.get("ticket_max"),
        help_areas=tuple(person.get("help_areas") or ()),
        unconfirmed_areas=tuple(person.get("unconfirmed_areas") or ()),
        currency=person.get("currency") or HOME_CURRENCY,
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
    "kind",
    "region",
    "email",
    "website",
)
