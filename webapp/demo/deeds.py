"""What the people of the invented city have done: each deed is written by hand and belongs to one supervisor."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from webapp.demo.chance import Chance, words

Row = dict[str, Any]

_ROUNDS = 2
_MOST = 3

# Fields whose people know each other: where somebody's second field comes from.
RELATED = {
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


@dataclass(frozen=True)
class Draft:
    """Somebody whose deeds are still to be found; `person` is the name of one who has deeds of their own."""

    field: str
    category: str
    person: str = ""


def share_out(chance: Chance, drafts: list[Draft]) -> list[list[Row]]:
    """Two or three deeds for each, of as many help areas; none is given to two of them."""
    stock = words("deeds")
    free = [deed for deed in stock if "person" not in deed]
    found = [[deed for deed in stock if draft.person and deed.get("person") == draft.person] for draft in drafts]
    for _ in range(_ROUNDS):
        for at in chance.shuffled(range(len(drafts))):
            if not drafts[at].person:
                best = max(free, key=lambda deed: _suits(deed, drafts[at], found[at]) + 0.8 * chance.share())
                free.remove(best)
                found[at].append(best)
    for deed in chance.shuffled(free):
        options = [at for at, draft in enumerate(drafts) if not draft.person and len(found[at]) < _MOST]
        at = max(options, key=lambda at: (_suits(deed, drafts[at], found[at]), -len(found[at])))
        if _suits(deed, drafts[at], found[at]) >= 3:
            found[at].append(deed)
    return found


def done_by(deed: Row) -> list[str]:
    """The categories of people who do such things."""
    return list(deed.get("done_by") or words("areas")[deed["area"]]["done_by"])


def _suits(deed: Row, draft: Draft, others: list[Row]) -> float:
    near = deed["field"] in RELATED[draft.field]
    field = 2.0 if deed["field"] == draft.field else 0.6 * near
    kind = 1.5 if draft.category in done_by(deed) else -1.5 * bool(deed.get("done_by"))
    return field + kind - 4.0 * (deed["area"] in {other["area"] for other in others})
