"""The public page of an incubator, and what is applied for on it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from datetime import datetime

from graph.domain.applications import ApplicantKind
from graph.domain.reasons import NotTakenIn
from graph.domain.states.applications import ApplicationState


@dataclass(frozen=True)
class ApplicationPage:
    """What an incubator says on its page, and who may apply; `address` is empty until it was first written."""

    incubator_id: str
    name: str
    name_zh: str = ""
    address: str = ""
    is_on: bool = False
    introduction: str = ""
    introduction_zh: str = ""
    open_to: tuple[ApplicantKind, ...] = tuple(ApplicantKind)

    @property
    def welcomed(self) -> tuple[ApplicantKind, ...]:
        """Who may apply today."""
        return self.open_to if self.is_on else ()


@dataclass(frozen=True)
class Said:
    """What an applicant wrote. `about`: what they have done, or do; `link`: a startup's website, or one about a person.

    Of an expert: what they offer. Of a startup: `contact` is the person who writes.
    """

    name: str
    email: str
    about: str
    language: str = "en"
    link: str = ""
    help_areas: tuple[str, ...] = ()
    places: int = 0
    languages: tuple[str, ...] = ()
    category: str = ""
    employer: str = ""
    stage: str = ""
    industry: str = ""
    contact: str = ""
    wants: str = ""
    reached_at: str = ""
    """A phone number, or an id of WeChat."""

    @property
    def phone(self) -> str:
        """What they gave where it is a phone number."""
        return self.reached_at if re.fullmatch(r"[+\d][\d\s()-]{4,}", self.reached_at) else ""

    @property
    def wechat(self) -> str:
        """What they gave where it is none."""
        return "" if self.phone else self.reached_at

    def as_properties(self) -> dict[str, object]:
        """As the graph keeps it: what is not said is no property."""
        listed = {name: list(value) if isinstance(value, tuple) else value for name, value in asdict(self).items()}
        return {name: value or None for name, value in listed.items()}


@dataclass(frozen=True)
class Application:
    """One application. `issue`: which mail's link opens it; `stepped_at`: when it came into its state.

    `consent`: the words to which they agreed, and when. `reason` and `answer` are told to who is declined;
    `subject_id`: the person or startup that came of it.
    """

    id: str
    incubator_id: str
    kind: ApplicantKind
    state: ApplicationState
    said: Said
    consent: str
    consent_at: datetime
    created_at: datetime
    stepped_at: datetime
    issue: int = 1
    reason: NotTakenIn | None = None
    answer: str = ""
    subject_id: str = ""


@dataclass(frozen=True)
class ApplicationRow:
    """One line of the curators' list."""

    id: str
    kind: ApplicantKind
    state: ApplicationState
    name: str
    about: str
    created_at: datetime
    stepped_at: datetime


@dataclass(frozen=True)
class ApplicationCounts:
    """How many applications an incubator has in each state, by kind."""

    by_state: Mapping[ApplicationState, int] = field(default_factory=dict)
    by_kind: Mapping[ApplicantKind, int] = field(default_factory=dict)

    @property
    def total(self) -> int:
        return sum(self.by_state.values())
