"""Version 1 of the exchange format as one table: files, columns, types, what is required."""

from __future__ import annotations

from dataclasses import dataclass, replace

from graph.domain.help_areas import MOST_OF_A_NEED

LARGEST_CELL = 100_000
LARGEST_NAME = 500
PROBLEM_COLUMN = "problem"
"""Added to files of skipped rows; ignored when such a file is imported."""

ORGANISATIONS = ("startups", "labs", "incubators", "investors", "parks", "enterprises")
PROFILES = (*ORGANISATIONS, "people")


@dataclass(frozen=True)
class Column:
    """One column: how its cells are read (`kind`), from which list, or to which files its ids point.

    One that came `later` than the format's first version is written only where a row has something in it.
    """

    name: str
    kind: str = "text"
    required: bool = False
    codes: str = ""
    to: tuple[str, ...] = ()
    at_most: int = 0
    later: bool = False


@dataclass(frozen=True)
class Sheet:
    """One file of the format."""

    name: str
    columns: tuple[Column, ...]

    @property
    def file_name(self) -> str:
        return f"{self.name}.csv"

    @property
    def has_id(self) -> bool:
        return self.columns[0].kind == "id"

    def column(self, name: str) -> Column:
        """The column of that name."""
        return next(column for column in self.columns if column.name == name)


def _columns(words: str, **special: Column | str) -> tuple[Column, ...]:
    """Columns from the notation of the format: `id name* summary`."""
    made = []
    for word in words.split():
        name, required = word.rstrip("*"), word.endswith("*")
        common = _COMMON.get(name, Column(name))
        column = special.get(name, common)
        column = Column(name, column) if isinstance(column, str) else column
        made.append(replace(column, name=name, required=required))
    return tuple(made)


_COMMON = {
    column.name: column
    for column in (
        Column("id", "id"),
        Column("name", "name"),
        Column("name_zh", "name"),
        Column("title", "name"),
        Column("uscc", "uscc"),
        Column("founded_on", "date"),
        Column("opened_on", "date"),
        Column("closed_on", "date"),
        Column("proposed_on", "date"),
        Column("decided_on", "date"),
        Column("dated_on", "date"),
        Column("from", "date"),
        Column("to", "date"),
        Column("stage", "code", codes="stages"),
        Column("stages", "codes", codes="stages"),
        Column("category", "code", codes="categories"),
        Column("talent_category", "code", codes="categories"),
        Column("roles", "codes", codes="roles"),
        Column("tier", "code", codes="tiers"),
        Column("region", "region"),
        Column("country", "country"),
        Column("industries", "tags"),
        Column("leading_industries", "tags", at_most=3),
        Column("topics", "tags"),
        Column("help_areas", "help_areas"),
        Column("languages", "languages"),
        Column("incubator_id", "ref", to=("incubators",)),
        Column("employer_id", "ref", to=ORGANISATIONS),
        Column("startup_id", "ref", to=("startups",)),
        Column("need_id", "ref", to=("needs",)),
        Column("seeker_id", "ref", to=("startups",)),
        Column("provider_id", "ref", to=("people", "investors", "labs")),
        Column("owner_ids", "refs", to=PROFILES),
        Column("person_id", "ref", to=("people",)),
        Column("organisation", "name"),
        Column("from_id", "ref", to=PROFILES),
        Column("to_id", "ref", to=PROFILES),
        Column("left_id", "ref", to=PROFILES),
        Column("right_id", "ref", to=PROFILES),
        Column("headcount", "integer"),
        Column("capacity", "integer"),
        Column("ticket_min", "number"),
        Column("ticket_max", "number"),
        Column("amount", "number"),
        Column("currency", "currency"),
        Column("rating_by_seeker", "rating"),
        Column("rating_by_provider", "rating"),
        Column("seeker_decision", "code", codes="decisions"),
        Column("provider_decision", "code", codes="decisions"),
        Column("outcome", "code", codes="outcomes"),
        Column("orcid", "orcid"),
        Column("email", "email"),
        Column("phone", "phone", later=True),
        Column("wechat", "handle", later=True),
        Column("linkedin", "url", later=True),
        Column("contact", "name", later=True),
        Column("contact_email", "mail", later=True),
        Column("contact_phone", "phone", later=True),
        Column("website", "url"),
        Column("url", "url"),
        Column("services", "list"),
        Column("type", "code", codes="relations"),
        Column("state", "code", codes="term_states", later=True),
        Column("ended_for", "code", codes="end_reasons", later=True),
    )
}

