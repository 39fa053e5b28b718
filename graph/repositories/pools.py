"""The supervisors of an incubator's pool, read as a whole, and their terms."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta

from graph.domain.kinds import KINDS, Kind
from graph.domain.pauses import Pause
from graph.domain.reasons import EndReason
from graph.domain.states.machine import Transition
from graph.domain.states.requests import RequestState
from graph.domain.states.terms import TERMS, Availability, TermState
from graph.entities.exposure import Exposure
from graph.entities.pool_of_supervisor import PoolOfSupervisor
from graph.entities.pools import PoolMember, Ratings, UnderWay
from graph.entities.session import BLIND_DAYS
from graph.entities.term import Membership, Term
from graph.errors import NotFoundError
from graph.ids import milliseconds, new_nonce
from graph.query_runner import Row
from graph.repositories.base import Repository
from graph.repositories.minding import MindingRepository
from graph.repositories.pool_rows import answers_of, by_name, closed, end_reason, member_of, ratings_of, state_before
from graph.repositories.rows import state_of, with_states

LIMIT = 20_000
_LABEL = "Supervisor"
"""Whose terms graph/queries/pools.cypher reads and writes."""
YEAR = timedelta(days=365)


@KINDS.rule
def _unread(kind: Kind) -> list[str]:
    return [f"pools hold {_LABEL!r} only"] if kind.is_pooled and kind.label != _LABEL else []


class PoolRepository(Repository):
    """Every method takes the incubator whose pool it is: nobody sees another's."""

    def list_members(self, incubator_id: str, at: datetime, ids: Collection[str] | None = None) -> list[PoolMember]:
        """Everybody in the pool, or those of some ids, also whose term has ended, by name.

        Without ratings, which cost the most to read.
        """
        since, day, calendar = at - YEAR, self._tx.calendar.day_of(at), self._tx.calendar
        pool = {"incubator_id": incubator_id}

        def read(name: str, asked: Row, **more: object) -> list[Row]:
            # Some are found by their ids, in a time that does not grow with the pool.
            if ids is None:
                return self._tx.rows(name, **pool, **asked)
            return self._tx.rows(f"{name}_by_id", ids=sorted(ids), **asked, **more)

        rows = read("pools.members", {"day": day, "limit": LIMIT}, **pool)
        noted = {row["id"]: row["text"] for row in read("contacts.latest_notes", {}, **pool)}
        load = {row["id"]: row for row in read("pool_rows.load", {})}
        sessions = {row["id"]: row for row in read("pool_rows.sessions", {"since": since})}
        answers = {row["id"]: answers_of(row, calendar) for row in read("pool_rows.answers", {"since": since})}
        curators = MindingRepository(self._tx).list_curators(incubator_id)
        members = []
        for row in rows:
            told = {**row, "note": noted.get(row["person"]["id"])}
            member = closed(member_of(told, load, sessions, answers, calendar), day)
            minder = row["minder_id"] if row["minder_id"] in curators else ""
            members.append(replace(member, minder_id=minder) if minder else member)
        return sorted(members, key=lambda member: (member.name, member.id))

    def member_ids(self, incubator_id: str) -> frozenset[str]:
        """Who is in the pool, also whose term has ended."""
        return frozenset(row["id"] for row in self._tx.rows("pools.member_ids", incubator_id=incubator_id, limit=LIMIT))

    def list_exposure(self, incubator_id: str, since: datetime, day: date) -> list[Exposure]:
        """How often each supervisor who is in the pool on a day was shown since a moment, by name."""
        rows = self._tx.rows("exposure.of_pool", incubator_id=incubator_id, since=since, day=day, limit=LIMIT)
        return by_name(rows)

    def list_exposure_to_own(self, label: str, incubator_id: str, since: datetime, day: date) -> list[Exposure]:
        """How often each provider of a label was shown to the incubator's own startups since a moment, by name."""
        rows = self._tx.rows(
            "exposure.to_own", label=label, incubator_id=incubator_id, since=since, day=day, limit=LIMIT
        )
        return by_name(rows)

    def with_ratings(self, incubator_id: str, members: list[PoolMember], at: datetime) -> list[PoolMember]:
        """The same members with the startups' ratings of a year, those that are still blind left out."""
        rated = self.ratings_by_id(incubator_id, [one.id for one in members if not one.term.is_only_invited], at)
        return [replace(member, ratings=rated.get(member.id, Ratings())) for member in members]

    def ratings_by_id(self, incubator_id: str, ids: Sequence[str], at: datetime) -> dict[str, Ratings]:
        """The same of these ids who are in the pool; those whom nobody rated are missing."""
        rows = self._tx.rows(
            "pool_rows.ratings", incubator_id=incubator_id, ids=list(ids), since=at - YEAR,
            closed_before=at - timedelta(days=BLIND_DAYS),
        )  # fmt: skip
        return {row["id"]: ratings_of(row) for row in rows}

    def lock(self, person_id: str) -> None:
        """Take a supervisor's lock before their terms are read or made."""
        self._tx.run("pools.lock", person_id=person_id, nonce=new_nonce())

    def get_membership(self, incubator_id: str, person_id: str) -> Membership:
        """Lock a member and read how they stand; raises NotFoundError."""
        self.lock(person_id)
        row = self._tx.one_or_none("pools.membership", incubator_id=incubator_id, person_id=person_id)
        if row is None:
            raise NotFoundError("supervisor", person_id)
        term = Term(
            state_of(TermState, row["term_state"]), row["since"], row["until"],
            ended_for=end_reason(row["ended_for"]), before=state_before(row),
        )  # fmt: skip
        name, name_zh = (row["invited_as"] or "", "") if term.is_only_invited else (row["name"], row["name_zh"] or "")
        return Membership(
            row["id"], name, row["email"] or "", state_of(Availability, row["state"], Availability.ACTIVE),
            Pause(row["paused_until"], row["paused_by"]), term, name_zh, tuple(row["tags"] or ()),
        )  # fmt: skip

    def set_term(
        self, incubator_id: str, person_id: str, state: TermState, until: date | None, at: datetime,
        ended_for: EndReason | None = None,
    ) -> None:  # fmt: skip
        """Write the term, and why it was ended, if somebody said; lock the member first."""
        self._tx.run(
            "pools.set_term", incubator_id=incubator_id, person_id=person_id, state=state, until=until,
            ended_for=ended_for, changed_at=milliseconds(at),
        )  # fmt: skip

    def list_over(self, day: date, limit: int) -> list[tuple[str, str]]:
        """(incubator, person) of each term that nobody ended and whose last day lies before a day."""
        sources = sorted(TERMS.sources("lapse_term"))
        rows = self._tx.rows("pools.list_over", sources=sources, day=day, limit=limit)
        return [(row["incubator_id"], row["person_id"]) for row in rows]

    def lapse(self, incubator_id: str, person_id: str, at: datetime) -> None:
        """End a term by its dates; lock the member first."""
        self._tx.run("pools.lapse", incubator_id=incubator_id, person_id=person_id, changed_at=milliseconds(at))

    def set_tags(self, incubator_id: str, person_id: str, tags: list[str]) -> None:
        """Write the incubator's tags; lock the member first."""
        self._tx.run("pools.set_tags", incubator_id=incubator_id, person_id=person_id, tags=tags or None)

    def set_state(self, person_id: str, state: Availability, pause: Pause, at: datetime) -> None:
        """Pause or resume; lock the member first."""
        self._tx.run(
            "pools.set_state", person_id=person_id, state=state, paused_until=pause.until, paused_by=pause.by,
            changed_at=milliseconds(at),
        )  # fmt: skip

    def find_by_email(self, email: str) -> str | None:
        """The id of the supervisor with this address, in any pool."""
        row = self._tx.one_or_none("pools.find_by_email", email=email.lower())
        return str(row["id"]) if row else None

    def create_supervisor(
        self, person_id: str, *, name: str, name_zh: str, email: str, category: str | None,
        capacity: int, at: datetime,
    ) -> None:  # fmt: skip
        """A profile that its owner fills in after the invitation."""
        self._tx.run(
            "pools.create_supervisor", id=person_id, name=name, name_zh=name_zh or None, email=email,
            category=category, capacity=capacity, state=Availability.ACTIVE, joined_on=self._tx.calendar.day_of(at),
            changed_at=milliseconds(at),
        )  # fmt: skip

    def join(self, incubator_id: str, person_id: str, since: date, until: date | None, name: str) -> bool:
        """Invite somebody into the pool under the name typed; False when they are in it or invited already."""
        row = self._tx.one_or_none(
            "pools.join",
            incubator_id=incubator_id,
            person_id=person_id,
            state=TermState.INVITED,
            since=since,
            until=until,
            name=name,
        )
        return row is not None

    def invite_known(
        self, step: Transition[TermState], incubator_id: str, person_id: str, since: date, until: date | None, name: str
    ) -> bool:
        """Invite whom the pool knows from a state that the step leaves; False when they are in another."""
        row = self._tx.one_or_none(
            "pools.invite_known", incubator_id=incubator_id, person_id=person_id, since=since, until=until, name=name,
            **step.as_parameters,
        )  # fmt: skip
        return row is not None

    def list_now(self, incubator_id: str, member: PoolMember, day: date) -> UnderWay:
        """Open engagements and waiting requests of a member; those with startups elsewhere are only counted."""
        if not member.term.is_running(day):
            return UnderWay()
        rows = self._tx.rows("pool_rows.now", person_id=member.id, incubator_id=incubator_id, day=day)
        rows = [with_states(row, state=RequestState) for row in rows]
        foreign = [row["state"] for row in rows if not row["own"]]
        waiting = foreign.count(RequestState.ASKED)
        return UnderWay(tuple(row for row in rows if row["own"]), len(foreign) - waiting, waiting)

    def list_past(
        self, incubator_id: str, member: PoolMember, day: date, limit: int = 50
    ) -> UnderWay:  # fmt: skip
        """Closed engagements of a member, latest first; those with startups elsewhere are only counted."""
        if not member.term.is_running(day):
            return UnderWay()
        rows = self._tx.rows("pool_rows.past", person_id=member.id, incubator_id=incubator_id, day=day, limit=limit)
        own = tuple(row for row in rows if row["own"])
        return UnderWay(own, len(rows) - len(own))

    def list_conflicts(self, incubator_id: str, member: PoolMember, day: date) -> list[Row]:
        """A member's conflicts of interest in force; without the names of startups elsewhere."""
        if not member.term.is_running(day):
            return []
        rows = self._tx.rows("pools.conflicts", person_id=member.id, incubator_id=incubator_id, day=day)
        return [row if row["own"] else {**row, "name": "", "name_zh": None} for row in rows]

    def accept(self, incubator_id: str, person_id: str, at: datetime) -> bool:
        """Invited -> in the pool; False when there is no invitation. Lock the member first."""
        row = self._tx.one_or_none(
            "pools.accept", incubator_id=incubator_id, person_id=person_id, since=self._tx.calendar.day_of(at),
            changed_at=milliseconds(at), **TERMS.only("accept_pool").as_parameters,
        )  # fmt: skip
        return row is not None

    def forget_invitation(
        self, incubator_id: str, person_id: str, at: datetime, *, leads_to: TermState | None = None
    ) -> None:
        """Take an invitation away; lock the member first. Who was listed, or had left, stands as before again, or as
        `leads_to` says."""
        sources = sorted(TERMS.sources("withdraw_invitation"))
        self._tx.run("pools.forget_invitation", incubator_id=incubator_id, person_id=person_id, sources=sources)
        self._tx.run(
            "pools.return_from_invitation", incubator_id=incubator_id, person_id=person_id, sources=sources,
            target=leads_to, day=self._tx.calendar.day_of(at), changed_at=milliseconds(at),
        )  # fmt: skip

    def is_invited(self, incubator_id: str, person_id: str) -> bool:
        """Whether an invitation into this pool waits for an answer."""
        row = self._tx.one_or_none("pools.membership", incubator_id=incubator_id, person_id=person_id)
        return row is not None and row["term_state"] == TermState.INVITED

    def list_of_supervisor(self, person_id: str, day: date) -> list[PoolOfSupervisor]:
        """The pools that somebody is in or is invited into, invitations first."""
        rows = self._tx.rows("pools.of_supervisor", person_id=person_id, day=day)
        return [PoolOfSupervisor(**with_states(row, state=TermState)) for row in rows]

    def count_invitations(self, person_id: str, day: date) -> int:
        """How many pools wait for somebody's answer."""
        return int(self._tx.one("pools.count_invitations", person_id=person_id, day=day)["count"])
