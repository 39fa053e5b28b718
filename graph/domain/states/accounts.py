"""Accounts."""

from __future__ import annotations

from enum import StrEnum

from graph.domain.roles import ADMINISTRATOR, INCUBATOR, LINK_HOLDER, OWNER, SYSTEM
from graph.domain.states.machine import Machine, step


class AccountState(StrEnum):
    """Whether somebody may sign in."""

    INVITED = "invited"
    ACTIVE = "active"
    DISABLED = "disabled"


_OPERATORS = {ADMINISTRATOR, SYSTEM}

ACCOUNTS = Machine(
    "account",
    AccountState,
    (
        step("create_account", _OPERATORS, {None}, AccountState.INVITED),
        step(
            "send_invitation",
            _OPERATORS,
            {AccountState.INVITED},
            AccountState.INVITED,
            tells=("invite_account",),
        ),
        step(
            "send_password_reset",
            _OPERATORS,
            {AccountState.ACTIVE},
            AccountState.ACTIVE,
            tells=("reset_password",),
        ),
        step("make_invitation_link", _OPERATORS, {AccountState.INVITED}, AccountState.INVITED),
        step(
            "hand_over_link",
            {INCUBATOR},
            {AccountState.INVITED},
            AccountState.INVITED,
            guard="acts_only_for_whom_is_with_it",
        ),
        step("accept_invitation", {LINK_HOLDER}, {AccountState.INVITED}, AccountState.ACTIVE),
        step(
            "disable_account",
            _OPERATORS,
            {AccountState.INVITED, AccountState.ACTIVE},
            AccountState.DISABLED,
            guard="leaves_an_administrator",
        ),
        step("enable_account", _OPERATORS, {AccountState.DISABLED}, AccountState.ACTIVE, restores=True),
        step("delete_account", {OWNER, *_OPERATORS}, set(AccountState), None, guard="leaves_an_administrator"),
    ),
)