_PROFILE_END = "website summary summary_zh"
_CONTACT = "contact contact_email contact_phone"
SHEETS: dict[str, Sheet] = {
    sheet.name: sheet
    for sheet in (
        Sheet("incubators", _columns(f"id name* name_zh tier region country industries {_PROFILE_END}")),
        Sheet("parks", _columns("id name* name_zh region leading_industries summary")),
        Sheet(
            "labs",
            _columns(
                f"id name* name_zh kind industries topics region country ror services {_PROFILE_END}",
                kind=Column("kind", "code", codes="lab_kinds"),
            ),
        ),
        Sheet(
            "investors",
            _columns(
                "id name* name_zh kind industries topics stages region country ticket_min ticket_max currency "
                f"founded_on {_PROFILE_END} {_CONTACT}",
                kind=Column("kind", "code", codes="investor_kinds"),
            ),
        ),
        Sheet(
            "startups",
            _columns(
                "id name* name_zh uscc founded_on stage region country industries topics languages incubator_id "
                f"headcount {_PROFILE_END} {_CONTACT}",
            ),
        ),
        Sheet(
            "people",
            _columns(
                "id name* name_zh roles* category industries topics stages region country languages employer_id "
                f"capacity orcid email {_PROFILE_END} help_areas title phone wechat linkedin unconfirmed_areas",
                help_areas=Column("help_areas", "help_areas", later=True),
                title=Column("title", "name", later=True),
                unconfirmed_areas=Column("unconfirmed_areas", "help_areas", later=True),
            ),
        ),
        Sheet(
            "needs",
            _columns(
                "id startup_id* kind* title* industries topics stage talent_category languages opened_on closed_on "
                "description description_zh amount help_areas",
                kind=Column("kind", "code", codes="kinds"),
                amount=Column("amount", "number", later=True),
                help_areas=Column("help_areas", "help_areas", at_most=MOST_OF_A_NEED, later=True),
            ),
        ),
        Sheet(
            "interactions",
            _columns(
                "id kind* need_id seeker_id* provider_id* proposed_on seeker_decision provider_decision decided_on "
                "outcome rating_by_seeker rating_by_provider amount currency",
                kind=Column("kind", "code", codes="kinds"),
            ),
        ),
        Sheet(
            "documents",
            _columns(
                "id owner_ids* kind* title* text text_zh dated_on url",
                kind=Column("kind", "code", codes="document_kinds"),
            ),
        ),
        Sheet("careers", _columns("person_id* organisation* from to title help_areas summary summary_zh")),
        Sheet("relations", _columns("from_id* type* to_id* from to state ended_for")),
        Sheet(
            "conflicts",
            _columns(
                "left_id* right_id* kind* from to noted_by",
                kind=Column("kind", "code", codes="conflict_kinds"),
                noted_by=Column("noted_by", "ref", to=PROFILES, later=True),
            ),
        ),
    )
}
"""In the order in which they are loaded: what others point at comes first."""

RELATION_ENDS: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "FOUNDED": (("people",), ORGANISATIONS),
    "WORKS_AT": (("people",), ORGANISATIONS),
    "INVESTED_IN": (("investors", "people"), ("startups",)),
    "ADVISES": (("people",), ("startups",)),
    "INCUBATED_BY": (("startups",), ("incubators",)),
    "IN_POOL_OF": (("people",), ("incubators",)),
}
"""Which files each relation may lead from and to."""
