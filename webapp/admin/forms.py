"""Forms of the administrator's pages."""

from __future__ import annotations

from collections.abc import Sequence

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from wtforms import BooleanField, EmailField, Field, SelectField, StringField
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # newer than its stubs
from wtforms.validators import DataRequired, Length, ValidationError

from graph.domain.ranks import RANKS, ranks_of
from graph.domain.roles import ADMINISTRATOR, ROLES
from webapp.forms.base import BaseForm
from webapp.forms.fields import LANGUAGE_CHOICES
from webapp.words.ranks import rank_word
from webapp.words.roles import role_word

NOBODY = _("There is nobody with this name or id. Type a name and take it from the list.")


class RoleForm(BaseForm):
    """A role, whom it is for, and as what there. `is_sure`: that they may administer everything."""

    role = SelectField(_("Role"))
    subject_id = StringField(_("For which organisation or person"), [Length(max=120)])
    rank = SelectField(_("Role within the organisation"), default="")
    is_sure = BooleanField(_("Yes, this person may administer everything"))

    def __init__(self, *args: object, **values: object) -> None:
        super().__init__(*args, **values)
        self.role.choices = [SelectChoice(role, role_word(role)) for role in ROLES]
        by_itself = SelectChoice("", gettext("Head where there is none, else as a colleague"))
        self.rank.choices = [by_itself, *(SelectChoice(rank, rank_word(rank)) for rank in RANKS)]

    def validate_is_sure(self, field: Field) -> None:
        """Nobody becomes an administrator by a slip of the list."""
        if self.role.data == ADMINISTRATOR and not field.data:
            raise ValidationError(gettext("An administrator sees and changes everything. Tick it if you mean that."))

    def validate_rank(self, field: Field) -> None:
        """Not every role has every rank, and some have none."""
        has = ranks_of(self.role.data or "")
        if field.data and field.data not in has:
            words = " / ".join(rank_word(rank) for rank in has)
            raise ValidationError(
                gettext("With this role one is one of: %(ranks)s.", ranks=words)
                if has
                else gettext("This role is one person's own: leave this as it is.")
            )

    def validate_subject_id(self, field: Field) -> None:
        """Some roles are for an organisation, the others are not."""
        field.data = (field.data or "").strip()
        needed = bool(self.role.data in ROLES and ROLES[self.role.data].subject_label)
        if needed and not field.data:
            raise ValidationError(gettext("Choose for whom: type a name and take it from the list."))
        if not needed and field.data:
            raise ValidationError(gettext("This role is for no organisation: leave this empty."))

    def resolve(self, ids: Sequence[str]) -> bool:
        """Take whoever was named for the one whom that means; False, with what to do, where nobody or several are."""
        if len(ids) == 1:
            self.subject_id.data = ids[0]
            return True
        said = gettext("Several have this name. Type it and take one from the list.") if ids else NOBODY
        self.subject_id.errors = [said]
        return False


class InviteForm(RoleForm):
    """Whom to invite, as what."""

    email = EmailField(_("Email"), [DataRequired(_("Write an email address.")), Length(max=254)])
    name = StringField(_("Name"), [Length(max=120)])
    language = SelectField(_("Language"), choices=LANGUAGE_CHOICES)


class AddressForm(BaseForm):
    """Another address for somebody's account."""

    email = EmailField(_("New email"), [DataRequired(_("Write an email address.")), Length(max=254)])


class DeletionForm(BaseForm):
    """The address of the account, so that no other one is deleted."""

    email = EmailField(_("Email of this account"), [DataRequired(_("Write the address of this account."))])


class AuditForm(BaseForm):
    """What part of the log to show (by GET)."""

    actor = StringField(_("Who (name, or id of the account)"), [Length(max=120)])
    action = SelectField(_("What"))
    subject = StringField(_("On what (name, address or id)"), [Length(max=120)])
    since = StringField(_("From"), [Length(max=10)], render_kw={"type": "date"})
    until = StringField(_("To"), [Length(max=10)], render_kw={"type": "date"})
