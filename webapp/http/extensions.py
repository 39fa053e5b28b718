"""Flask's extensions: who is signed in, CSRF, languages and time zones, rate limits."""

from __future__ import annotations

from typing import Any, cast

from flask import Flask, current_app, g, session
from flask_babel import Babel
from flask_limiter import Limiter
from flask_limiter.util import get_remote_address
from flask_login import LoginManager, UserMixin
from flask_wtf import CSRFProtect
from limits.errors import StorageError

from graph.driver import Graph
from graph.entities import Actor
from graph.entities.account import Account
from graph.errors import UnavailableError
from webapp.accounts.form_tickets import FormTickets
from webapp.accounts.link_tokens import LinkTokens
from webapp.accounts.secret_box import SecretBox
from webapp.accounts.throttling import Throttle, neighbourhood
from webapp.config import Settings
from webapp.observability.request_ids import note_account
from webapp.presenters.language import choose_language, choose_time_zone

login_manager = LoginManager()
csrf = CSRFProtect()
babel = Babel()

ROUTE_LIMITS = {
    "applying.apply": "60 per minute",
    "applying.confirm": "60 per minute",
    "applying.show_application": "120 per minute",
    "applying.withdraw": "60 per minute",
    "auth.accept_invitation": "60 per minute",
    "auth.check_code": "120 per minute",
    "auth.confirm_address": "60 per minute",
    "auth.object_to_address": "60 per minute",
    "auth.request_reset": "60 per minute",
    "auth.reset_password": "60 per minute",  # nosec B105  # pragma: allowlist secret  # a rate, no secret
    "auth.sign_in": "240 per minute",
    "introducing.find_ways": "240 per minute",
    "pages.keep_draft": "600 per minute",
}
"""Endpoint -> how often one address may ask for it; guesses at one account are held up far earlier (throttling.py)."""


class SignedInUser(UserMixin):  # type: ignore[misc]  # Flask-Login has no types
    """The account of this request and the membership in which it acts, read from the graph for this request only."""

    def __init__(self, account: Account, role: str, subject_id: str) -> None:
        self.account = account
        self.actor: Actor = account.acting_as(role, subject_id)

    def get_id(self) -> str:
        return user_key(self.account)

    def act_in(self, roles: frozenset[str]) -> bool:
        """Act in the first membership of one of these roles; False when the account holds none of them."""
        for held in self.account.memberships:
            if held.role in roles:
                self.actor = self.account.acting_as(held.role, held.subject_id)
                return True
        return False


def user_key(account: Account) -> str:
    """What the session keeps: an older generation is nobody any more."""
    return f"{account.id}|{account.generation}"


def init_app(app: Flask, settings: Settings) -> None:
    """Set every extension up on this application."""
    login_manager.init_app(app)
    login_manager.session_protection = None  # sessions live on the server; phones change their address
    csrf.init_app(app)
    babel.init_app(app, locale_selector=choose_language, timezone_selector=choose_time_zone)
    redis = app.extensions["liulu"]["redis"]
    app.config["RATELIMIT_STORAGE_URI"] = settings.redis_url
    app.config["RATELIMIT_STORAGE_OPTIONS"] = {"connection_pool": redis.connection_pool, "wrap_exceptions": True}
    app.extensions["liulu"]["throttle"] = Throttle(redis)
    app.extensions["liulu"]["secret_box"] = SecretBox(settings.secret_key.get_secret_value())
    app.extensions["liulu"]["form_tickets"] = FormTickets(settings.secret_key.get_secret_value())
    app.extensions["liulu"]["link_tokens"] = LinkTokens(settings.secret_key.get_secret_value())
    app.register_error_handler(StorageError, _answer_unavailable)


def limit_routes(app: Flask) -> None:
    """Put the limits of the table on the views; called when all blueprints are registered."""
    limiter = Limiter(_asking, app=app, headers_enabled=False, key_prefix="liulu:limit")
    for endpoint, limit in ROUTE_LIMITS.items():
        view: Any = app.view_functions[endpoint]
        app.view_functions[endpoint] = limiter.limit(limit)(view)


def _asking() -> str:
    return neighbourhood(get_remote_address())


def throttle() -> Throttle:
    """The throttle of sign-in attempts of this application."""
    return cast(Throttle, current_app.extensions["liulu"]["throttle"])


def secret_box() -> SecretBox:
    """What seals the secrets of this installation."""
    return cast(SecretBox, current_app.extensions["liulu"]["secret_box"])


def form_tickets() -> FormTickets:
    """What seals the tickets of this installation's forms."""
    return cast(FormTickets, current_app.extensions["liulu"]["form_tickets"])


def link_tokens() -> LinkTokens:
    """What makes the tokens of this installation's links."""
    return cast(LinkTokens, current_app.extensions["liulu"]["link_tokens"])


@login_manager.user_loader  # type: ignore[untyped-decorator]  # nor has its decorator
def load_user(key: str) -> SignedInUser | None:
    """The account of this session while its generation lasts; roles are read anew for each request."""
    account_id, _, generation = key.partition("|")
    graph = cast(Graph, current_app.extensions["liulu"]["graph"])
    try:
        account = graph.read(lambda tx: tx.accounts.find(account_id))
    except UnavailableError as error:
        g.graph_away = error  # the error page is drawn without an account; the request itself is refused
        return None
    if account is None or not account.is_active or str(account.generation) != generation:
        return None
    note_account(account.id)
    role, subject_id = session.get("membership", ("", ""))
    return SignedInUser(account, role, subject_id)


def _answer_unavailable(_error: StorageError) -> Any:
    return current_app.handle_user_exception(UnavailableError("Try again soon. Nothing was changed."))
