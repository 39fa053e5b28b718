"""Needs and people made by hand for the map of gaps."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from graph.domain.periods import Period
from graph.domain.reach import Reach, reach_code
from graph.domain.states.requests import NeedState
from graph.domain.states.terms import Availability, TermState
from graph.entities.gaps import GapNeed, GapPerson
from graph.entities.term import Term

DAY = date(2026, 11, 20)
AI, EQUIPMENT = "artificial_intelligence", "high_end_equipment"
_NEED = GapNeed(
    id="need", kind="mentor", title="A first factory", state=NeedState.OPEN, opened_on=DAY - timedelta(days=10),
    closed_on=None, places=1, startup_id="startup", startup_name="Fenghe", startup_name_zh="", here=(Period(),),
    stage="seed", category="", region="Shanghai", languages=("zh",), industries=(AI,), help_areas=(),
)  # fmt: skip
_PERSON = GapPerson(
    id="person", name="Gu Mingche", name_zh="", category="scientist", region="Shanghai", languages=("zh",),
    stages=("seed",), industries=(AI,), help_areas=(), unconfirmed_areas=(), capacity=3, taken=0,
    state=Availability.ACTIVE, paused_until=None, reserving=0, reserving_here=False, reach=reach_code(Reach.ACCOUNT),
    term=Term(TermState.ACTIVE, date(2026, 1, 1), None),
)  # fmt: skip


def need(**values: object) -> GapNeed:
    """An open need for artificial intelligence at the seed stage, but for what is said."""
    return replace(_NEED, **values)  # type: ignore[arg-type]  # the fields are checked by the class


def person(**values: object) -> GapPerson:
    """Somebody with three free places for the same, but for what is said."""
    return replace(_PERSON, **values)  # type: ignore[arg-type]  # the fields are checked by the class
