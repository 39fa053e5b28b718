"""What supervisors and investors fill in about themselves."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Self

from flask_babel import lazy_gettext as _l
from wtforms import SelectField, StringField, TextAreaField
from wtforms.validators import Length, Optional

from graph.domain.kinds import KINDS, kind_of_role
from graph.domain.registry import Table
from graph.entities.providers import ProviderProfile
from graph.errors import InvalidInputError
from graph.taxonomy import load
from webapp.forms.amounts import MoneyField, amount_text, currency_choices
from webapp.forms.field_names import short_topics
from webapp.forms.fields import Checkboxes, WebAddress, Written, show_refusal
from webapp.forms.record import RecordForm
from webapp.operations.profiles.change_provider import InvestorFields, ProfileFields, SupervisorFields
from webapp.presenters.language import language
from webapp.words.sentences import Sentence

PROFILE_REFUSED: Mapping[str, Sentence] = {
    "ticket_min": Sentence("Write an amount such as 5,000,000, 500万 or 5 million."),
    "ticket_max": Sentence("The largest ticket is below the smallest."),
    "currency": Sentence("Choose the currency."),
    "website": Sentence("A website starts with https://"),
    "fields": Sentence("Give at least one field, or nobody can find you."),
}


class ProfileForm(RecordForm):
    """What both say about themselves; the page shows whichever fields the form has."""

    website = StringField(
        _l("Website"),
        validators=[
            Optional(),
            Length(max=300, message=_l("Too long.")),
            WebAddress(_l("A website starts with https://")),
        ],
    )
    fields = TextAreaField(
        _l("Fields and topics"),
        validators=[Written(_l("Give at least one field, or nobody can find you.")), Length(max=2000), short_topics],
    )

    @classmethod
    def of(cls, profile: ProviderProfile, fields: str) -> Self:
        """The form as the profile stands."""
        own = {name: getattr(profile, name) for name in cls.names()}
        return cls(**{**own, **cls.as_amount_text(profile)}, fields=fields)

    @classmethod
    def names(cls) -> tuple[str, ...]:
        """The properties of the profile that are fields of this form."""
        return ("summary", "summary_zh", "website")

    @classmethod
    def as_amount_text(cls, _profile: ProviderProfile) -> dict[str, object]:
        """What stands in the form otherwise than in the profile."""
        return {}

    def offer_choices(self) -> None:
        """Fill the official lists in the reader's language."""
        for name in ("stages", "languages"):
            if name in self:
                terms = load().list(name).terms
                self[name].choices = [(code, term.label(language())) for code, term in terms.items()]

    def written(self) -> ProfileFields:
        """What was filled in."""
        raise NotImplementedError

    def text(self, name: str) -> str:
        """A text without the space around it."""
        return (self[name].data or "").strip()

    def show_error(self, error: InvalidInputError) -> None:
        """Say at the field, in the reader's language, what the operation refused."""
        show_refusal(self, error, PROFILE_REFUSED)


class SupervisorForm(ProfileForm):
    """A person: what they have done and can help with."""

    headline = StringField(_l("One line about you, in English"), validators=[Length(max=160)])
    headline_zh = StringField(_l("One line about you, in Chinese"), validators=[Length(max=160)])
    summary = TextAreaField(_l("What you have done and can help with, in English"), validators=[Length(max=4000)])
    summary_zh = TextAreaField(_l("What you have done and can help with, in Chinese"), validators=[Length(max=4000)])
    stages = Checkboxes(_l("Stages you guide"))
    languages = Checkboxes(_l("Languages you speak"))

    @classmethod
    def names(cls) -> tuple[str, ...]:
        return (*super().names(), "headline", "headline_zh", "stages", "languages")

    def written(self) -> SupervisorFields:
        texts = {name: self.text(name) for name in ("headline", "headline_zh", "summary", "summary_zh", "website")}
        return SupervisorFields(
            **texts, stages=tuple(self.stages.data or ()), languages=tuple(self.languages.data or ())
        )


class InvestorForm(ProfileForm):
    """An investor: the thesis, and what is put in at a time."""

    summary = TextAreaField(_l("Your thesis, in English"), validators=[Length(max=4000)])
    summary_zh = TextAreaField(_l("Your thesis, in Chinese"), validators=[Length(max=4000)])
    stages = Checkboxes(_l("Stages you invest in"))
    ticket_min = MoneyField(_l("Smallest ticket"))
    ticket_max = MoneyField(_l("Largest ticket"))
    currency = SelectField(_l("Currency"), choices=currency_choices())

    @classmethod
    def names(cls) -> tuple[str, ...]:
        return (*super().names(), "stages", "currency")

    @classmethod
    def as_amount_text(cls, profile: ProviderProfile) -> dict[str, object]:
        return {"ticket_min": amount_text(profile.ticket_min), "ticket_max": amount_text(profile.ticket_max)}

    def offer_choices(self) -> None:
        """A currency that came with an import may be chosen again."""
        super().offer_choices()
        self.currency.choices = currency_choices(self.currency.data or "")

    def written(self) -> InvestorFields:
        return InvestorFields(
            summary=self.text("summary"),
            summary_zh=self.text("summary_zh"),
            website=self.text("website"),
            stages=tuple(self.stages.data or ()),
            ticket_min=self.ticket_min.amount,
            ticket_max=self.ticket_max.amount,
            currency=self.currency.data,
        )


_FORMS: Table[type[ProfileForm]] = KINDS.table(
    "form of a profile", {"mentor": SupervisorForm, "investor": InvestorForm}
)


def form_of(role: str) -> type[ProfileForm]:
    """The form of the profile of a role that is asked."""
    return _FORMS[kind_of_role(role).name]
