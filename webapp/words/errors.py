"""What each refusal and failure is called, what was kept, and what to do, in words for the person who meets it."""

from __future__ import annotations

import errno
from collections.abc import Callable
from typing import Any

from flask import request
from flask_babel import gettext as _
from flask_wtf.csrf import CSRFError
from redis.exceptions import RedisError
from werkzeug.exceptions import HTTPException

from graph.domain.roles import Side
from graph.errors import (
    AlreadyAppliedError,
    BeingWrittenError,
    ConflictError,
    ConflictToConfirmError,
    ForbiddenError,
    HeadNeededError,
    InvalidInputError,
    LimitReachedError,
    NeedFilledError,
    NotEligibleError,
    NotFoundError,
    StateChangedError,
    TookTooLongError,
    TooManyOpenRequestsError,
    UnavailableError,
    UnconfirmedError,
)
from webapp.words.explanation import Explanation
from webapp.words.ineligible import not_eligible
from webapp.words.limits import limit_reached
from webapp.words.refused_requests import place_taken, to_confirm, too_many
from webapp.words.stale import what_happened


def _not_found(_error: Exception) -> Explanation:
    return Explanation(
        _("There is no such page"),
        _("The address is wrong, the page was removed, or it belongs to somebody else."),
        _("Nothing was changed."),
        _("Check the address, or go to your first page and find it from there."),
    )


def _forbidden(_error: Exception) -> Explanation:
    return Explanation(
        _("That is not yours to do"),
        _("Your account may not do this in its present role."),
        _("Nothing was changed."),
        _("If you act in several roles, choose another one; else ask your administrator."),
    )


def _head_needed(_error: Exception) -> Explanation:
    return Explanation(
        _("Only a head may do that"),
        _("Your role within your organisation does not let you do this."),
        _("Nothing was changed."),
        _("Ask a head of your organisation: “Colleagues” in the menu of your account names them."),
    )


def _form_expired(_error: Exception) -> Explanation:
    return Explanation(
        _("This form is too old"),
        _("The page stood open for long, or you signed in again in another window."),
        _("Nothing was changed."),
        _("Go back, load the page again and send it once more. Most browsers keep what you typed."),
    )


def _state_changed(error: StateChangedError) -> Explanation:
    happened = what_happened(str(error.params["what"]), str(error.params["state"]), side_of_page())
    return Explanation(
        _("This page was out of date"),
        happened or _("This was answered, withdrawn or closed since your page was shown."),
        _("That stands as it is; nothing was changed just now."),
        _("Go back and load the page again to see how it stands now."),
    )


def _being_written(_error: Exception) -> Explanation:
    return Explanation(
        _("It can no longer be stopped"),
        _("What you wanted to stop is being written at this moment."),
        _("It is written as a whole, within moments."),
        _("Go back and load the page again to see what it did."),
    )


def _already_done(_error: Exception) -> Explanation:
    return Explanation(
        _("This was done already"),
        _("The same request came twice; it was carried out once."),
        _("What the first one did stands."),
        _("Go back and load the page again to see it."),
    )


def _conflict(_error: Exception) -> Explanation:
    return Explanation(
        _("This does not go together"),
        _("Something changed that this depends on."),
        _("Nothing was changed."),
        _("Go back and load the page again to see how it stands now."),
    )


def _too_large(_error: Exception) -> Explanation:
    return Explanation(
        _("This file is too large"),
        _("It is above the size that may be sent."),
        _("Nothing was loaded."),
        _("Split the file, or ask your administrator to load it from the command line."),
    )


def _invalid(_error: Exception) -> Explanation:
    return Explanation(
        _("Something in this does not fit"),
        _("What was sent breaks a rule of this page."),
        _("Nothing was changed."),
        _("Go back, check what you wrote and send it again."),
    )


def _throttled(_error: Exception) -> Explanation:
    return Explanation(
        _("Too many tries"),
        _("There were more tries than we allow in a short time."),
        _("Nothing was changed, and no account was locked."),
        _("Wait a few minutes and try again."),
    )


def _failed(_error: Exception) -> Explanation:
    return Explanation(
        _("This went wrong on our side"),
        _("The page failed. It was noted with the number below."),
        _("Work that you saved before is kept; this last step was not."),
        _("Try again. If it fails again, tell your administrator the number."),
    )


def _unavailable(_error: Exception) -> Explanation:
    return Explanation(
        _("Back in a moment"),
        _("A part that we depend on does not answer just now."),
        _("Everything saved is safe; this last step was not carried out."),
        _("Wait a minute and load the page again. It recovers by itself."),
    )


def _unconfirmed(_error: Exception) -> Explanation:
    return Explanation(
        _("Perhaps saved, perhaps not"),
        _("A part that we depend on stopped while this was saved."),
        _("Everything saved before is safe; whether this last step was carried out is not known."),
        _("Wait a minute, look whether your change is there, and only then try again."),
    )


def side_of_page() -> Side | None:
    """On which side the reader of this page stands."""
    return {"startup": Side.SEEKER, "provider": Side.PROVIDER}.get(request.blueprint or "")


Say = Callable[[Any], Explanation]
# The most particular class first; the first that fits speaks.
TABLE: tuple[tuple[type[Exception], int, Say], ...] = (
    (NotFoundError, 404, _not_found),
    (HeadNeededError, 403, _head_needed),
    (ForbiddenError, 403, _forbidden),
    (NotEligibleError, 409, not_eligible),
    (ConflictToConfirmError, 409, to_confirm),
    (NeedFilledError, 409, place_taken),
    (TooManyOpenRequestsError, 409, too_many),
    (LimitReachedError, 429, limit_reached),
    (AlreadyAppliedError, 409, _already_done),
    (BeingWrittenError, 409, _being_written),
    (StateChangedError, 409, _state_changed),
    (ConflictError, 409, _conflict),
    (InvalidInputError, 422, _invalid),
    (UnconfirmedError, 503, _unconfirmed),
    (TookTooLongError, 503, _unavailable),
    (UnavailableError, 503, _unavailable),
    (RedisError, 503, _unavailable),
    (CSRFError, 400, _form_expired),
)
# It goes again once somebody made room.
_FULL = {errno.ENOSPC, errno.EDQUOT}
BY_STATUS: dict[int, Say] = {
    400: _invalid,
    401: _forbidden,
    403: _forbidden,
    404: _not_found,
    405: _not_found,
    409: _conflict,
    413: _too_large,
    422: _invalid,
    429: _throttled,
    503: _unavailable,
}


def explain(error: Exception) -> tuple[int, Explanation]:
    """The status and the words for this error."""
    for kind, status, say in TABLE:
        if isinstance(error, kind):
            return status, say(error)
    if isinstance(error, OSError) and error.errno in _FULL:
        return 503, _unavailable(error)
    status = (error.code or 500) if isinstance(error, HTTPException) else 500
    return status, BY_STATUS.get(status, _failed)(error)
