"""Signing in and out, invitations, forgotten passwords, and one's own account."""

from webapp.auth import account, dev_mail, invitations, reset, second_factor, sign_in

__all__ = ["account", "dev_mail", "invitations", "reset", "second_factor", "sign_in"]
