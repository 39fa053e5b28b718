"""What a ranking hands back: frozen records for pages, commands and jobs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from graph.domain.reach import Reach

BANDS = ("strong", "good", "possible")
FLOORS: Mapping[str, float] = {"strong": 0.5, "good": 0.1, "possible": 0.0}
"""The least fit of each word. A fit is the chance that a judge who reads both says "has done just this, in a setting
like yours": strong where that is at least as likely as not, good where it is one in ten, whatever the kind and model.
"""


def band_of(fit: float) -> str:
    """The word of a fit."""
    return next(band for band in BANDS if fit >= FLOORS[band])


@dataclass(frozen=True)
class Label:
    """A name in both languages (`zh` may be empty: show `en`)."""

    id: str
    en: str
    zh: str = ""


@dataclass(frozen=True)
class Fact:
    """Something true of a pair, as data: `code` names the sentence that says it, `params` fill its gaps."""

    code: str
    params: Mapping[str, Param]


Param = int | float | str | Label | Fact | tuple[str, ...] | tuple[Label, ...] | tuple[Fact, ...]
"""A number, a code or word, a name, another fact inside the first, or several words, names or facts."""


def tell(code: str, **params: Param) -> Fact:
    """A fact with its params."""
    return Fact(code, params)


@dataclass(frozen=True)
class Reason(Fact):
    """A fact that speaks for a provider: the group of features behind it, and its share of the score's log-odds."""

    feature: str
    contribution: float


@dataclass(frozen=True)
class Caution(Fact):
    """A fact that gives pause."""


@dataclass(frozen=True)
class PathStep:
    """One node of the path between seeker and provider; `via` is the relationship that led to it."""

    id: str
    label: str
    name: str
    via: str
    name_zh: str = ""


@dataclass(frozen=True)
class ModelInfo:
    """Which model worked the ranking out; `data_until` is the last day whose answers it knows."""

    id: str
    name: str
    data_until: date | None
    answers: int = 0
    is_learned: bool = False


@dataclass(frozen=True)
class NeedInfo:
    """The need that was ranked for; `id` is empty for a need made up from a startup's profile."""

    id: str
    kind: str
    startup_id: str
    title: str
    industries: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    stage: str | None = None


@dataclass(frozen=True)
class RankedProvider:
    """One ranked provider. `score` in [0, 1] is what the list is ordered by: the fit, and among those of one `band` the
    chance of a yes too once answers are known; `fit` in [0, 1] is the fit alone, and `band` its word, one of BANDS."""

    position: int
    provider_id: str
    name: str
    name_zh: str
    headline: str
    headline_zh: str
    category: str | None
    score: float
    seeker_probability: float
    provider_probability: float
    outcome: float
    fit: float
    band: str
    shared_tags: tuple[Label, ...]
    other_tags: tuple[Label, ...]
    reasons: tuple[Reason, ...]
    caution: Caution | None
    free_places: int | None
    capacity: int | None
    answer_days: float | None
    is_new: bool
    languages: tuple[str, ...]
    path: tuple[PathStep, ...] = ()
    by_fit_position: int = 0
    # What the place on the page is for (matching/ranking/rerank.py), and how likely it was.
    why_shown: str = "fit"
    shown_probability: float = 1.0
    # How a request would reach them; None where nobody told.
    reach: Reach | None = None


@dataclass(frozen=True)
class Excluded:
    """One provider who was left out, and the rule that left them out (a code of candidates.RULES)."""

    id: str
    name: str
    code: str
    name_zh: str = ""


@dataclass(frozen=True)
class Ranking:
    """The answer for one need: everybody is either among `eligible` or counted in `excluded`."""

    kind: str
    need: NeedInfo
    model: ModelInfo
    considered: int
    eligible: int
    excluded: Mapping[str, int]
    excluded_people: tuple[Excluded, ...]
    seconds: float
    at: datetime
    proposals: tuple[RankedProvider, ...]
    # How many providers' texts are not read yet: they are matched by words alone.
    unread: int = 0


@dataclass(frozen=True)
class Outside:
    """Who beyond a pool answers a need well: `people` in no pool at all, the best first, and how many at least are in
    pools of others, whom it does not name."""

    people: tuple[RankedProvider, ...] = ()
    elsewhere: int = 0


@dataclass(frozen=True)
class ContributionBar:
    """One bar of "What moved the fit": a group of features against an average candidate."""

    group: str
    subtitle: Fact
    contribution: float


@dataclass(frozen=True)
class Explanation:
    """Why one provider stands where they stand. The bars sum to `total`, in log-odds.

    Whom a rule leaves out (`left_out`, its code) stands nowhere: both positions are 0.
    `why_not_other`: why somebody else is not in their place, by the same ranking.
    """

    proposal: RankedProvider
    bars: tuple[ContributionBar, ...]
    total: float
    path: tuple[PathStep, ...]
    position: int
    eligible: int
    by_fit_position: int
    model: ModelInfo
    at: datetime
    contributions: Mapping[str, float] = field(default_factory=dict)
    left_out: str | None = None
    why_not_other: WhyNot | None = None


@dataclass(frozen=True)
class Difference:
    """One group of facts by which one provider is behind (negative) or ahead of another."""

    group: str
    subtitle: Fact
    contribution: float


@dataclass(frozen=True)
class WhyNot:
    """Why somebody is not (higher) on the list: the code of the rule that leaves them out (`position` is then 0), or
    their place and where they lost against a shown one."""

    kind: str
    provider_id: str
    name: str
    name_zh: str
    left_out: str | None
    position: int
    band: str | None
    against_id: str
    against_name: str
    differences: tuple[Difference, ...]
    against_name_zh: str = ""


@dataclass(frozen=True)
class NameMatch:
    """One hit of a search by name."""

    id: str
    name: str
    name_zh: str
    headline: str = ""
    headline_zh: str = ""


@dataclass(frozen=True)
class FieldMatch:
    """Those who name a field or topic that was searched for, and which fields these are."""

    fields: tuple[Label, ...] = ()
    people: tuple[NameMatch, ...] = ()
