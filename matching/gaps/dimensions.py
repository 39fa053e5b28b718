"""What needs and places are told apart by: the codes that each has, their order, and which are near each other."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from graph.domain.kinds import TALENT, pooled_kind
from graph.entities.gaps import GapNeed, GapPerson
from graph.taxonomy import load

UNSAID = ""
"""The code of who says nothing, so that nobody is left out."""


def _nobody(_code: str) -> frozenset[str]:
    return frozenset()


@dataclass(frozen=True)
class Dimension:
    """One way to tell needs and places apart. `terms`: the list of the taxonomy that names its codes.

    `doubted`: codes that somebody has by another's word alone. `group_of`: under which heading a code stands. `near`:
    the codes next to one, whose people may well help there. `is_whole`: every code of the list is shown, also where
    nothing is.
    """

    name: str
    terms: str
    of_need: Callable[[GapNeed], Sequence[str]]
    of_person: Callable[[GapPerson], Sequence[str]]
    doubted: Callable[[GapPerson], Collection[str]] = lambda _person: ()
    group_of: Callable[[str], str] = lambda _code: ""
    near: Callable[[str], frozenset[str]] = _nobody
    is_whole: bool = False

    def order(self, present: Iterable[str]) -> tuple[str, ...]:
        """The codes to show of those that occur: in the taxonomy's order, what it does not know and the unsaid last."""
        found, known = set(present), self.known()
        listed = [code for code in known if self.is_whole or code in found]
        strange = sorted(found - set(known) - {UNSAID})
        return (*listed, *strange, *([UNSAID] if UNSAID in found else []))

    def known(self) -> tuple[str, ...]:
        """Every code of the list, in its order."""
        return GROUPS if self.terms == "groups" else tuple(load().list(self.terms).terms)


GROUPS = ("transformation", "leading", "key", "new_track", "future")
"""Groups of the city's own fields; narrower ones lie in one of theirs."""


@cache
def city_fields(code: str) -> frozenset[str]:
    """The city's own fields in which one lies; what the taxonomy does not know stands for itself."""
    terms = load().industries.terms
    if code not in terms:
        return frozenset({code})
    wide = (code, *load().ancestors(code))
    return frozenset(one for one in wide if terms[one].group in GROUPS) or frozenset({code})


@lru_cache(maxsize=10_000)
def fields_of(codes: tuple[str, ...]) -> tuple[str, ...]:
    """The city's own fields of some fields, none twice."""
    return tuple(sorted(frozenset().union(*map(city_fields, codes))))


def _group_of_field(code: str) -> str:
    term = load().industries.terms.get(code)
    return term.group if term else ""


def _groups_of(codes: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(sorted({_group_of_field(code) for code in fields_of(codes)}))


@cache
def near_fields(code: str) -> frozenset[str]:
    """Fields that share a narrower one with this, as high-end equipment and artificial intelligence share robotics."""
    shared = (city_fields(narrower) for narrower in load().industries.terms)
    return frozenset().union(*(fields for fields in shared if code in fields)) - {code}


def _group_of_area(code: str) -> str:
    area = load().help_areas.terms.get(code)
    return area.group if area else ""


@cache
def _near_areas(code: str) -> frozenset[str]:
    areas = load().help_areas.terms.values()
    return frozenset(one.code for one in areas if one.group == _group_of_area(code)) - {code}


@cache
def _near_stages(code: str) -> frozenset[str]:
    stages = list(load().list("stages").terms)
    at = stages.index(code) if code in stages else -1
    return frozenset(stages[max(0, at - 1) : at + 2]) - {code} if at >= 0 else frozenset()


def _one(code: str) -> tuple[str, ...]:
    return (code,) if code else ()


FIELD = Dimension(
    "field", "industries", lambda need: fields_of(need.industries), lambda person: fields_of(person.industries),
    group_of=_group_of_field, near=near_fields,
)  # fmt: skip
GROUP = Dimension(
    "group", "groups", lambda need: _groups_of(need.industries), lambda person: _groups_of(person.industries),
    is_whole=True,
)  # fmt: skip
STAGE = Dimension(
    "stage", "stages", lambda need: _one(need.stage), lambda person: person.stages, near=_near_stages, is_whole=True
)
AREA = Dimension(
    "area", "help_areas", lambda need: need.help_areas, lambda person: person.help_areas,
    doubted=lambda person: person.unconfirmed_areas, group_of=_group_of_area, near=_near_areas,
)  # fmt: skip
CATEGORY = Dimension(
    "category", "categories", lambda need: _one(need.category), lambda person: _one(person.category), is_whole=True
)
REGION = Dimension("region", "regions", lambda need: _one(need.region), lambda person: _one(person.region))
LANGUAGE = Dimension("language", "languages", lambda need: need.languages, lambda person: person.languages)


@dataclass(frozen=True)
class Axes:
    """Two dimensions that make a map; `asks`: the subject of the needs that are counted (graph/domain/kinds.py)."""

    name: str
    rows: Dimension
    columns: Dimension
    asks: str = pooled_kind().name


AXES: Mapping[str, Axes] = {
    axes.name: axes
    for axes in (
        Axes("field-stage", FIELD, STAGE),
        Axes("area-group", AREA, GROUP),
        Axes("category-stage", CATEGORY, STAGE, asks=TALENT.name),
        Axes("region-stage", REGION, STAGE),
        Axes("language-stage", LANGUAGE, STAGE),
    )
}
"""Every map, the usual one first."""


def said(codes: Sequence[str]) -> tuple[str, ...]:
    """The codes, or that nothing is said."""
    return tuple(codes) or (UNSAID,)
