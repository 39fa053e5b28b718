"""The 150 supervisors, and talents of all six categories, of the invented city."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from graph.domain.states.terms import Availability
from webapp.demo.chance import Chance, words
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
_STAGES = ("idea", "seed", "angel", "pre_a", "a", "b", "growth")

# Fields whose people know each other: where somebody's second field comes from.
_RELATED = {
    "advanced_materials": ("future_materials", "high_end_equipment", "automobile", "electronics"),
    "automobile": ("electronics", "advanced_materials", "high_end_equipment", "smart_terminals"),
    "integrated_circuits": ("electronics", "smart_terminals", "artificial_intelligence"),
    "biopharmaceuticals": ("future_health", "life_and_health"),
    "artificial_intelligence": ("digital_economy", "future_intelligence", "electronics", "life_and_health"),
    "electronics": ("smart_terminals", "automobile", "integrated_circuits", "high_end_equipment"),
    "life_and_health": ("future_health", "biopharmaceuticals", "smart_terminals"),
    "high_end_equipment": ("automobile", "electronics", "future_intelligence", "advanced_materials"),
    "fashion_consumer_goods": ("metaverse", "smart_terminals", "digital_economy"),
    "digital_economy": ("artificial_intelligence", "low_carbon_economy", "fashion_consumer_goods"),
    "low_carbon_economy": ("future_energy", "digital_economy"),
    "future_energy": ("low_carbon_economy", "advanced_materials"),
    "future_space": ("high_end_equipment", "electronics"),
    "future_materials": ("advanced_materials", "integrated_circuits", "high_end_equipment"),
    "smart_terminals": ("electronics", "fashion_consumer_goods", "life_and_health"),
    "future_health": ("biopharmaceuticals", "life_and_health"),
    "metaverse": ("fashion_consumer_goods", "artificial_intelligence"),
    "future_intelligence": ("high_end_equipment", "artificial_intelligence"),
}


class People:
    """Draws persons one by one, from one stream of chance."""

    def __init__(self, seed: int, on: date, names: Names, employers: dict[str, list[str]]) -> None:
        self._chance = Chance(seed, "people")
        self._on = on
        self._names = names
        self._employers = employers
        self._fields = {field["code"]: field for field in words("fields")}

    def supervisors(self) -> list[Character]:
        """The personas first, then as many of each field as the city has: some fields have hardly any."""
        characters = [self._persona(persona) for persona in PERSONAS]
        others = self._supply(SUPERVISORS - len(characters))
        return characters + [self._anybody(code, supervisor=True, talent=self._chance.happens(0.12)) for code in others]

    def talents(self) -> list[Character]:
        """Twelve of each category, whom an incubator may want to bring in."""
        codes = sorted(self._fields)
        return [
            self._anybody(self._chance.pick(codes), supervisor=False, talent=True, category=category)
            for category in CATEGORIES
            for _ in range(TALENTS // len(CATEGORIES))
        ]

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

    def _persona(self, persona: Persona) -> Character:
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
        if persona.headline:
            for key, text in zip(("headline", "headline_zh"), persona.headline, strict=True):
                told = key.replace("headline", "summary")
                profile[told] = text + profile[told].removeprefix(profile[key])
                profile[key] = text
        if persona.name == "Yan Heng":
            profile |= {"state": Availability.PAUSED, "paused_until": self._on + timedelta(days=71)}
        return Character(profile, persona.habit, persona.field)

    def _anybody(self, code: str, *, supervisor: bool, talent: bool, category: str = "") -> Character:
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
        return Character(profile, habit, code)

    def _widen(self, profile: Row) -> None:
        """Those whom many ask take more startups, of more fields, for more questions."""
        skills = words("sayings")["extra_skills"][profile["category"]]
        profile["capacity"] = max(3, profile["capacity"])
        profile["industries"] = list(
            dict.fromkeys(profile["industries"] + self._chance.some(_RELATED[profile["industries"][0]], 2))
        )
        profile["topics"] = list(dict.fromkeys(profile["topics"] + self._chance.some(skills, 2)))

    def _profile(self, code: str, category: str, name: str, name_zh: str) -> Row:
        chance, field = self._chance, self._fields[code]
        said = words("sayings")
        headline, headline_zh, skill = chance.pick(said["headlines"][category])
        facts = facts_of(chance, field, self._on)
        manner, manner_zh = chance.pick(said["manner"])
        first = chance.whole(0, 3)
        second = chance.pick(_RELATED[code]) if chance.happens(0.35) else code
        skills = {skill, chance.pick(said["extra_skills"][category])}
        headline, headline_zh = headline.format(**facts), headline_zh.format(**facts)
        return {
            "id": f"person-{slug(name)}", "name": name, "name_zh": name_zh, "category": category,
            "industries": list(dict.fromkeys([code, second, *chance.some(field["narrower"], 1)])),
            "topics": [*chance.some(field["topics"], chance.whole(2, 4)), *sorted(skills)],
            "stages": list(_STAGES[first : first + chance.whole(3, 4)]),
            "region": chance.pick(sorted(DISTRICTS_ZH)), "country": "CHN", "languages": _languages(chance, category, name_zh),
            "capacity": chance.weighted((1, 2, 3, 4, 5), (1, 4, 6, 4, 2)), "orcid": None,
            "email": f"{slug(name)}@people.example", "website": None,
            "headline": headline, "headline_zh": headline_zh,
            "summary": f"{headline}. {manner} Works in {field['science'][0]} and knows {facts['customer']}s from inside.",
            "summary_zh": f"{headline_zh}。{manner_zh}熟悉{field['science'][1]}，了解{facts['customer_zh']}的内部流程。",
            "state": Availability.ACTIVE, "paused_until": None, "joined_on": self._on - timedelta(days=chance.whole(20, 60) if chance.happens(0.08) else chance.whole(120, 900)),
            "employer_id": self._employer(code), "employer_from": self._on - timedelta(days=chance.whole(200, 3600)),
        }  # fmt: skip

    def _employer(self, code: str) -> str | None:
        options = self._employers.get(code, [])
        return self._chance.pick(options) if options and self._chance.happens(0.72) else None


def _languages(chance: Chance, category: str, name_zh: str) -> list[str]:
    if not name_zh:
        return ["en"] if chance.happens(0.3) else ["en", "zh"]
    spoken = ["zh"] + (["en"] if chance.happens(0.55) or category == "overseas_returnee" else [])
    return spoken + ([chance.pick(("de", "ja", "fr"))] if chance.happens(0.1) else [])


def facts_of(chance: Chance, field: Row, on: date) -> Row:
    """What the sentences of one profile say."""
    noun, customer, science, hurdle = (field[key] for key in ("noun", "customer", "science", "hurdle"))
    return {
        "noun": noun[0], "noun_zh": noun[1], "customer": customer[0], "customer_zh": customer[1],
        "science": science[0], "science_zh": science[1], "hurdle": hurdle[0], "hurdle_zh": hurdle[1],
        "field": field["code"].replace("_", " "), "field_zh": noun[1], "volume": f"{chance.whole(2, 30) * 1000:,}",
        "suppliers": chance.whole(8, 60), "people": chance.whole(40, 300), "patents": chance.whole(3, 40),
        "few": chance.whole(3, 9), "boards": chance.whole(3, 14), "year": on.year - chance.whole(1, 9),
    }  # fmt: skip
