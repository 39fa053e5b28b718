"""Applications on the public pages of incubators, and the pages."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, fields
from datetime import date, datetime
from typing import Any

from graph.domain.applications import ApplicantKind
from graph.domain.reasons import NotTakenIn
from graph.domain.states.applications import SHOWN_TO_CURATORS, ApplicationState
from graph.entities.application import Application, ApplicationCounts, ApplicationPage, ApplicationRow, Said
from graph.errors import NotFoundError
from graph.ids import milliseconds, new_id, new_nonce
from graph.query_runner import Row
from graph.repositories.base import Repository
from graph.repositories.rows import frozen, state_of, with_states

_OPEN = (ApplicationState.RECEIVED, ApplicationState.UNCONFIRMED)
_SAID = tuple(one.name for one in fields(Said))


@dataclass(frozen=True)
class Sought:
    """Which applications a list shows; what is empty sets no bound."""

    text: str = ""
    states: tuple[ApplicationState, ...] = ()
    kinds: tuple[ApplicantKind, ...] = ()

    def as_parameters(self) -> dict[str, object]:
        states = set(self.states) & SHOWN_TO_CURATORS or SHOWN_TO_CURATORS
        return {
            "text": self.text.lower(),
            "states": sorted(states),
            "kinds": sorted(self.kinds or tuple(ApplicantKind)),
        }


class ApplicationRepository(Repository):
    """What curators read takes their incubator: nobody sees another's, nor what is not confirmed."""

    def page_of(self, incubator_id: str) -> ApplicationPage:
        """The page of an incubator; raises NotFoundError."""
        row = self._tx.one_or_none("applications.page_of", incubator_id=incubator_id)
        if row is None:
            raise NotFoundError("incubator", incubator_id)
        return _page(row)

    def page_at(self, address: str) -> ApplicationPage:
        """The page at an address; raises NotFoundError where there is none and where it is off, alike."""
        row = self._tx.one_or_none("applications.page_at", address=address)
        if row is None or not row["is_on"]:
            raise NotFoundError("page", address)
        return _page(row)

    def lock_page(self, incubator_id: str) -> None:
        """Hold off whoever changes the page, or applies on it."""
        self._tx.run("applications.lock_page", incubator_id=incubator_id, nonce=new_nonce())

    def set_page(self, page: ApplicationPage) -> None:
        """Write the page; lock it first."""
        self._tx.run(
            "applications.set_page", incubator_id=page.incubator_id, address=page.address, is_on=page.is_on,
            introduction=page.introduction or None, introduction_zh=page.introduction_zh or None,
            open_to=sorted(page.open_to),
        )  # fmt: skip

    def find_open(self, incubator_id: str, kind: ApplicantKind, email: str) -> Application | None:
        """The application of an address that is not decided yet; lock the page first."""
        row = self._tx.one_or_none(
            "applications.open_of", incubator_id=incubator_id, kind=kind, email=email, states=list(_OPEN)
        )
        return _application(row["application"]) if row else None

    def find(self, application_id: str) -> Application | None:
        """One application, whoever asks: for its link, mails and the clock."""
        row = self._tx.one_or_none("applications.get", id=application_id)
        return _application(row["application"]) if row else None

    def get(self, application_id: str, incubator_id: str) -> Application:
        """One that this incubator's curators see; raises NotFoundError."""
        found = self.find(application_id)
        if found is None or found.incubator_id != incubator_id or found.state not in SHOWN_TO_CURATORS:
            raise NotFoundError("application", application_id)
        return found

    def lock(self, application_id: str) -> None:
        """Take the lock of an application before it is read and moved."""
        self._tx.run("applications.lock", id=application_id, nonce=new_nonce())

    def create(self, incubator_id: str, kind: ApplicantKind, said: Said, consent: str, at: datetime) -> str:
        """Keep an application that nobody has confirmed; gives its id."""
        application_id = new_id("application")
        first = {"incubator_id": incubator_id, "kind": kind, "issue": 1, "created_at": at}
        values = {**first, **_written(said, consent, at)}
        self._tx.run("applications.create", id=application_id, values=values)
        return application_id

    def write_anew(self, application: Application, said: Said, consent: str, at: datetime) -> None:
        """The same, applied once more before it was confirmed: the link of before ends; lock it first."""
        values = {"issue": application.issue + 1, **_written(said, consent, at)}
        self._tx.run("applications.change", id=application.id, values=values)

    def move(self, application_id: str, state: ApplicationState | None, at: datetime, **more: object) -> None:
        """Into another state, with what is known from then on; lock it first."""
        self._tx.run("applications.change", id=application_id, values={"state": state, "stepped_at": at, **more})

    def list_page(self, incubator_id: str, sought: Sought, skip: int, limit: int) -> list[ApplicationRow]:
        """Those to be decided first, then the latest first."""
        rows = self._tx.rows(
            "applications.list", incubator_id=incubator_id, skip=skip, limit=limit, **sought.as_parameters()
        )
        return [ApplicationRow(**with_states(row, kind=ApplicantKind, state=ApplicationState)) for row in rows]

    def list_received(self, since: datetime, before: datetime) -> list[Row]:
        """Rows (incubator_id, kind, name) of those that were confirmed from one moment to before another and wait."""
        return self._tx.rows("applications.came", state=ApplicationState.RECEIVED, since=since, before=before)

    def count(self, incubator_id: str, sought: Sought | None = None) -> ApplicationCounts:
        """How many there are."""
        rows = self._tx.rows(
            "applications.count", incubator_id=incubator_id, **(sought or Sought()).as_parameters()
        )  # fmt: skip
        by_state: dict[ApplicationState, int] = {}
        by_kind: dict[ApplicantKind, int] = {}
        for row in rows:
            state, kind = state_of(ApplicationState, row["state"]), state_of(ApplicantKind, row["kind"])
            by_state[state] = by_state.get(state, 0) + row["count"]
            by_kind[kind] = by_kind.get(kind, 0) + row["count"]
        return ApplicationCounts(by_state, by_kind)

    def list_old(self, state: ApplicationState, before: datetime, limit: int) -> list[str]:
        """The ids of those that came into a state before a moment."""
        rows = self._tx.rows("applications.old", state=state, before=before, limit=limit)
        return [str(row["id"]) for row in rows]

    def list_of(self, subject_ids: Collection[str], emails: Collection[str]) -> list[str]:
        """The ids of those by which people or startups came in, and of those from some addresses."""
        given = {"subject_ids": sorted(subject_ids), "emails": sorted(emails)}
        return [str(row["id"]) for row in self._tx.rows("applications.of_whom", **given)]

    def delete(self, application_id: str) -> None:
        """Forget an application."""
        self._tx.run("applications.delete", id=application_id)

    def fill_supervisor(self, person_id: str, said: Said, places: int) -> None:
        """Write what they said of themselves into the profile that was just made of it."""
        is_chinese = said.language == "zh"
        self._tx.run(
            "applications.fill_supervisor", id=person_id, website=said.link or None, languages=list(said.languages),
            summary=None if is_chinese else said.about, summary_zh=said.about if is_chinese else None,
            help_areas=list(said.help_areas) or None, capacity=places, phone=said.phone or None,
            wechat=said.wechat or None,
        )  # fmt: skip

    def create_startup(self, said: Said, at: datetime) -> str:
        """A startup as it applied; gives its id."""
        startup_id, is_chinese = new_id("startup"), said.language == "zh"
        values = {
            "name": said.name, "stage": said.stage or None, "website": said.link or None, "contact": said.contact,
            "contact_email": said.email, "contact_phone": said.reached_at or None,
            ("summary_zh" if is_chinese else "summary"): said.about,
        }  # fmt: skip
        self._tx.run("applications.create_startup", id=startup_id, values=values, changed_at=milliseconds(at))
        if said.industry:
            self._tx.run("startups.add_industries", id=startup_id, codes=[said.industry])
        return startup_id

    def take_in(self, startup_id: str, incubator_id: str, since: date, until: date | None, at: datetime) -> bool:
        """Let a startup be with an incubator for a term; False where it is already."""
        row = self._tx.one_or_none(
            "applications.take_in", id=startup_id, incubator_id=incubator_id, since=since, until=until,
            day=self._tx.calendar.day_of(at), changed_at=milliseconds(at),
        )  # fmt: skip
        return row is not None


