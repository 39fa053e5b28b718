"""Rows of the exchange format that name an incubator's own, and rows that name each sort of stranger."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from graph.domain.ownership import WRITES, Hold, RowRule
from graph.domain.roles import INCUBATOR
from graph.exchange.checking.scope import naming_columns
from graph.exchange.format.problems import Problem
from graph.exchange.format.schema import RELATION_ENDS, SHEETS, Column, Sheet
from graph.taxonomy import load as taxonomy
from tests.support.city import City, Made
from tests.support.cleaning import run_raw
from webapp.operations.exchange.import_folder import import_folder

NOW = datetime.now(UTC)
PAST = date.today() - timedelta(days=30)
RULES = {sort: rule for sort, rule in WRITES[INCUBATOR].items() if rule is not None}


@dataclass(frozen=True)
class Tried:
    """A row that names a stranger, and the column at which it is to be refused."""

    who: str
    column: str
    row: dict[str, str]


class Place:
    """An incubator with a startup, a supervisor, a need and a document of its own, and everybody else."""

    def __init__(self, city: City) -> None:
        self.city, self.ours, self.theirs = city, city.incubator("Ours"), city.incubator("Theirs")
        self.own = {
            "startups": city.startup("Own", incubator=self.ours).id,
            "people": city.supervisor("Own", pool_of=self.ours).id,
            "incubators": self.ours.id,
        }
        self.strangers = {
            "startups": dict(self._startups()),
            "people": dict(self._people()),
            "investors": {"an investor": city.investor().id},
            "labs": {"a lab": city.lab().id},
            "parks": {"a park": self._planted("Park", "park-1")},
            "enterprises": {"an enterprise": self._planted("Enterprise", "enterprise-1")},
            "incubators": {"another incubator": self.theirs.id},
            "needs": dict(self._needs()),
            "documents": dict(self._documents()),
        }

    def _startups(self) -> Iterator[tuple[str, str]]:
        city = self.city
        yield "of another incubator", city.startup(incubator=self.theirs).id
        once = city.startup(incubator=self.ours).id
        run_raw(city.graph, "MATCH (:Startup {id: $id})-[r:INCUBATED_BY]->() SET r.to = $day", id=once, day=PAST)
        yield "ours once", once
        yield "with an account", self._held(city.startup().id)

    def _people(self) -> Iterator[tuple[str, str]]:
        city = self.city
        yield "of another pool", city.supervisor(pool_of=self.theirs).id
        for state in ("invited", "ended"):
            person = city.supervisor(pool_of=self.ours).id
            run_raw(city.graph, "MATCH (:Person {id: $id})-[m:IN_POOL_OF]->() SET m.state = $to", id=person, to=state)
            yield f"{state} in our pool", person
        yield "with an account", self._held(city.supervisor().id)
        yield "with the address of an account", city.supervisor(email=f"{self.theirs.actor.account_id}@City.example").id
        founder = city.supervisor().id
        city.relate(founder, "FOUNDED", city.startup(incubator=self.theirs).id)
        yield "a founder elsewhere", founder

    def _needs(self) -> Iterator[tuple[str, str]]:
        yield "of a startup elsewhere", self.city.need(self.city.startup(incubator=self.theirs)).id
        yield "a draft", self.city.need(Made(self.own["startups"], self.ours.actor), state="draft").id

    def _documents(self) -> Iterator[tuple[str, str]]:
        for name, owners in {
            "of a lab": [self.city.lab().id],
            "of ours and another's": [self.own["people"], self.city.supervisor(pool_of=self.theirs).id],
        }.items():
            planted = self._planted("Document", f"document {name}".replace(" ", "-").replace("'", ""))
            for owner in owners:
                self.city.relate(planted, "OWNED_BY", owner)
            yield name, planted

    def _held(self, item_id: str) -> str:
        run_raw(
            self.city.graph,
            "MATCH (n {id: $id}) CREATE (:Account {id: $account})-[:HOLDS]->(:Membership {id: $account})-[:OF]->(n)",
            id=item_id, account=f"holder-{item_id}",
        )  # fmt: skip
        return item_id

    def _planted(self, label: str, item_id: str) -> str:
        run_raw(self.city.graph, f"CREATE (:{label} {{id: $id, name: $id}})", id=item_id)
        return item_id

    def import_rows(
        self, folder: Path, name: str, rows: list[dict[str, str]], *, dry_run: bool = True
    ) -> list[Problem]:
        """The problems of these rows of one file, for the incubator."""
        return import_as(self.city, self.ours, folder, name, *rows, dry_run=dry_run)


def import_as(
    city: City, who: Made, folder: Path, name: str, *rows: dict[str, str], dry_run: bool = False
) -> list[Problem]:
    """The problems of these rows of one file, for somebody; loaded where there are none, unless dry."""
    folder.mkdir(exist_ok=True)
    with (folder / f"{name}.csv").open("w", newline="", encoding="utf-8") as file:
        writer = csv.DictWriter(file, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)
    return import_folder(city.graph, who.actor, [folder], NOW, dry_run=dry_run).problems


def own_row(place: Place, sort: str) -> dict[str, str]:
    """A row of a sort that names nobody but the incubator's own; new under its id."""
    name, _space, kind = sort.partition(" ")
    sheet = SHEETS[name]
    row = {column.name: plain(column) for column in sheet.columns if column.required}
    if kind:
        row["type"] = kind
    for column in naming_columns(sheet):
        row[column.name] = own_value(place, sheet, column, row)
    return row


