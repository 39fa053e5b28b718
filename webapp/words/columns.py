"""What the columns and tables of the exchange format are called where a curator says which column is what."""

from __future__ import annotations

from collections.abc import Mapping

from graph.exchange.format.schema import SHEETS
from graph.exchange.understanding.columns import SETTLED_PARTS
from graph.exchange.understanding.lexicon import lexicon_of
from graph.taxonomy import load
from webapp.words.sentences import Sentence, say_stored
from webapp.words.stored_fields import FIELDS

TABLES: Mapping[str, Sentence] = {
    "people": Sentence("People: supervisors, talents"),
    "startups": Sentence("Startups"),
    "needs": Sentence("Needs"),
    "documents": Sentence("Documents"),
    "careers": Sentence("What people have done"),
    "relations": Sentence("Relations"),
    "conflicts": Sentence("Conflicts of interest"),
    "investors": Sentence("Investors"),
    "labs": Sentence("Laboratories"),
    "incubators": Sentence("Incubators"),
    "parks": Sentence("Parks"),
    "interactions": Sentence("Requests and what came of them"),
}
_COLUMNS: Mapping[str, Sentence] = {
    **FIELDS,
    "name": Sentence("Name in full"),
    "tier": Sentence("Tier"),
    "leading_industries": Sentence("Leading industries"),
    "ror": Sentence("ROR"),
    "services": Sentence("Services"),
    "incubator_id": Sentence("Incubator (id)"),
    "roles": Sentence("Supervisor or talent"),
    "employer_id": Sentence("Employer (id)"),
    "startup_id": Sentence("Startup (id)"),
    "talent_category": Sentence("Category of talent"),
    "need_id": Sentence("Need (id)"),
    "person_id": Sentence("Person (id)"),
    "owner_ids": Sentence("Whose it is (ids)"),
    "dated_on": Sentence("Dated"),
    "from": Sentence("From"),
    "to": Sentence("To"),
    "from_id": Sentence("From whom (id)"),
    "to_id": Sentence("To whom (id)"),
    "type": Sentence("Relation"),
    "left_id": Sentence("One side (id)"),
    "right_id": Sentence("Other side (id)"),
    "noted_by": Sentence("Noted by (id)"),
    "name.first": Sentence("First name"),
    "name.last": Sentence("Last name"),
    "region.address": Sentence("Address, for the place"),
    "region.province": Sentence("Province"),
    "region.district": Sentence("District"),
    "organisation": Sentence("Employer by name"),
    "organisation.post": Sentence("Employer and post in one"),
    "ticket": Sentence("Amount, or from and to"),
}
_OF_TABLES: Mapping[str, Sentence] = {"people.title": Sentence("Post")}
"""Where one name means different things: by table and column."""


def column_words(name: str, table: str = "") -> str:
    """What a column is called, in a table."""
    if f"{table}.{name}" in _OF_TABLES:
        return say_stored(_OF_TABLES, f"{table}.{name}", {})
    return say_stored(_COLUMNS, name, {}) if name in _COLUMNS else name


def table_words(name: str) -> str:
    """What a table is called."""
    return say_stored(TABLES, name, {})


def target_names(table: str) -> list[str]:
    """What a heading of a table may mean, as a mapping has it: its columns, parts of them, and what stands beside."""
    names = dict.fromkeys([*(column.name for column in SHEETS[table].columns), *lexicon_of(table).targets])
    return [name for name in names if name not in SETTLED_PARTS]


def targets_of(table: str) -> list[tuple[str, str]]:
    """The same: (name, words)."""
    return [(name, column_words(name, table)) for name in target_names(table)]


def codes_of(table: str, column: str, language: str) -> list[tuple[str, str]]:
    """The words that a column knows: (code, label); empty where it takes any text."""
    found = next((one for one in SHEETS[table].columns if one.name == column), None)
    if found is None or not (found.codes or found.kind == "help_areas"):
        return []
    terms = load().list(found.codes or "help_areas").terms.values()
    return [(term.code, term.label(language)) for term in terms]