def _written(said: Said, consent: str, at: datetime) -> dict[str, object]:
    return {
        **said.as_properties(),
        "consent": consent,
        "consent_at": at,
        "stepped_at": at,
        "state": ApplicationState.UNCONFIRMED,
    }


def _page(row: Row) -> ApplicationPage:
    texts = {name: row[name] or "" for name in ("name", "name_zh", "address", "introduction", "introduction_zh")}
    kinds = row["open_to"]
    open_to = tuple(ApplicantKind) if kinds is None else tuple(one for one in ApplicantKind if one in kinds)
    return ApplicationPage(row["incubator_id"], **texts, is_on=bool(row["is_on"]), open_to=open_to)


def _application(kept: Mapping[str, Any]) -> Application:
    known = frozen({name: kept[name] for name in _SAID if kept.get(name) is not None})
    said = Said(**known)
    reason = kept.get("reason")
    return Application(
        kept["id"], kept["incubator_id"], state_of(ApplicantKind, kept["kind"]),
        state_of(ApplicationState, kept["state"]), said, kept["consent"], kept["consent_at"],
        kept["created_at"], kept["stepped_at"],
        kept["issue"], NotTakenIn(reason) if reason else None, kept.get("answer") or "", kept.get("subject_id") or "",
    )  # fmt: skip
