"""Signing in and out, invitations, forgotten passwords, and one's own account."""

from webapp.auth import (
    account,
    address,
    colleague_invitations,
    colleagues,
    deletion,
    dev_mail,
    invitations,
    offers,
    reset,
    second_factor,
    sign_in,
    stored_data,
)

__all__ = [
    "account", "address", "colleague_invitations", "colleagues", "deletion", "dev_mail", "invitations", "offers",
    "reset", "second_factor", "sign_in", "stored_data",
]  # fmt: skip
