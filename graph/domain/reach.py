"""How a request reaches whom it asks: by their own account, through who answers for them, or not at all."""

from __future__ import annotations

from enum import StrEnum

from graph.domain.roles import ADMINISTRATOR, INCUBATOR

ADMINISTRATORS = "administrators"
"""What stands in `answered_by` where the installation's administrators answer for somebody; else an incubator's id."""


class Reach(StrEnum):
    """How somebody who may be asked can answer.

    `ACCOUNT`: they sign in. `INCUBATOR`: an incubator that they are with, or the administrators, answers for them.
    `NONE`: nobody would read what is asked, so they are neither proposed nor asked.
    """

    ACCOUNT = "account"
    INCUBATOR = "incubator"
    NONE = "none"


class Told(StrEnum):
    """How somebody hears of what was done.

    `BY_MAIL`: in a mail of their own. `BY_US`, `BY_OTHERS`: through who answers for them, whoever did it themselves or
    somebody else. `NOT`: nobody there could read it.
    """

    BY_MAIL = "by_mail"
    BY_US = "by_us"
    BY_OTHERS = "by_others"
    NOT = "not"


UNKNOWN = -1
"""The code of a reach that nobody told: of people in files."""
_CODES = (Reach.NONE, Reach.INCUBATOR, Reach.ACCOUNT)


def reach_code(reach: Reach | None) -> int:
    """A reach as a number, as the rules of eligibility read it; 0 where nobody answers."""
    return UNKNOWN if reach is None else _CODES.index(reach)


def reach_of_code(code: int) -> Reach | None:
    """The reach of a number."""
    return None if code < 0 else _CODES[code]


def answerer_of(role: str, subject_id: str) -> str:
    """Who answers for somebody, as `answered_by` has it; empty for roles that answer for nobody."""
    return {INCUBATOR: subject_id, ADMINISTRATOR: ADMINISTRATORS}.get(role, "")
