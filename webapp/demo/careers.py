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
from webapp.demo.deeds import done_by
from webapp.demo.habits import Character

Row = dict[str, Any]
_CONFIRM = 0.75
_FUND, _INVESTOR = " Capital 资本", "venture_capital_professional"
_INSTITUTE, _OF_SCIENCE = " Institute 研究院", ("tech_transfer", "tech_validation", "standards", "grants")


class Careers:
    """Draws for each person apart, so that a change in one leaves the others as they were."""

    def __init__(self, seed: int, on: date) -> None:
        self._seed, self._on = seed, on
        self._fields = {field["code"]: field for field in words("fields")}

    def of_all(self, people: Iterable[Character]) -> list[Row]:
        """Their entries; most people confirmed the help areas that theirs speak for."""
        return [entry for who in people for entry in self._of_one(who)]

    def _of_one(self, who: Character) -> Iterator[Row]:
        """The latest first. The second deed stands in the summary, so it has no entry."""
        chance = Chance(self._seed, f"career of {who.id}")
        who.row["help_areas"] = sorted(who.areas) if chance.happens(_CONFIRM) else []
        end = min(self._on - timedelta(days=chance.whole(150, 1400)), who.row["employer_from"])
        for deed in (who.deeds[0], *who.deeds[2:]):
            start = end - timedelta(days=chance.whole(700, 2200) + 365 * deed.get("years", 0))
            yield self._entry(chance, who, deed, start, end)
            end = start - timedelta(days=chance.whole(0, 300))

    def _entry(self, chance: Chance, who: Character, deed: Row, start: date, end: date) -> Row:
        told = {
            "organisation": self._organisation(chance, who, deed), "title": _title(chance, who, deed),
            "from": start, "to": end, "help_areas": [deed["area"]], "summary": deed["en"], "summary_zh": deed["zh"],
        }  # fmt: skip
        changed = datetime.combine(self._on, time(), CITY_TIME)
        key = derived_id("career", who.id, told["organisation"], start.isoformat())
        return {"id": key, "person_id": who.id, "changed_at": milliseconds(changed), **told}

    def _organisation(self, chance: Chance, who: Character, deed: Row) -> str:
        """A name in both scripts, except abroad."""
        stem = chance.pick(words("careers")["organisations"])
        word, word_zh = chance.pick(self._fields[deed.get("field", who.field)]["ventures"])["word"]
        ending = f" {word} {word_zh}"
        if done_by(deed)[0] == _INVESTOR:
            ending = _FUND
        elif who.row["category"] == "scientist" and deed["area"] in _OF_SCIENCE:
            ending = _INSTITUTE
        _, word, word_zh = ending.split(" ")
        latin, _, characters = stem.partition(" ")
        return f"{latin} {word}" + (f" {characters}{word_zh}" if characters else "")


def _title(chance: Chance, who: Character, deed: Row) -> str:
    said = words("careers")
    if done_by(deed)[0] == _INVESTOR:
        return str(chance.pick(said["partner"]))
    if who.row["category"] == "serial_entrepreneur" and chance.happens(0.6):
        return str(chance.pick(said["founder"]))
    return str(chance.pick(words("areas")[deed["area"]]["roles"]))


def areas_of_need(kind: str, saying: Row, text: str) -> Row:
    """The help areas of a need as the founder left them: that of the question first, then what the words suggest."""
    if "help_areas" not in need_fields_of(kind):
        return {}
    suggested = suggest_areas(text, MOST_OF_A_NEED)
    areas = list(dict.fromkeys([saying["area"], *suggested]))[:MOST_OF_A_NEED]
    found = FoundBy.SUGGESTED if set(areas) == set(suggested) else FoundBy.CHOSEN
    return {"help_areas": areas, "help_areas_found": found}
