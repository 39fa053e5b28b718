"""Forms of sign-in, invitations, reset and the account page."""

from __future__ import annotations

from collections.abc import Mapping

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from wtforms import BooleanField, EmailField, HiddenField, PasswordField, SelectField, StringField
from wtforms.validators import DataRequired, Length, ValidationError

from webapp.accounts.passwords import MAX_LENGTH
from webapp.forms.base import BaseForm
from webapp.forms.fields import LANGUAGE_CHOICES
from webapp.presenters.language import time_zones
from webapp.words.sentences import Sentence

WEAKNESSES: Mapping[str, Sentence] = {
    "short": Sentence("Use at least 8 characters. Four unrelated words are easy to keep in mind."),
    "long": Sentence("Use at most 1024 characters."),
    "guessable": Sentence("This password is easy to guess. Try four words that do not belong together."),
}
_KEEP_SPACES = {"autocomplete": "current-password"}
_NEW_PASSWORD = {"autocomplete": "new-password", "minlength": "8"}


def weakness_text(weakness: str) -> str:
    """Why a password is refused, and what helps."""
    return WEAKNESSES[weakness].say({})


class SignInForm(BaseForm):
    """Address and password."""

    email = EmailField(
        _("Email"),
        [DataRequired(_("Write your email address.")), Length(max=254)],
        render_kw={"autocomplete": "username", "inputmode": "email", "autocapitalize": "none"},
    )
    password = PasswordField(
        _("Password"), [DataRequired(_("Write your password.")), Length(max=MAX_LENGTH)], render_kw=_KEEP_SPACES
    )
    next = HiddenField()


class CodeForm(BaseForm):
    """A code of the authenticator app, or a recovery code."""

    code = StringField(
        _("Code"),
        [DataRequired(_("Write the six digits.")), Length(max=40)],
        render_kw={"autocomplete": "one-time-code", "inputmode": "text", "autofocus": True},
    )


class SecondFactorForm(CodeForm):
    """The first code of a new app, and the password: a session that somebody took over is not enough."""

    password = PasswordField(
        _("Password"), [DataRequired(_("Write your password.")), Length(max=MAX_LENGTH)], render_kw=_KEEP_SPACES
    )


class EmailForm(BaseForm):
    """Whose password was forgotten."""

    email = EmailField(
        _("Email"),
        [DataRequired(_("Write your email address.")), Length(max=254)],
        render_kw={"autocomplete": "username", "inputmode": "email", "autocapitalize": "none"},
    )


class NewPasswordForm(BaseForm):
    """A password to set."""

    password = PasswordField(
        _("New password"),
        [DataRequired(_("Choose a password.")), Length(max=MAX_LENGTH)],
        render_kw=_NEW_PASSWORD,
    )


class InvitationForm(NewPasswordForm):
    """What an invited person says about themselves."""

    name = StringField(
        _("Your name"), [DataRequired(_("Write your name.")), Length(max=120)], render_kw={"autocomplete": "name"}
    )
    language = SelectField(_("Language"), choices=LANGUAGE_CHOICES)


class ProfileForm(BaseForm):
    """Name, language, time zone."""

    name = StringField(
        _("Your name"), [DataRequired(_("Write your name.")), Length(max=120)], render_kw={"autocomplete": "name"}
    )
    language = SelectField(_("Language"), choices=LANGUAGE_CHOICES)
    time_zone = StringField(_("Time zone"), [DataRequired(_("Choose a time zone."))], render_kw={"list": "time-zones"})

    def validate_time_zone(self, field: StringField) -> None:
        """Only zones that the calendar knows."""
        if field.data not in time_zones():
            raise ValidationError(gettext("Choose a time zone from the list, such as Asia/Shanghai."))


class AddressForm(BaseForm):
    """Another address for one's account, and one's password."""

    email = EmailField(
        _("New email address"),
        [DataRequired(_("Write your email address.")), Length(max=254)],
        render_kw={"autocomplete": "email", "inputmode": "email", "autocapitalize": "none"},
    )
    password = PasswordField(
        _("Present password"), [DataRequired(_("Write your present password."))], render_kw=_KEEP_SPACES
    )


class ConfirmForm(BaseForm):
    """A yes."""


class ChangePasswordForm(BaseForm):
    """The old password and the new one."""

    old = PasswordField(
        _("Present password"), [DataRequired(_("Write your present password."))], render_kw=_KEEP_SPACES
    )
    new = PasswordField(
        _("New password"),
        [DataRequired(_("Choose a password.")), Length(max=MAX_LENGTH)],
        render_kw=_NEW_PASSWORD,
    )


class DeletionForm(BaseForm):
    """One's password, and that one has read what stays."""

    password = PasswordField(
        _("Password"), [DataRequired(_("Write your password.")), Length(max=MAX_LENGTH)], render_kw=_KEEP_SPACES
    )
    has_read = BooleanField(
        _("I have read what is erased and what stays, and that it cannot be undone."),
        [DataRequired(_("Read it, and say that you have."))],
    )


class PasswordForm(BaseForm):
    """One's password, before something that makes the account less safe."""

    password = PasswordField(
        _("Password"), [DataRequired(_("Write your password.")), Length(max=MAX_LENGTH)], render_kw=_KEEP_SPACES
    )
