"""The 150 supervisors, and talents of all six categories, of the invented city."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from graph.domain.states.terms import Availability
from webapp.demo.chance import Chance, Deck, words
from webapp.demo.deeds import RELATED, Draft, share_out
from webapp.demo.habits import Character, Habit, draw_habit
from webapp.demo.names import Names, slug
from webapp.demo.organisations import DISTRICTS_ZH
from webapp.demo.personas import PERSONAS, Persona

Row = dict[str, Any]

SUPERVISORS, TALENTS = 150, 72
CATEGORIES = {
    "professional_manager": 0.26, "serial_entrepreneur": 0.2, "scientist": 0.2,
    "venture_capital_professional": 0.14, "interdisciplinary_expert": 0.11, "overseas_returnee": 0.09,
}  # fmt: skip
# How many say how they work, beside what they have done.
_WITH_MANNER = 0.3
_STAGES = ("idea", "seed", "angel", "pre_a", "a", "b", "growth")


class People:
    """Draws persons one by one, from one stream of chance."""

    def __init__(self, seed: int, on: date, names: Names, employers: dict[str, list[str]]) -> None:
        self._chance = Chance(seed, "people")
        self._on = on
        self._names = names
        self._employers = employers
        self._fields = {field["code"]: field for field in words("fields")}
        self._manners = Deck(Chance(seed, "manners"), words("sayings")["manner"])
        self._deeds = Chance(seed, "deeds")

    def supervisors(self) -> list[Character]:
        """The personas first, then as many of each field as the city has: some fields have hardly any."""
        drawn = [self._persona(persona) for persona in PERSONAS]
        others = self._supply(SUPERVISORS - len(drawn))
        drawn += [self._anybody(code, supervisor=True, talent=self._chance.happens(0.12)) for code in others]
        return self._with_deeds(drawn, [persona.name for persona in PERSONAS])

    def talents(self) -> list[Character]:
        """Twelve of each category, whom an incubator may want to bring in."""
        codes = sorted(self._fields)
        drawn = [
            self._anybody(self._chance.pick(codes), supervisor=False, talent=True, category=category)
            for category in CATEGORIES
            for _ in range(TALENTS // len(CATEGORIES))
        ]
        return self._with_deeds(drawn, [])

    def _supply(self, count: int) -> Iterator[str]:
        quota = [field["code"] for field in self._fields.values() for _ in range(field["supervisors"])]
        taken = [persona.field for persona in PERSONAS]
        for code in taken:
            if code in quota:
                quota.remove(code)
        rest = self._chance.shuffled(quota)
        while len(rest) < count:
            rest.append(self._chance.pick(("artificial_intelligence", "digital_economy", "integrated_circuits")))
        yield from rest[:count]

    def _persona(self, persona: Persona) -> tuple[Row, Habit]:
        profile = self._profile(persona.field, persona.category, persona.name, persona.name_zh)
        profile |= {
            "region": persona.region, "capacity": persona.capacity, "languages": list(persona.languages),
            "employer_id": persona.employer, "supervisor": True, "talent": False,
            "joined_on": self._on - timedelta(days=persona.joined_days_ago),
        }  # fmt: skip
        if persona.habit.known and persona.joined_days_ago > 100:
            self._widen(profile)
            profile["capacity"] = persona.capacity
        if persona.topics:
            profile["topics"] = list(persona.topics)
        if persona.name == "Yan Heng":
            profile |= {"state": Availability.PAUSED, "paused_until": self._on + timedelta(days=71)}
        return profile, persona.habit

    def _anybody(self, code: str, *, supervisor: bool, talent: bool, category: str = "") -> tuple[Row, Habit]:
        chance = self._chance
        category = category or chance.weighted(list(CATEGORIES), list(CATEGORIES.values()))
        abroad = category == "overseas_returnee" and chance.happens(0.55)
        name, name_zh = self._names.overseas_person() if abroad else self._names.person()
        profile = self._profile(code, category, name, name_zh) | {"supervisor": supervisor, "talent": talent}
        if supervisor and chance.happens(0.05):
            profile |= {"state": Availability.PAUSED, "paused_until": self._on + timedelta(days=chance.whole(10, 120))}
        if not supervisor:
            profile |= {"capacity": None, "joined_on": None, "state": None}
        habit = draw_habit(chance, category) if supervisor else Habit(2, 0, 0, 0)
        if supervisor and habit.known:
            self._widen(profile)
        return profile, habit

    def _widen(self, profile: Row) -> None:
        """Those whom many ask take more startups, of more fields."""
        profile["capacity"] = max(3, profile["capacity"])
        profile["industries"] += self._chance.some(RELATED[profile["industries"][0]], 2)

    def _profile(self, code: str, category: str, name: str, name_zh: str) -> Row:
        chance, field = self._chance, self._fields[code]
        first = chance.whole(0, 3)
        second = chance.pick(RELATED[code]) if chance.happens(0.35) else code
        return {
            "id": f"person-{slug(name)}", "name": name, "name_zh": name_zh, "category": category,
            "industries": [code, second, *chance.some(field["narrower"], 1)],
            "topics": chance.some(field["topics"], chance.whole(2, 4)),
            "stages": list(_STAGES[first : first + chance.whole(3, 4)]),
            "region": chance.pick(sorted(DISTRICTS_ZH)), "country": "CHN", "languages": _languages(chance, category, name_zh),
            "capacity": chance.weighted((1, 2, 3, 4, 5), (1, 4, 6, 4, 2)), "orcid": None,
            "email": f"{slug(name)}@people.example", "website": None,
            "state": Availability.ACTIVE, "paused_until": None, "joined_on": self._on - timedelta(days=chance.whole(20, 60) if chance.happens(0.08) else chance.whole(120, 900)),
            "employer_id": self._employer(code), "employer_from": self._on - timedelta(days=chance.whole(200, 3600)),
        }  # fmt: skip

    def _employer(self, code: str) -> str | None:
        options = self._employers.get(code, [])
        return self._chance.pick(options) if options and self._chance.happens(0.72) else None

    def _with_deeds(self, drawn: list[tuple[Row, Habit]], known: list[str]) -> list[Character]:
        """The persons with what they have done: the first deed is the headline, the second is told in the summary."""
        drafts = [
            Draft(row["industries"][0], row["category"], row["name"] if row["name"] in known else "")
            for row, _ in drawn
        ]
        found = share_out(self._deeds, drafts)
        return [self._told(row, habit, deeds) for (row, habit), deeds in zip(drawn, found, strict=True)]

    def _told(self, row: Row, habit: Habit, deeds: list[Row]) -> Character:
        code = row["industries"][0]
        told, told_zh = self._manners.deal() if self._deeds.happens(_WITH_MANNER) else ("", "")
        fields = [deed.get("field", code) for deed in deeds]
        skills = [words("areas")[deed["area"]]["skill"] for deed in deeds]
        row |= {
            "industries": list(dict.fromkeys([code, *fields, *row["industries"]])),
            "topics": list(dict.fromkeys([*row["topics"], *filter(None, skills)])),
            "headline": deeds[0]["headline"], "headline_zh": deeds[0]["headline_zh"],
            "summary": f"{deeds[1]['en']} {told}".strip(), "summary_zh": deeds[1]["zh"] + told_zh,
        }  # fmt: skip
        return Character(row, habit, code, tuple(deeds))


def _languages(chance: Chance, category: str, name_zh: str) -> list[str]:
    if not name_zh:
        return ["en"] if chance.happens(0.3) else ["en", "zh"]
    spoken = ["zh"] + (["en"] if chance.happens(0.55) or category == "overseas_returnee" else [])
    return spoken + ([chance.pick(("de", "ja", "fr"))] if chance.happens(0.1) else [])
