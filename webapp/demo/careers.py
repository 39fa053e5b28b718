"""What the people of the invented city have done, and the help areas that needs and people name."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, datetime, time, timedelta
from typing import Any

from graph.domain.help_areas import MOST_OF_A_NEED, FoundBy
from graph.domain.kinds import need_fields_of
from graph.ids import derived_id, milliseconds
from graph.taxonomy.area_words import suggest_areas
from webapp.demo.chance import CITY_TIME, Chance, words
from webapp.demo.habits import Character
from webapp.demo.people import facts_of

Row = dict[str, Any]
_CONFIRM = 0.75
_MOST_ENTRIES = 3


class Careers:
    """Draws for each person apart, so that a change in one leaves the others as they were."""

    def __init__(self, seed: int, on: date) -> None:
        self._seed, self._on = seed, on
        self._fields = {field["code"]: field for field in words("fields")}

    def of_all(self, people: Iterable[Character]) -> list[Row]:
        """Their entries; most people confirmed the help areas that theirs speak for."""
        return [entry for who in people for entry in self._of_one(who)]

    def _of_one(self, who: Character) -> Iterator[Row]:
        chance = Chance(self._seed, f"career of {who.id}")
        known = words("careers")["skills"]
        skills = [skill for skill in who.row["topics"] if skill in known]
        areas = {area for skill in skills for area in known[skill]["areas"]}
        who.row["help_areas"] = sorted(areas) if chance.happens(_CONFIRM) else []
        end = min(self._on - timedelta(days=chance.whole(150, 1400)), who.row["employer_from"])
        for skill in chance.shuffled(skills)[:_MOST_ENTRIES]:
            start = end - timedelta(days=chance.whole(500, 2200))
            yield self._entry(chance, who, known[skill], start, end)
            end = start - timedelta(days=chance.whole(0, 300))

    def _entry(self, chance: Chance, who: Character, skill: Row, start: date, end: date) -> Row:
        field = self._fields[who.field]
        facts = facts_of(chance, field, self._on)
        text, text_zh = chance.pick(skill["entries"])
        word = chance.pick(field["ventures"])[0]
        told = {
            "organisation": f"{chance.pick(words('careers')['organisations'])} {word}", "title": chance.pick(words("careers")["roles"][who.row["category"]]),
            "from": start, "to": end, "help_areas": skill["areas"], "summary": text.format(**facts),
            "summary_zh": text_zh.format(**facts),
        }  # fmt: skip
        changed = datetime.combine(self._on, time(), CITY_TIME)
        key = derived_id("career", who.id, told["organisation"], start.isoformat())
        return {"id": key, "person_id": who.id, "changed_at": milliseconds(changed), **told}


def areas_of_need(kind: str, saying: Row, text: str) -> Row:
    """The help areas of a need as the founder left them: those of the question first, then what the words suggest."""
    if "help_areas" not in need_fields_of(kind):
        return {}
    suggested = suggest_areas(text, MOST_OF_A_NEED)
    asked = saying.get("areas") or words("careers")["skills"][saying["skill"]]["areas"][:1]
    areas = list(dict.fromkeys([*asked, *suggested]))[:MOST_OF_A_NEED]
    found = FoundBy.SUGGESTED if set(areas) == set(suggested) else FoundBy.CHOSEN
    return {"help_areas": areas, "help_areas_found": found}