def own_value(place: Place, sheet: Sheet, column: Column, row: dict[str, str]) -> str:
    if column.kind == "id":
        return f"{sheet.name}-new"
    if column.kind == "email":
        return "new@example.org"
    own = [place.own[target] for target in ("startups", "people", "incubators") if target in ends(column, row)]
    return next(one for one in own if one not in row.values())


def ends(column: Column, row: dict[str, str]) -> tuple[str, ...]:
    """In which files the id may stand."""
    if "type" in row and column.name in ("from_id", "to_id"):
        return RELATION_ENDS[row["type"]][column.name == "to_id"]
    return column.to


def foreign_rows(place: Place, sort: str) -> Iterator[Tried]:
    """For each column of a sort that may name no stranger, and each stranger there is for it, a row that does."""
    sheet, rule = SHEETS[sort.split()[0]], RULES[sort]
    row = own_row(place, sort)
    for number, (column, who, stranger) in enumerate(strangers(place, sheet, rule, row)):
        tried = row | ({"id": f"{sheet.name}-{number}"} if sheet.has_id else {}) | {column.name: stranger}
        tried |= {name: f"Something {number}" for name in ("name", "title") if name in tried and not tried.get("type")}
        for other in rule.either:
            if other != column.name:
                tried[other] = next(one for one in known_strangers(place, sheet.column(other), row) if one != stranger)
        held = (name for name, hold in rule.columns.items() if hold is not Hold.ANYBODY)
        yield Tried(who, column.name if not rule.either else next(held, rule.either[0]), tried)


def strangers(place: Place, sheet: Sheet, rule: RowRule, row: dict[str, str]) -> Iterator[tuple[Column, str, str]]:
    """(column, who, what to write there); an id that a row gives itself is its sender's own, whoever else has it."""
    for column in naming_columns(sheet):
        if column.kind == "id" or rule.columns.get(column.name) is Hold.ANYBODY:
            continue
        if column.kind == "email":
            yield column, "the address of an account", f"{place.theirs.actor.account_id}@city.example"
        for target in ends(column, row):
            for who, stranger in place.strangers[target].items():
                yield column, f"{column.name}: {who}", stranger


def known_strangers(place: Place, column: Column, row: dict[str, str]) -> list[str]:
    return [one for target in ends(column, row) for one in place.strangers[target].values()]


def plain(column: Column) -> str:
    """A value of a column that names nobody."""
    if column.codes:
        return next(iter(taxonomy().list(column.codes).terms))
    return "Something"
