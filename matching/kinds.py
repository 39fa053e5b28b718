"""What may be matched with what, as data: a new kind of match is a new declaration."""

from __future__ import annotations

from dataclasses import dataclass

_LEARNED = ("habits", "experience", "together", "tastes", "expected", "closeness")


@dataclass(frozen=True)
class Kind:
    """One kind of match.

    `population` names the providers' queries (graph/queries/profiles.cypher); `groups` the feature groups
    (features.GROUPS), `learned` those beside them that only a trained model reads; `rules` the hard rules in the order
    in which they are named as the reason; `consent` who must say yes, in order; a back-test ranks the providers with at
    least `least_before` earlier seekers, the last one within `active_months` (0: at any time).
    """

    name: str
    population: str
    groups: tuple[str, ...]
    rules: tuple[str, ...]
    consent: tuple[str, ...]
    one: str
    many: str
    zh: str
    learned: tuple[str, ...] = _LEARNED
    measure_zh: str = "位"
    least_before: int = 1
    active_months: int = 0


MENTOR = Kind(
    name="mentor",
    population="supervisors",
    groups=("fields", "text", "stage", "place", "category", "answers", "results", "track", "places"),
    rules=(
        "outside_pool",
        "conflict",
        "already_engaged",
        "already_asked",
        "dismissed",
        "declined_before",
        "paused",
        "no_free_place",
        "language",
    ),
    consent=("seeker", "provider"),
    one="supervisor",
    many="supervisors",
    zh="创业导师",
    learned=(*_LEARNED, "employer"),
)

INVESTOR = Kind(
    name="investor",
    population="investors",
    groups=("fields", "text", "stage", "ticket", "place", "answers", "results", "track"),
    rules=(
        "conflict",
        "already_engaged",
        "already_asked",
        "dismissed",
        "declined_before",
        "paused",
        "no_free_place",
    ),
    consent=("seeker", "provider"),
    one="investor",
    many="investors",
    zh="投资机构",
    measure_zh="家",
    least_before=3,
    active_months=36,
)

DECLARED: dict[str, Kind] = {kind.name: kind for kind in (MENTOR, INVESTOR)}
"""What can be learned and ranked from a folder."""
KINDS: dict[str, Kind] = dict(DECLARED)
"""What is matched on the live graph; each population has its queries there."""
