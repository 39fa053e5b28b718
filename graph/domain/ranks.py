"""What one may do within the organisation for which one acts: everybody in a role is not alike there.

Which ranks a role has says `graph/domain/roles.py`; what each may do stands here, once, for pages and operations.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from graph.domain.registry import Registry
from graph.domain.roles import ROLES, Role

HEAD, MEMBER, OFFICER, READER = "head", "member", "officer", "reader"


class Act(StrEnum):
    """What a rank may let somebody do. To see what is the organisation's needs none of them."""

    WORK = "work"
    """Whatever its pages let one send."""
    MIND_COLLEAGUES = "mind_colleagues"
    """Invite colleagues, set their ranks, take them away."""
    DECIDE = "decide"
    """What concerns all of the organisation, or cannot be undone: `webapp/http/permissions.py` names it."""


@dataclass(frozen=True)
class Rank:
    """One rank of those who act for an organisation."""

    code: str
    acts: frozenset[Act] = frozenset()

    @property
    def is_head(self) -> bool:
        """Whether an organisation may not be without one."""
        return Act.MIND_COLLEAGUES in self.acts


RANKS: Registry[Rank] = Registry(
    "rank",
    {
        rank.code: rank
        for rank in (
            Rank(HEAD, frozenset(Act)),
            Rank(MEMBER, frozenset({Act.WORK})),
            Rank(OFFICER, frozenset({Act.WORK})),
            Rank(READER),
        )
    },
)


@ROLES.rule
def _in_order(role: Role) -> list[str]:
    """The first rank of a role is its head, the next that of whoever comes later, and no other minds colleagues."""
    if not role.ranks:
        return []
    unknown = [f"there is no rank {code!r}" for code in role.ranks if code not in RANKS]
    if unknown or len(role.ranks) < 2:
        return unknown or ["it has one rank only"]
    heads = [code for code in role.ranks if RANKS[code].is_head]
    return [] if heads == [role.ranks[0]] else ["its first rank, and no other, minds colleagues"]


def ranks_of(role: str) -> tuple[str, ...]:
    """The ranks within an organisation that a role has, the head's first; none where it is one person's own."""
    return ROLES[role].ranks if role in ROLES else ()


def first_rank(role: str, *, has_head: bool) -> str:
    """The rank of who comes without one: the head's where there is none, else the next; "" without ranks."""
    ranks = ranks_of(role)
    return ranks[1 if has_head else 0] if ranks else ""


def is_head(rank: str) -> bool:
    """Whether a rank is that of a head; no rank is not."""
    return rank in RANKS and RANKS[rank].is_head


def may(role: str, rank: str, act: Act) -> bool:
    """Whether somebody of this rank may do this in a role; in a role without ranks everybody may do all."""
    if not ranks_of(role):
        return True
    return rank in RANKS and act in RANKS[rank].acts


def highest(ranks: Iterable[str], role: str) -> int:
    """How near to the head the highest of these ranks stands; 0 is the head."""
    order = ranks_of(role)
    return min((order.index(rank) for rank in ranks if rank in order), default=len(order))
