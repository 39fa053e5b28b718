"""Pages of profiles: who may open one, who reads which block, and what stands there."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from graph.domain.kinds import KINDS, Outcome
from graph.domain.ownership import OWNS, Own
from graph.domain.periods import Period
from graph.domain.profile_blocks import TYING, Audience, Block, Reader, read_audiences, write_audiences
from graph.domain.states.requests import RequestState
from graph.domain.states.work import EngagementState
from graph.entities import Actor
from graph.entities.profile_page import CareerLine, DocumentLine, Member, Record
from graph.errors import NotFoundError
from graph.ids import milliseconds, new_nonce
from graph.query_runner import Row
from graph.repositories.base import Repository
from graph.repositories.careers import CareerRepository
from graph.repositories.ownership import is_own


class ProfilePageRepository(Repository):
    """A profile is read by those who may decide about it; for everybody else it is not there."""

    def reader_of_provider(self, kind: str, provider_id: str, *, visible_to: Actor) -> Reader:
        """How a reader stands to somebody whom a kind asks; raises NotFoundError where they may not open the page."""
        row = self._tx.one_or_none("profile_pages.labels", id=provider_id)
        if row is not None and KINDS[kind].label in row["labels"]:
            reader = self._reader(visible_to, provider_id)
            if reader is None and visible_to.is_seeker:
                reader = _seeker(self._between(visible_to.subject_id, provider_id))
            if reader is not None:
                return reader
        raise NotFoundError("profile", provider_id)

    def kind_of(self, provider_id: str) -> str | None:
        """The kind of match for which somebody can be asked; None where there is nobody of that id."""
        row = self._tx.one_or_none("profile_pages.labels", id=provider_id)
        labels = row["labels"] if row is not None else ()
        return next((kind.name for kind in KINDS.values() if kind.label in labels), None)

    def reader_of_startup(self, startup_id: str, *, visible_to: Actor) -> Reader:
        """How a reader stands to a startup; raises NotFoundError where they may not open its page."""
        reader = self._reader(visible_to, startup_id)
        if reader is None and visible_to.is_provider:
            reader = _provider(self._between(startup_id, visible_to.subject_id))
        if reader is None:
            raise NotFoundError("startup", startup_id)
        return reader

    def audiences(self, profile_id: str) -> dict[Block, Audience]:
        """Who may read which block; raises NotFoundError."""
        row = self._tx.one_or_none("profile_pages.audiences", id=profile_id)
        if row is None:
            raise NotFoundError("profile", profile_id)
        return read_audiences(row["audiences"])

    def set_audiences(self, profile_id: str, chosen: Mapping[Block, Audience], at: datetime) -> None:
        """Choose who may read which block."""
        self._tx.one(
            "profile_pages.set_audiences",
            id=profile_id, nonce=new_nonce(), audiences=write_audiences(chosen), changed_at=milliseconds(at),
        )  # fmt: skip

    def list_career(self, person_id: str) -> list[CareerLine]:
        """What a person did, the latest first: their career, and ties to organisations that no entry of it tells."""
        told = [one.record for one in CareerRepository(self._tx).list_of_people([person_id])]
        lines = [
            CareerLine(
                one.organisation, "", "", one.title, one.period, one.help_areas, one.summary, one.summary_zh
            )
            for one in told
        ]  # fmt: skip
        known = {one.organisation for one in told}
        for row in self._tx.rows("profile_pages.ties", id=person_id):
            if not {row["organisation"], row["organisation_zh"]} & known:
                period = Period(row["since"], row["until"])
                lines.append(CareerLine(row["organisation"], row["organisation_zh"], row["tie"], "", period))
        return sorted(lines, key=_latest_first)

    def list_documents(self, owner_id: str) -> list[DocumentLine]:
        """What a profile's owners wrote or own, the latest first."""
        return [DocumentLine(**row) for row in self._tx.rows("profile_pages.documents", id=owner_id)]

    def record_of(self, provider_id: str) -> Record:
        """With how many startups a provider works and worked, and how that ended."""
        still_open, ended = 0, dict[Outcome | None, int]()
        for row in self._tx.rows("profile_pages.record", id=provider_id):
            if row["state"] == EngagementState.OPEN:
                still_open += row["count"]
            else:
                outcome = Outcome(row["outcome"]) if row["outcome"] else None
                ended[outcome] = ended.get(outcome, 0) + row["count"]
        return Record(still_open, ended)

    def list_team(self, startup_id: str) -> list[Member]:
        """Who founded a startup or works there today, founders first."""
        rows = self._tx.rows("profile_pages.team", id=startup_id, day=self._tx.calendar.today())
        return [Member(**row) for row in rows]

    def _reader(self, actor: Actor, profile_id: str) -> Reader | None:
        """By what one is, not by what lies between two sides."""
        if actor.role in OWNS and OWNS[actor.role] is Own.ITSELF and actor.subject_id == profile_id:
            return Reader.OWNER
        looks = actor.is_administrator or is_own(self._tx, actor, profile_id)
        return Reader.LOOKER if looks else None

    def _between(self, startup_id: str, provider_id: str) -> Row | None:
        day = self._tx.calendar.today()
        return self._tx.one_or_none(
            "profile_pages.between", startup_id=startup_id, provider_id=provider_id, day=day
        )  # fmt: skip


def _seeker(row: Row | None) -> Reader | None:
    """A startup opens the page of whoever could be proposed to it, or was asked by it."""
    if row is None:
        return None
    is_offered = not row["reserved_for"] or bool(set(row["reserved_for"]) & set(row["pools"]))
    return _tied(row) or (Reader.LOOKER if is_offered or _was_asked(row) else None)


def _provider(row: Row | None) -> Reader | None:
    """Whoever was asked opens the page of the startup, also when it came to nothing."""
    if row is None:
        return None
    return _tied(row) or (Reader.LOOKER if _was_asked(row) else None)


def _tied(row: Row) -> Reader | None:
    return Reader.TIED if row["works"] or TYING & set(row["states"]) else None


def _was_asked(row: Row) -> bool:
    return any(RequestState(state).was_asked for state in row["states"])


def _latest_first(line: CareerLine) -> tuple[int, int, str, str]:
    until, since = line.period.until, line.period.since
    return (
        -until.toordinal() if until else (-10_000_000 if since else 0),
        -since.toordinal() if since else 0,
        line.organisation,
        line.tie,
    )
