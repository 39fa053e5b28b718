"""The landing page and the three texts that stand below every page."""

from __future__ import annotations

from flask import redirect, render_template, request
from flask_login import current_user
from werkzeug.wrappers import Response

from webapp.http.navigation import home_url
from webapp.pages.blueprint import blueprint


@blueprint.get("/")
def landing() -> str | Response:
    """What this is, and the way in; who is signed in goes on to their own first page."""
    home = home_url()
    if getattr(current_user, "is_authenticated", False) and home != "/" and "about" not in request.args:
        return redirect(home)
    return render_template("pages/landing.html")


@blueprint.get("/how-matching-works")
def show_matching() -> str:
    """How a proposal comes about, and what everybody can do about it."""
    return render_template("pages/matching.html")


@blueprint.get("/your-data")
def show_data() -> str:
    """What is kept, who sees it, and what one may ask for."""
    return render_template("pages/data.html")


@blueprint.get("/accessibility")
def show_accessibility() -> str:
    """What works for whom, and what does not yet."""
    return render_template("pages/accessibility.html")


@blueprint.get("/invitation")
def show_invitation_help() -> str:
    """How an invitation works: the link in the mail is the way in."""
    return render_template("pages/invitation.html")
