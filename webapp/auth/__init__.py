"""Signing in and out, invitations, forgotten passwords, and one's own account."""

from __future__ import annotations

from flask import Blueprint

blueprint = Blueprint("auth", __name__)

from webapp.auth import account, dev_mail, invitations, reset, second_factor, sign_in  # noqa: E402, F401  # views register here
