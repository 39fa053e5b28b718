"""Why a request was not sent or not accepted, in words."""

from __future__ import annotations

from flask import request
from flask_babel import gettext as _
from flask_babel import ngettext

from graph.errors import (
    NeedFilledError,
)
from webapp.words.explanation import Explanation


def too_many(error: Exception) -> Explanation:
    """Somebody has as many open requests as one may."""
    limit = getattr(error, "params", {}).get("limit", "")
    if request.blueprint == "provider":
        return Explanation(
            _("They have asked enough others"),
            _("As many requests of this need wait already as may wait at once."),
            _("Your answer stands as it is."),
            _("Nothing: they can ask you again when one of those requests has ended."),
        )
    return Explanation(
        _("Enough requests are open"),
        _("This need has %(limit)s open requests, as many as may wait at once.", limit=limit),
        _("The open requests stay as they are."),
        _("Wait for an answer, or withdraw one request to ask another person."),
    )


def place_taken(error: NeedFilledError) -> Explanation:
    """The need has whom it asked for."""
    return Explanation(
        _("The place is taken"),
        ngettext(
            "The one place of this need is taken: nobody else could accept.",
            "All %(num)s places of this need are taken: nobody else could accept.", error.params["places"],
        ),
        _("Nobody was asked."),
        _("Open another place to ask one more person, or close the need."),
    )  # fmt: skip


def to_confirm(_error: Exception) -> Explanation:
    """A conflict of interest was not confirmed."""
    return Explanation(
        _("A conflict of interest is to be confirmed"),
        _("Something stands between these two that both sides confirm before they go on."),
        _("Nothing was changed."),
        _("Open the page again, read what stands there, and tick it or leave it."),
    )
