"""The whole invented city as rows: the same for the same seed and day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from graph.taxonomy import load
from graph.taxonomy.model import topic_id
from webapp.demo.careers import Careers
from webapp.demo.chance import Chance
from webapp.demo.current_situation import CurrentSituation
from webapp.demo.history import History
from webapp.demo.investor_history import InvestorHistory
from webapp.demo.investor_situation import InvestorSituation
from webapp.demo.names import Names
from webapp.demo.organisations import make_incubators, make_investors, make_labs, make_parks
from webapp.demo.other_needs import play_other_needs
from webapp.demo.people import People
from webapp.demo.personas import PERSONA_STARTUPS, PERSONAS
from webapp.demo.questions import Questions
from webapp.demo.records import Records
from webapp.demo.relations import Relations
from webapp.demo.startups import Startups

Row = dict[str, Any]


@dataclass(frozen=True)
class City:
    """Rows of nodes, tags and relations, ready to be written in this order."""

    nodes: dict[str, list[Row]]
    tags: list[Row]
    relations: dict[str, list[Row]]
    records: Records
    careers: list[Row]

    def counts(self) -> dict[str, int]:
        """How many of each, for the command's answer."""
        return {label: len(rows) for label, rows in self.nodes.items()} | {
            "careers": len(self.careers), "needs": len(self.records.needs), "proposals": len(self.records.proposals),
            "engagements": len(self.records.engagements), "sessions": len(self.records.sessions),
            "ratings": len(self.records.feedback),
        }  # fmt: skip


def make_city(on: date, seed: int = 6) -> City:
    """Everything that `liulu demo` writes; `on` is the day that counts as today."""
    names = Names(Chance(seed, "names"))
    names.reserve(*(persona.name for persona in PERSONAS), *(persona.name.split()[0] for persona in PERSONA_STARTUPS))
    labs, investors = make_labs(Chance(seed, "labs")), make_investors(Chance(seed, "investors"), on)
    ventures = Startups(seed, on, names).all()
    people = People(seed, on, names, _employers([*labs, *investors]))
    supervisors, talents = people.supervisors(), people.talents()
    careers = Careers(seed, on).of_all([*supervisors, *talents])
    records = Records()
    questions = Questions(seed)
    History(seed, on, ventures, supervisors, questions, records).play()
    play_other_needs(seed, on, ventures, talents, labs, records)
    CurrentSituation(seed, on, ventures, supervisors, questions, records).play()
    rounds = InvestorHistory(seed, on, ventures, investors, records)
    rounds.play()
    InvestorSituation(seed, on, ventures, rounds, records).play()
    incubators = make_incubators()
    nodes = {
        "startups": [venture.row for venture in ventures], "people": [who.row for who in [*supervisors, *talents]],
        "investors": investors, "labs": labs, "incubators": incubators, "parks": make_parks(),
    }  # fmt: skip
    relations = _relations(Relations(seed, on), nodes, ventures, supervisors, talents)
    # Conflicts were drawn before: what a round brought in this year forbids nothing that was played.
    held = {(row["from_id"], row["to_id"]) for row in relations["INVESTED_IN"]}
    relations["INVESTED_IN"] += [row for row in rounds.stakes if (row["from_id"], row["to_id"]) not in held]
    tags = [tag for label, rows in nodes.items() for tag in _tags(label, rows)] + list(_tags("needs", records.needs))
    return City(nodes, tags, relations, records, careers)


def _employers(organisations: list[Row]) -> dict[str, list[str]]:
    """Who hires people of a field."""
    found: dict[str, list[str]] = {}
    for row in organisations:
        for code in row["industries"]:
            found.setdefault(code, []).append(row["id"])
    return found


def _relations(
    draw: Relations, nodes: dict[str, list[Row]], ventures: Any, supervisors: Any, talents: Any
) -> dict[str, list[Row]]:
    works_at = draw.works_at([*supervisors, *talents])
    invested = draw.invested(nodes["investors"], ventures)
    return {
        "WORKS_AT": works_at,
        "INVESTED_IN": invested,
        "INCUBATED_BY": [
            {"from_id": v.id, "to_id": v.row["incubator_id"], "from": v.row["founded_on"], "to": None} for v in ventures
        ],
        "IN_POOL_OF": draw.pools(supervisors, nodes["incubators"], len(PERSONAS)),
        "FOUNDED": draw.founded(talents, ventures),
        "ADVISES": draw.advises(supervisors, ventures),
        "CONFLICTS_WITH": draw.conflicts(works_at, invested, supervisors, ventures),
    }


def _tags(label: str, rows: list[Row]) -> list[Row]:
    """Industries and topics of each row; a topic that names an industry is that industry, as at import."""
    tags = []
    for row in rows:
        codes = row.get("industries") or row.get("leading_industries") or []
        industries, topics = load().split_tags([*codes, *(row.get("topics") or [])])
        kept = industries[:3] if label == "parks" else industries
        tags += [{"label": label, "id": row["id"], "industry": code, "topic": None, "name": None} for code in kept]
        tags += [
            {"label": label, "id": row["id"], "industry": None, "topic": topic_id(name), "name": name}
            for name in topics
        ]
    return tags
