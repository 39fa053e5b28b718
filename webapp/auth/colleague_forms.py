"""The form of the page of colleagues."""

from __future__ import annotations

from flask_babel import lazy_gettext as _
from wtforms import EmailField, RadioField, SelectField, StringField
from wtforms.validators import DataRequired, Length

from graph.domain.ranks import first_rank
from webapp.forms.base import BaseForm
from webapp.forms.fields import LANGUAGE_CHOICES
from webapp.words.ranks import rank_choices


class AddressForm(BaseForm):
    """Where an invitation goes."""

    email = EmailField(_("Email"), [DataRequired(_("Write an email address.")), Length(max=254)])


class ColleagueForm(BaseForm):
    """Whom to invite to act for one's organisation, as what."""

    email = EmailField(_("Email"), [DataRequired(_("Write an email address.")), Length(max=254)])
    name = StringField(_("Name"), [Length(max=120)])
    rank = RadioField(_("Role within the organisation"))
    language = SelectField(_("Language"), choices=LANGUAGE_CHOICES)

    def __init__(self, role: str, **values: object) -> None:
        super().__init__(rank=first_rank(role, has_head=True), **values)
        self.rank.choices = rank_choices(role)
