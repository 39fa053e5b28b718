"""Who works where, who is in whose pool, who founded and invested in what, and which conflicts follow."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from graph.domain.states.terms import TermState
from graph.ids import derived_id
from webapp.demo.chance import Chance
from webapp.demo.habits import Character, Venture

Row = dict[str, Any]

_NOTES = (
    "Meets on Fridays only",
    "Prefers hardware teams",
    "Travels in spring",
    "Speaks at our open day",
    "Asks for a short note first",
)
_POOL_SHARE = {"incubator-caohe": 0.62}
_ASKED = {TermState.ACTIVE: 0.88, TermState.LISTED: 0.08, TermState.INVITED: 0.04}
"""Most said yes; some came in by a list, and of them some were asked and have not answered."""
_FIRST_IN_POOL = "incubator-caohe"


class Relations:
    """Draws every relation once; `rows` by type."""

    def __init__(self, seed: int, on: date) -> None:
        self._chance, self._asked = Chance(seed, "relations"), Chance(seed, "asked")
        self._on = on

    def pools(self, supervisors: list[Character], incubators: list[Row], personas: int) -> list[Row]:
        """Each supervisor in one or two pools; every persona in the first incubator's."""
        rows = []
        for at, who in enumerate(supervisors):
            homes = [row["id"] for row in incubators if set(row["industries"]) & set(who.row["industries"])]
            chosen = set(self._chance.some(homes or [incubators[5]["id"]], 1))
            if at < personas or self._chance.happens(_POOL_SHARE[_FIRST_IN_POOL]):
                chosen.add(_FIRST_IN_POOL)
            rows += [self._membership(who, home, lasting=at < personas) for home in sorted(chosen)]
        return rows

    def _membership(self, who: Character, incubator_id: str, *, lasting: bool) -> Row:
        chance = self._chance
        joined: date = max(who.row["joined_on"], self._on - timedelta(days=1200))
        ends = self._on + timedelta(
            days=chance.whole(-40, 60) if chance.happens(0.2) and not lasting else chance.whole(61, 700)
        )
        has_ended = joined + timedelta(days=200) < ends < self._on
        asked = TermState.ACTIVE if lasting else self._asked.weighted(list(_ASKED), list(_ASKED.values()))
        state = TermState.ENDED if has_ended else asked
        return {
            "from_id": who.id, "to_id": incubator_id, "from": joined, "to": max(ends, joined + timedelta(days=200)),
            "state": state, "before": TermState.LISTED if state is TermState.INVITED else None, "reserved": False,
            "note": chance.pick(_NOTES) if chance.happens(0.25) else None,
        }  # fmt: skip

    def works_at(self, people: list[Character]) -> list[Row]:
        """Present employers."""
        return [
            {"from_id": who.id, "to_id": who.row["employer_id"], "from": who.row["employer_from"], "to": None}
            for who in people
            if who.row["employer_id"]
        ]

    def founded(self, talents: list[Character], ventures: list[Venture]) -> list[Row]:
        """A third of the talents founded a startup of their field."""
        rows = []
        for who in talents:
            options = [venture for venture in ventures if venture.field["code"] == who.field]
            if options and self._chance.happens(0.33):
                venture = self._chance.pick(options)
                rows.append({"from_id": who.id, "to_id": venture.id, "from": venture.row["founded_on"], "to": None})
        return rows

    def advises(self, supervisors: list[Character], ventures: list[Venture]) -> list[Row]:
        """Advisers from before the platform: a few supervisors each know one startup well."""
        rows = []
        for who in supervisors:
            options = [venture for venture in ventures if venture.field["code"] == who.field]
            if options and self._chance.happens(0.1):
                start = self._on - timedelta(days=self._chance.whole(420, 900))
                rows.append(
                    {
                        "from_id": who.id,
                        "to_id": self._chance.pick(options).id,
                        "from": start,
                        "to": start + timedelta(days=300),
                    }
                )
        return rows

    def invested(self, investors: list[Row], ventures: list[Venture]) -> list[Row]:
        """One to four startups for each investor, in its own industries."""
        rows = []
        for investor in investors:
            options = [
                v
                for v in ventures
                if v.field["code"] in investor["industries"] and v.row["stage"] not in ("idea", "seed")
            ]
            for venture in self._chance.some(options, self._chance.whole(1, 4)):
                day = self._on - timedelta(days=self._chance.whole(30, 900))
                rows.append({"from_id": investor["id"], "to_id": venture.id, "from": day, "to": None})
        return rows

    def conflicts(
        self, works_at: list[Row], invested: list[Row], supervisors: list[Character], ventures: list[Venture]
    ) -> list[Row]:
        """Whoever works for an investor of a startup has a conflict with it; a few more are declared."""
        employer = {row["from_id"]: row["to_id"] for row in works_at}
        rows = [
            self._conflict(who.id, stake["to_id"], "investment", stake["from"], self._on + timedelta(days=200))
            for who in supervisors
            for stake in invested
            if employer.get(who.id) == stake["from_id"]
            and stake["to_id"] != "startup-tidewell"
            and self._chance.happens(0.3)
        ]
        for _ in range(8):
            who, venture = self._chance.pick(supervisors), self._chance.pick(ventures)
            kind = self._chance.pick(("competitor", "family", "declared"))
            rows.append(
                self._conflict(who.id, venture.id, kind, self._on - timedelta(days=200), self._on + timedelta(days=500))
            )
        rows.append(
            self._conflict(
                "person-wen-rushan",
                "lab-yanpu-labs",
                "employment",
                date(self._on.year - 2, 1, 1),
                date(self._on.year + 1, 12, 31),
            )
        )
        return list({row["id"]: row for row in rows}.values())

    def _conflict(self, left: str, right: str, kind: str, start: date, end: date) -> Row:
        return {
            "id": derived_id("conflict", left, right, kind),
            "left_id": left,
            "right_id": right,
            "kind": kind,
            "from": start,
            "to": end,
        }
