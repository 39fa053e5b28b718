"""Accounts."""

from __future__ import annotations

from enum import StrEnum

from graph.domain.roles import ADMINISTRATOR, ROLES, SYSTEM
from graph.domain.states.machine import Machine, step


class AccountState(StrEnum):
    """Whether somebody may sign in."""

    INVITED = "invited"
    ACTIVE = "active"
    DISABLED = "disabled"


ACCOUNTS = Machine(
    "account",
    AccountState,
    (
        step("create_account", {ADMINISTRATOR, SYSTEM}, {None}, AccountState.INVITED, tells=("invite_account",)),
        step("accept_invitation", set(ROLES), {AccountState.INVITED}, AccountState.ACTIVE),
        step("disable_account", {ADMINISTRATOR}, {AccountState.INVITED, AccountState.ACTIVE}, AccountState.DISABLED),
        step("enable_account", {ADMINISTRATOR}, {AccountState.DISABLED}, AccountState.ACTIVE, restores=True),
    ),
)
