"""What follows a right password: a new session, and the page to go to."""

from __future__ import annotations

from flask import current_app, redirect, request, url_for
from flask_login import login_user
from werkzeug.wrappers import Response

from graph.entities.account import Account
from webapp.accounts import sessions
from webapp.http.extensions import SignedInUser
from webapp.http.menus import MENUS
from webapp.http.own_addresses import own_path
from webapp.presenters.language import LANGUAGE_COOKIE


def enter(account: Account) -> None:
    """Begin a session of this account under a new id."""
    sessions.begin(account.id)
    login_user(SignedInUser(account, "", ""))


def home_url(role: str) -> str:
    """Where this role begins."""
    endpoint = MENUS[role].home if role else ""
    return url_for(endpoint if endpoint in current_app.view_functions else "auth.show_account")


def go_on(account: Account, target: str | None) -> Response:
    """To where somebody wanted to go before signing in, or to their first page."""
    return redirect(own_path(target) or home_url(account.acting_as().role))


def client_address() -> str:
    """The address of who asks, as far as trusted proxies tell."""
    return request.remote_addr or "unknown"


def remember_language(response: Response, language: str) -> Response:
    """Have this browser's own choice agree with what was just chosen for the account."""
    secure = bool(current_app.config["SESSION_COOKIE_SECURE"])
    response.set_cookie(
        LANGUAGE_COOKIE, language, max_age=365 * 24 * 3600, httponly=True, samesite="Lax", secure=secure
    )
    return response
