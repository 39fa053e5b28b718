"""What of a person or an organisation is compared."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any
from urllib.parse import urlsplit

from graph.doubles.mail import comparable_address, own_domain
from graph.doubles.organisation_names import OrganisationName
from graph.doubles.person_names import PersonName

PEOPLE = "people"
# The address of a page there says whose it is only with its path.
_HOSTS_OF_MANY = ("github.io", "github.com", "linkedin.com", "google.com", "weibo.com", "zhihu.com", "researchgate.net")


@dataclass(frozen=True)
class Described:
    """One record; `table` is its file in the exchange format, and only records of one table are compared.

    `employers` are ids of organisations, or names where no id is known.
    """

    id: str
    table: str
    name: str
    name_zh: str = ""
    email: str = ""
    orcid: str = ""
    uscc: str = ""
    website: str = ""
    employers: frozenset[str] = frozenset()
    tags: frozenset[str] = frozenset()
    facts: Mapping[str, str] = field(default_factory=dict)
    text: str = ""

    @cached_property
    def person(self) -> PersonName:
        """The name, read as a person's."""
        return PersonName.of(self.name, self.name_zh)

    @cached_property
    def organisation(self) -> OrganisationName:
        """The name, read as an organisation's."""
        return OrganisationName.of(self.name, self.name_zh)

    @cached_property
    def address(self) -> str:
        """The e-mail address as it is compared."""
        return comparable_address(self.email)

    @cached_property
    def site(self) -> str:
        """The website as it is compared: its host, and its path where the host is many people's."""
        parts = urlsplit(self.website if "//" in self.website else f"//{self.website}")
        host = (parts.hostname or "").removeprefix("www.")
        path = parts.path.strip("/").casefold()
        shared = any(host == one or host.endswith(f".{one}") for one in _HOSTS_OF_MANY)
        return f"{host}/{path}" if path and (shared or self.table == PEOPLE) else host

    @cached_property
    def workplaces(self) -> frozenset[str]:
        """Where somebody works, by every sign there is: ids or names of employers, an employer's mail domain."""
        return frozenset({*self.named_workplaces, own_domain(self.address)}) - {""}

    @cached_property
    def named_workplaces(self) -> frozenset[str]:
        """Where somebody works by the ids and names of employers alone."""
        return frozenset(comparable_workplace(one) for one in self.employers) - {""}


def described_row(table: str, row: Mapping[str, Any], employers: frozenset[str] = frozenset()) -> Described:
    """A checked row of the exchange format, with further employers known from other files."""
    employer = row.get("employer_id")
    tags = {tag for name in ("industries", "topics", "help_areas") for tag in _tags(row.get(name))}
    facts = {name: str(row[name]) for name in ("region", "country", "category", "kind", "tier") if row.get(name)}
    facts |= {name: "|".join(sorted(row[name])) for name in ("languages",) if row.get(name)}
    if row.get("founded_on"):
        facts["founded_on"] = str(row["founded_on"])
    return Described(
        id=row["id"], table=table, name=row["name"], name_zh=row.get("name_zh") or "",
        email=row.get("email") or "", orcid=row.get("orcid") or row.get("ror") or "", uscc=row.get("uscc") or "",
        website=row.get("website") or "", employers=employers | ({employer} if employer else set()),
        tags=frozenset(tags), facts=facts,
        text=" ".join(filter(None, (row.get("summary"), row.get("summary_zh")))),
    )  # fmt: skip


def _tags(values: Any) -> list[str]:
    return [str(value).casefold() for value in values or ()]


def comparable_workplace(employer: str) -> str:
    """The id or name of an employer as it is compared."""
    return OrganisationName.of(employer, "").core or employer.casefold()
