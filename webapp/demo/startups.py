"""The eighty startups of the invented city."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from webapp.demo.chance import Chance, Deck, words
from webapp.demo.habits import Venture
from webapp.demo.names import Names
from webapp.demo.organisations import DISTRICTS_ZH, INCUBATORS
from webapp.demo.personas import PERSONA_STARTUPS, PersonaStartup

Row = dict[str, Any]

STARTUPS = 80
_STAGES = {"idea": 0.1, "seed": 0.24, "angel": 0.2, "pre_a": 0.2, "a": 0.16, "b": 0.08, "growth": 0.02}
_HEADCOUNT = {
    "idea": (2, 4),
    "seed": (3, 9),
    "angel": (5, 14),
    "pre_a": (9, 26),
    "a": (18, 60),
    "b": (45, 160),
    "growth": (120, 400),
}


class Startups:
    """Draws startups one by one, from one stream of chance."""

    def __init__(self, seed: int, on: date, names: Names) -> None:
        self._chance = Chance(seed, "startups")
        self._on = on
        self._names = names
        self._fields = {field["code"]: field for field in words("fields")}
        self._steps = Deck(Chance(seed, "steps"), words("sayings")["steps"])
        self._homes = {code: [key for key, *_, codes in INCUBATORS if code in codes] for code in self._fields}

    def all(self) -> list[Venture]:
        """The personas first, then each field's share."""
        ventures = [self._persona(persona) for persona in PERSONA_STARTUPS]
        quota = [field["code"] for field in self._fields.values() for _ in range(field["startups"])]
        for persona in PERSONA_STARTUPS:
            quota.remove(persona.field)
        pitches = {code: iter(field["ventures"]) for code, field in self._fields.items()}
        ventures += [self._anybody(code, next(pitches[code])) for code in quota[: STARTUPS - len(ventures)]]
        return ventures

    def _persona(self, persona: PersonaStartup) -> Venture:
        known = {
            "region": persona.region, "headcount": persona.headcount, "incubator_id": f"incubator-{persona.incubator}",
            "languages": ["zh", "en"], "topics": list(persona.topics),
        }  # fmt: skip
        row = self._row(persona.key, persona.name, persona.name_zh, persona.field, persona.stage, persona.about, known)
        field = self._fields[persona.field]
        return Venture(row, field, 0.0, 0.4, product=persona.product, tongue=persona.tongue, local=False)

    def _anybody(self, code: str, pitch: Row) -> Venture:
        chance, field = self._chance, self._fields[code]
        word, word_zh = pitch["word"]
        latin, characters = self._names.stem()
        stage = chance.weighted(list(_STAGES), list(_STAGES.values()))
        row = self._row(latin.lower(), f"{latin} {word}", f"{characters}{word_zh}", code, stage, pitch["about"])
        strict = chance.normal(1.1, 0.2) if chance.happens(0.12) else chance.normal(0.0, 0.25)
        tongue = "en" if "en" in row["languages"] and chance.happens(0.8) else "zh"
        earnest, local = chance.normal(0.2, 0.5), chance.happens(0.3)
        return Venture(row, field, strict, earnest, product=tuple(pitch["product"]), tongue=tongue, local=local)

    def _row(
        self, key: str, name: str, name_zh: str, code: str, stage: str, about: Sequence[str], known: Row | None = None
    ) -> Row:
        """A startup as stored; what is `known` of it stands before what is drawn."""
        chance, field = self._chance, self._fields[code]
        step, step_zh = self._steps.deal(lambda card: stage in card["stages"])["told"]
        drawn = chance.whole(*_HEADCOUNT[stage])
        age = list(_STAGES).index(stage)
        skills = [area["skill"] for area in words("areas").values() if area["skill"] and stage in area["stages"]]
        district = chance.pick(sorted(DISTRICTS_ZH))
        row: Row = {
            "id": f"startup-{key}", "name": name, "name_zh": name_zh, "uscc": None,
            "founded_on": self._on - timedelta(days=150 + 330 * age + chance.whole(0, 300)), "stage": stage,
            "region": district, "country": "CHN", "industries": [code, *chance.some(field["narrower"], 1)],
            "topics": [*chance.some(field["topics"], 3), chance.pick(skills)],
            "languages": ["zh", "en"] if chance.happens(0.6) else ["zh"],
            "incubator_id": self._home(code), "headcount": drawn, "website": f"https://{key}.example",
        } | (known or {})  # fmt: skip
        region, headcount = row["region"], row["headcount"]
        return row | {
            "summary": f"{about[0]}. {step} {headcount} people in {region}.",
            "summary_zh": f"{about[1]}。{step_zh}{DISTRICTS_ZH[region]}，{headcount} 人。",
        }

    def _home(self, code: str) -> str:
        options = self._homes[code] or ["zhoujing", "caohe"]
        key = (
            self._chance.pick(options)
            if self._chance.happens(0.72)
            else self._chance.pick([row[0] for row in INCUBATORS])
        )
        return f"incubator-{key}"
