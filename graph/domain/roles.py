"""The roles in which people act, and the side of a request on which each stands."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from graph.domain.registry import Registry

STARTUP, SUPERVISOR, INVESTOR = "startup", "supervisor", "investor"
INCUBATOR, TALENT_OFFICE, ADMINISTRATOR = "incubator", "talent_office", "administrator"
SYSTEM = "system"
"""Who acts when nobody does: the clock, a job, the command line. No account holds it, so it is not declared."""
LINK_HOLDER = "link_holder"
"""Whoever opens an invitation by its link: nobody has signed in yet."""
APPLICANT = "applicant"
"""Whoever applies on the public page of an incubator, and reads their application by its link."""
OWNER = "owner"
"""Whoever acts on their own account, in whichever role, also in none."""


class Side(StrEnum):
    """The two sides of a request and of the work that comes of it."""

    SEEKER = "seeker"
    PROVIDER = "provider"

    @property
    def other(self) -> Side:
        """The side across."""
        return Side.PROVIDER if self is Side.SEEKER else Side.SEEKER


@dataclass(frozen=True)
class Role:
    """One role of an account.

    `side`: where it stands in requests and work; None for those who look on. `subject_label`: the label of what an
    account in this role acts for; None where it acts for the whole installation. `is_oneself`: what it acts for is the
    person whose account it is. `needs_second_factor`: in production. `ranks`: what those who act for the same
    organisation can be there, the head's first (graph/domain/ranks.py); none where nobody else acts for it.
    """

    code: str
    side: Side | None = None
    subject_label: str | None = None
    needs_second_factor: bool = False
    is_oneself: bool = False
    ranks: tuple[str, ...] = ()


_HEAD_AND_MEMBERS = ("head", "member")
_OFFICE = ("head", "officer", "reader")

ROLES: Registry[Role] = Registry(
    "role",
    {
        role.code: role
        for role in (
            Role(STARTUP, Side.SEEKER, "Startup", ranks=_HEAD_AND_MEMBERS),
            Role(SUPERVISOR, Side.PROVIDER, "Supervisor", is_oneself=True),
            Role(INCUBATOR, subject_label="Incubator", ranks=_HEAD_AND_MEMBERS),
            Role(INVESTOR, Side.PROVIDER, "Investor", ranks=_HEAD_AND_MEMBERS),
            Role(TALENT_OFFICE, needs_second_factor=True, ranks=_OFFICE),
            Role(ADMINISTRATOR, needs_second_factor=True),
        )
    },
)


def side_of(role: str) -> Side | None:
    """The side of a role; None for those who look on and for the system."""
    return None if role == SYSTEM else ROLES[role].side


def needs_second_factor(role: str) -> bool:
    """Whether a role must have a second factor in production; who has no role yet need not."""
    return role in ROLES and ROLES[role].needs_second_factor


def roles_on(side: Side) -> tuple[str, ...]:
    """The codes of the roles that stand on a side."""
    return tuple(code for code, role in ROLES.items() if role.side is side)


def has_colleagues(role: str) -> bool:
    """Whether those who hold a role mind who else does: not where it is one person's own, nor who runs it all."""
    return role in ROLES and bool(ROLES[role].ranks)


def oneself() -> str:
    """The one role in which an account acts for the person whose it is."""
    (code,) = (code for code, role in ROLES.items() if role.is_oneself)
    return code


def parties(role: str) -> frozenset[str]:
    """As whom an actor in a role may take a step: by the role itself and by the side on which it stands."""
    side = side_of(role)
    return frozenset({role} if side is None else {role, side})
