"""Enforces the permission table before every request."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from typing import cast

from flask import Flask, abort, current_app, g, redirect, request, session, url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from graph.domain.ranks import Act
from graph.domain.roles import ROLES, needs_second_factor, parties
from graph.errors import ForbiddenError, HeadNeededError
from webapp.http.drafts import send_back
from webapp.http.extensions import SignedInUser
from webapp.http.parties import ANY_SIGNED_IN, PUBLIC, Parties
from webapp.http.permissions import ACTS, PERMISSIONS, SECOND_FACTOR_FREE

log = logging.getLogger(__name__)


def init_app(app: Flask) -> None:
    """Enforce the table on every request."""
    app.before_request(enforce)


def enforce() -> Response | None:
    """Refuse, redirect to sign-in, or let the request pass."""
    endpoint = request.endpoint
    if endpoint is None:
        return None  # no such address: answered 404 as it is
    allowed = parties_of(PERMISSIONS, endpoint)
    signed_in = bool(current_user.is_authenticated) if needs_account(allowed) else False
    if "graph_away" in g:
        raise g.graph_away
    if allowed == PUBLIC:
        return None
    if not signed_in:
        return _to_sign_in()
    user = cast(SignedInUser, current_user)
    if allowed != ANY_SIGNED_IN and user.actor.role not in of_room(roles_of(allowed)):
        _act_in_other_role(user, of_room(roles_of(allowed)))
    act = act_of(endpoint, allowed, request.method)
    if act is not None and not user.actor.may_do(act):
        raise HeadNeededError("Your rank does not let you do this.", act=act)
    return _demand_second_factor(user, endpoint)


def act_of(endpoint: str, allowed: Parties, method: str) -> Act | None:
    """What one's rank within an organisation must let one do to use an endpoint by a method; None: nothing."""
    if endpoint in ACTS:
        return ACTS[endpoint]
    is_own_account = allowed in (PUBLIC, ANY_SIGNED_IN)
    return None if is_own_account or method in ("GET", "HEAD", "OPTIONS") else Act.WORK


def parties_of(table: Mapping[str, Parties], endpoint: str) -> Parties:
    """Who may use an endpoint; an endpoint that is not in the table is refused."""
    if endpoint not in table:
        log.error("the route %s is not in the permission table", endpoint)
        abort(403)
    return table[endpoint]


def roles_of(allowed: Parties) -> frozenset[str]:
    """The declared roles among these parties, each by itself or by its side."""
    return frozenset(role for role in ROLES if parties(role) & allowed)


def of_room(found: frozenset[str]) -> frozenset[str]:
    """Under the address of one of those who are asked, pages are that role's alone (`webapp.provider` notes which)."""
    return found & {g.room} if "room" in g else found


def needs_account(allowed: Parties) -> bool:
    """Whether who asks matters."""
    return allowed != PUBLIC


def _act_in_other_role(user: SignedInUser, allowed: frozenset[str]) -> None:
    """Somebody with two roles who follows a link of the other one goes on in that role."""
    if not user.act_in(allowed):
        raise ForbiddenError("This page is for another role.", role=user.actor.role)
    session["membership"] = [user.actor.role, user.actor.subject_id]


def _to_sign_in() -> Response:
    kept = send_back()
    if kept is not None:
        return kept
    target = request.full_path.rstrip("?") if request.method == "GET" else None
    response = redirect(url_for("auth.sign_in", next=target))
    if request.headers.get("HX-Request"):
        response.headers["HX-Redirect"] = response.location
    return response


def _demand_second_factor(user: SignedInUser, endpoint: str) -> Response | None:
    settings = current_app.extensions["liulu"]["settings"]
    missing = needs_second_factor(user.actor.role) and not user.account.has_second_factor
    if missing and settings.is_production and endpoint not in SECOND_FACTOR_FREE:
        return redirect(url_for("auth.set_up_second_factor"))
    return None
