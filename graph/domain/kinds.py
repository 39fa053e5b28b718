"""Kinds of match: what a need may ask for, whom it asks, by which rules, and how work that comes of it may end."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from graph.domain.eligibility import RuleCode
from graph.domain.jobs import JOB_KINDS
from graph.domain.ranks import RANKS
from graph.domain.reasons import DeclineReason
from graph.domain.registry import IncompleteError, Registry
from graph.domain.roles import INVESTOR as INVESTOR_ROLE
from graph.domain.roles import ROLES, SUPERVISOR, Side, roles_on

_DECLINES = (DeclineReason.NO_TIME, DeclineReason.WRONG_FIELD, DeclineReason.CONFLICT, DeclineReason.OTHER)
_ABOUT_MONEY = (DeclineReason.AMOUNT, DeclineReason.STAGE, DeclineReason.VALUATION, DeclineReason.LATER)
_LEARNED = ("habits", "experience", "together", "tastes", "expected", "closeness")


class Outcome(StrEnum):
    """How work together ended."""

    COMPLETED = "completed"
    INVESTED = "invested"
    HIRED = "hired"
    ENDED_EARLY = "ended_early"
    NONE = "none"


ENDS = frozenset(Outcome) - {Outcome.NONE}
GOOD_ENDS = ENDS - {Outcome.ENDED_EARLY}


@dataclass(frozen=True)
class Subject:
    """What a need of the exchange format may ask for, matched here or not, and the label of those who are asked."""

    name: str
    label: str


@dataclass(frozen=True)
class Kind:
    """One kind of match.

    `population` names the providers' queries (graph/queries/profiles.cypher); `provider_role` answers the requests;
    `is_pooled`: incubators keep these providers in pools, with terms. `answers_questions`: a need is a question, and
    providers are ranked by how well what they have done answers it. `default_capacity` counts where a provider's
    number of places is not known. `field_relation` ties a provider to a field. `invests`: whether a provider puts
    money in; what they put in before and a share that they hold in the seeker are then said. `guides`: whether what
    comes of a match is guidance, which ties the two while it lasts. `rules` are the hard rules, in the order in which
    they are named as the reason; `consent` who must say yes, in order; `outcomes` how work may end; `decline_reasons`
    why a provider says no, in the order of their page. `need_fields`: what a need of this kind says beside what every
    need says. `features`: groups of features; `learned_features` those beside them that only a trained model reads. A
    back-test ranks the providers with at least `least_before` earlier seekers, the last one within `active_months`
    (0: at any time).
    """

    name: str
    label: str
    population: str
    provider_role: str
    rules: tuple[RuleCode, ...]
    outcomes: tuple[Outcome, ...]
    features: tuple[str, ...]
    learned_features: tuple[str, ...] = _LEARNED
    need_fields: frozenset[str] = frozenset()
    decline_reasons: tuple[DeclineReason, ...] = _DECLINES
    consent: tuple[Side, ...] = (Side.SEEKER, Side.PROVIDER)
    default_capacity: int = 3
    is_pooled: bool = False
    answers_questions: bool = False
    field_relation: str = "EXPERT_IN"
    invests: bool = False
    guides: bool = False
    least_before: int = 1
    active_months: int = 0

    def places(self, capacity: int | None) -> int:
        """How many startups a provider takes at once, known or not."""
        return self.default_capacity if capacity is None else capacity


MENTOR = Kind(
    name="mentor",
    label="Supervisor",
    population="supervisors",
    provider_role=SUPERVISOR,
    is_pooled=True,
    answers_questions=True,
    guides=True,
    rules=tuple(RuleCode),
    outcomes=(Outcome.COMPLETED, Outcome.ENDED_EARLY, Outcome.NONE),
    features=("fields", "text", "stage", "place", "category", "answers", "results", "track", "places"),
    learned_features=(*_LEARNED, "employer"),
    need_fields=frozenset({"category", "languages", "help_areas"}),
)

INVESTOR = Kind(
    name="investor",
    label="Investor",
    population="investors",
    provider_role=INVESTOR_ROLE,
    rules=tuple(code for code in RuleCode if code not in {RuleCode.OUTSIDE_POOL, RuleCode.LANGUAGE}),
    outcomes=(Outcome.INVESTED, Outcome.ENDED_EARLY, Outcome.NONE),
    decline_reasons=_ABOUT_MONEY + _DECLINES,
    features=("fields", "text", "stage", "ticket", "place", "answers", "results", "track"),
    need_fields=frozenset({"amount"}),
    field_relation="IN_INDUSTRY",
    invests=True,
    least_before=3,
    active_months=36,
)

KINDS: Registry[Kind] = Registry("kind", {kind.name: kind for kind in (MENTOR, INVESTOR)})
"""What is matched: on the live graph, and from a folder."""

TALENT, LAB = Subject("talent", "Talent"), Subject("lab", "Lab")
SUBJECTS: Registry[Subject] = Registry(
    "subject of a need",
    {
        subject.name: subject
        for subject in (
            Subject(MENTOR.name, MENTOR.label),
            TALENT,
            LAB,
            Subject(INVESTOR.name, INVESTOR.label),
        )
    },
)
"""What a need or an interaction of the exchange format may be about."""


def kind_of_role(role: str) -> Kind:
    """The kind of match whose requests a role answers. Raises LookupError for a role that answers none."""
    try:
        return next(kind for kind in KINDS.values() if kind.provider_role == role)
    except StopIteration:
        raise LookupError(f"The role {role!r} answers no requests.") from None


def pooled_kind() -> Kind:
    """The kind whose providers incubators keep in pools: one, or the program does not start."""
    return next(kind for kind in KINDS.values() if kind.is_pooled)


def is_guidance(subject: str) -> bool:
    """Whether what comes of a match about this is guidance; nothing is where nobody is matched for it."""
    return subject in KINDS and KINDS[subject].guides


def kind_of_labels(labels: Iterable[str]) -> Kind:
    """The kind of match that a provider of the graph is for. Raises LookupError for labels of no kind."""
    carried = frozenset(labels)
    try:
        return next(kind for kind in KINDS.values() if kind.label in carried)
    except StopIteration:
        raise LookupError(f"Nobody asks for {', '.join(sorted(carried))}.") from None


def need_fields_of(subject: str) -> frozenset[str]:
    """What a need says beside what every need says; nothing more where nobody is matched for it."""
    return KINDS[subject].need_fields if subject in KINDS else frozenset()


@KINDS.rule
def _contradictions(kind: Kind) -> Iterator[str]:
    if kind.provider_role not in ROLES or ROLES[kind.provider_role].side is not Side.PROVIDER:
        yield f"{kind.provider_role!r} is no role on the provider's side"
    if kind.name not in SUBJECTS or SUBJECTS[kind.name].label != kind.label:
        yield f"no need may ask for {kind.label!r}"
    for other in KINDS.values():
        if other is not kind and other.label == kind.label:
            yield f"{other.name!r} asks {kind.label!r} too"
        if other is not kind and other.provider_role == kind.provider_role:
            yield f"{kind.provider_role!r} answers {other.name!r} too"
    if kind.is_pooled is not (RuleCode.OUTSIDE_POOL in kind.rules):
        yield "pools keep providers for their startups, or the rule is left out"


def faults_of_declarations() -> list[str]:
    """Everything that is missing, too much or wrong in what is declared, as far as it is loaded; in words."""
    idle = set(roles_on(Side.PROVIDER)) - {kind.provider_role for kind in KINDS.values()}
    pooled = [kind.name for kind in KINDS.values() if kind.is_pooled]
    return [
        *ROLES.faults(),
        *RANKS.faults(),
        *SUBJECTS.faults(),
        *KINDS.faults(),
        *JOB_KINDS.faults(),
        *([] if len(pooled) == 1 else [f"pools keep one kind, not {len(pooled)}"]),
        *(f"role {role!r}: no kind of match asks it" for role in sorted(idle)),
    ]


def check_declarations() -> None:
    """Refuse to start unless all that is declared is complete; raises IncompleteError that names every fault."""
    faults = faults_of_declarations()
    if faults:
        raise IncompleteError(f"The declarations are not complete: {'; '.join(faults)}.")
