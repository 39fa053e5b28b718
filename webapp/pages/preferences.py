"""Language and look: two choices that a reader makes once, kept in cookies so that they work before sign-in."""

from __future__ import annotations

from flask import current_app, redirect, request
from flask_login import current_user
from werkzeug.exceptions import UnprocessableEntity
from werkzeug.wrappers import Response

from webapp.http.context import actor, graph, now
from webapp.http.own_addresses import own_path
from webapp.operations.accounts.update_account import change_language
from webapp.pages.blueprint import blueprint
from webapp.presenters.language import LANGUAGE_COOKIE, LANGUAGES, THEME_COOKIE, THEMES

ONE_YEAR = 365 * 24 * 3600


def _back() -> Response:
    """To where the reader was."""
    return redirect(own_path(request.form.get("back")) or "/", code=303)


def _keep(response: Response, cookie: str, value: str) -> Response:
    secure = bool(current_app.config.get("SESSION_COOKIE_SECURE"))
    response.set_cookie(cookie, value, max_age=ONE_YEAR, httponly=True, samesite="Lax", secure=secure)
    return response


@blueprint.post("/language")
def set_language() -> Response:
    """Write pages in this language from now on, and mails too for who is signed in."""
    language = request.form.get("language", "")
    if language not in LANGUAGES:
        raise UnprocessableEntity
    if current_user.is_authenticated:
        change_language(graph(), actor(), language, now())
    return _keep(_back(), LANGUAGE_COOKIE, language)


@blueprint.post("/theme")
def set_theme() -> Response:
    """Light or dark from now on, or as the reader's system says."""
    theme = request.form.get("theme", "")
    if theme == "system":
        response = _back()
        response.delete_cookie(THEME_COOKIE)
        return response
    if theme not in THEMES:
        raise UnprocessableEntity
    return _keep(_back(), THEME_COOKIE, theme)
