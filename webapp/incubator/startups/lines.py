"""One startup of the incubator with everything that it has under way, and how that is said."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import TypeVar

from flask_babel import gettext as _
from flask_babel import ngettext

from graph.domain.kinds import KINDS
from graph.domain.states.accounts import AccountState
from graph.domain.stuck import StuckSort
from graph.entities.incubators import Founder, Guidance, GuidedNow, OpenNeed, OwnStartup
from graph.entities.stuck import StuckThing
from graph.transaction import Transaction
from webapp.http.context import actor, graph, now
from webapp.presenters.dates import day
from webapp.words.incubator import tried_words
from webapp.words.kind_words import CuratorWords
from webapp.words.kinds import words_for_curators

T = TypeVar("T", OpenNeed, GuidedNow, StuckThing, Founder)


class NeedsStand(StrEnum):
    """How it stands with a startup's needs: the first of these that holds."""

    WAITS = "waits"
    UNMATCHED = "unmatched"
    GUIDED = "guided"
    NONE = "none"


class Contact(StrEnum):
    """How a startup can be reached: the best of these."""

    ACCOUNT = "account"
    INVITED = "invited"
    ADDRESS = "address"
    NONE = "none"


@dataclass(frozen=True)
class Line:
    """One startup with what it has under way; `on`: the installation's day."""

    startup: OwnStartup
    needs: list[OpenNeed]
    engagements: list[GuidedNow]
    things: list[StuckThing]
    founders: list[Founder]
    guidance: Guidance
    last_at: datetime | None
    on: date

    def work_of(self, kind: str) -> list[GuidedNow]:
        """Work of one kind."""
        return [one for one in self.engagements if one.kind == kind]

    @property
    def work(self) -> list[tuple[CuratorWords, list[GuidedNow]]]:
        """Work by kind: the pooled kinds even where there is none, the others where there is."""
        by_kind = {kind: self.work_of(kind) for kind in KINDS}
        return [(words_for_curators(kind), found) for kind, found in by_kind.items() if found or KINDS[kind].is_pooled]

    @property
    def asked(self) -> list[StuckThing]:
        """Its requests that wait."""
        return [one for one in self.things if one.sort is StuckSort.REQUEST]

    @property
    def unmatched(self) -> list[OpenNeed]:
        """Its needs with nobody asked and a place left."""
        return [need for need in self.needs if need.is_unmatched]

    @property
    def stand(self) -> NeedsStand:
        """How it stands with its needs."""
        if self.asked:
            return NeedsStand.WAITS
        if self.unmatched:
            return NeedsStand.UNMATCHED
        return NeedsStand.GUIDED if self.engagements else NeedsStand.NONE

    @property
    def contact(self) -> Contact:
        """How it can be reached."""
        if any(one.state is AccountState.ACTIVE for one in self.founders):
            return Contact.ACCOUNT
        if self.founders:
            return Contact.INVITED
        return Contact.ADDRESS if self.startup.contact_email else Contact.NONE

    @property
    def hours(self) -> float:
        """Hours of guidance so far."""
        return round(self.guidance.minutes / 60, 1)

    @property
    def urgency(self) -> tuple[int, int]:
        """By which the most urgent come first: how it stands, then how long it waits or how often it was refused."""
        order = {NeedsStand.WAITS: 3, NeedsStand.UNMATCHED: 2, NeedsStand.NONE: 1, NeedsStand.GUIDED: 0}
        days = max((one.days for one in self.asked), default=0)
        quiet = 2 if self.is_quiet and self.stand is NeedsStand.GUIDED else order[self.stand]
        return quiet, days or sum(need.declined + need.unanswered for need in self.unmatched)

    @property
    def is_quiet(self) -> bool:
        """Whether some of its work has gone quiet."""
        return any(one.sort is StuckSort.WORK and one.is_stuck for one in self.things)

    @property
    def status(self) -> tuple[str, str]:
        """Shape and words of what it waits for."""
        if self.stand is NeedsStand.WAITS:
            days = max(one.days for one in self.asked)
            text = ngettext("Waits %(num)s day for an answer", "Waits %(num)s days for an answer", days)
            return "stop" if any(one.is_stuck for one in self.asked) else "waiting", str(text)
        if self.stand is NeedsStand.UNMATCHED:
            tried = tried_words(
                sum(need.declined for need in self.unmatched), sum(need.unanswered for need in self.unmatched)
            )
            text = _("No match yet, %(tried)s", tried=tried) if tried else _("Has asked nobody yet")
            return "warn" if tried else "draft", str(text)
        if self.stand is NeedsStand.GUIDED:
            first = next(kind for kind in KINDS if self.work_of(kind))
            quiet = self.is_quiet
            return "warn" if quiet else "good", _("No meeting for a month") if quiet else words_for_curators(
                first
            ).works
        return "draft", str(_("No need stated"))

    @property
    def contact_status(self) -> tuple[str, str]:
        """Shape and words of how it can be reached."""
        if self.contact is Contact.ACCOUNT:
            return "good", str(_("Has an account"))
        if self.contact is Contact.INVITED:
            at = max((one.invited_at for one in self.founders if one.invited_at), default=None)
            return "waiting", str(_("Invited on %(day)s", day=day(at)) if at else _("Invited"))
        if self.contact is Contact.ADDRESS:
            return "paused", str(_("Not invited"))
        return "warn", str(_("No address"))

    @property
    def people(self) -> str:
        """Who can be spoken to: those with an account or invited, else the contact that is known."""
        names = [one.name or one.email for one in self.founders]
        return ", ".join(names) or " ".join(filter(None, (self.startup.contact, self.startup.contact_email)))


def read_lines() -> tuple[list[Line], frozenset[str]]:
    """The startups that are here today, and the ids of those in the pool, who have a page."""
    incubator_id, moment = actor().subject_id, now()

    def work(tx: Transaction) -> tuple[list[Line], frozenset[str]]:
        on = tx.calendar.day_of(moment)
        here = tx.incubators
        needs, engagements = here.list_open_needs(incubator_id, on), here.list_engagements(incubator_id, on)
        things, founders = tx.stuck.list_things(incubator_id, moment), here.list_founders(incubator_id, on)
        guidance, asked = here.guidance_by_startup(incubator_id, on), here.last_asked(incubator_id, on)
        pool = tx.pools.member_ids(incubator_id)
        lines = []
        for startup in here.list_startups(incubator_id, on):
            got = guidance.get(startup.id, Guidance())
            last = max((at for at in (got.last_at, asked.get(startup.id)) if at), default=None)
            mine = (_of(startup, needs), _of(startup, engagements), _of(startup, things), _of(startup, founders))
            lines.append(Line(startup, *mine, got, last, on))
        return lines, pool

    return graph().read(work)


def _of(startup: OwnStartup, found: Iterable[T]) -> list[T]:
    return [one for one in found if one.startup_id == startup.id]
