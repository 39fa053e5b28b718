"""What experts and startups fill in when they apply."""

from __future__ import annotations

from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, IntegerField, SelectField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # newer than its stubs
from wtforms.validators import InputRequired, Length, NumberRange, Optional

from graph.domain.applications import (
    LONGEST_LINE,
    LONGEST_NAME,
    LONGEST_TEXT,
    MOST_AREAS,
    MOST_PLACES,
    ApplicantKind,
)
from graph.entities.application import Said
from graph.taxonomy import load
from graph.taxonomy.area_words import suggest_areas
from webapp.forms.base import BaseForm
from webapp.forms.fields import Checkboxes, WebAddress, Written, field_text
from webapp.presenters.language import language

WRITE_AN_ADDRESS = _l("Write an email address, such as name@company.cn.")
_LONG_NAME = _l("Shorten the name to %(most)s characters.", most=LONGEST_NAME)
_LONG_LINE = _l("Shorten this to %(most)s characters.", most=LONGEST_LINE)
_LONG_TEXT = _l("Keep it under 4,000 characters.")


class ApplicationForm(BaseForm):
    """What both say."""

    name = StringField(_l("Name"), [Written(_l("Write the name.")), Length(max=LONGEST_NAME, message=_LONG_NAME)])
    email = StringField(_l("E-mail"), [Written(WRITE_AN_ADDRESS), Length(max=254, message=WRITE_AN_ADDRESS)])
    reached_at = StringField(_l("Phone or WeChat"), [Optional(), Length(max=LONGEST_LINE, message=_LONG_LINE)])
    about = TextAreaField(
        _l("About you"), [Written(_l("Write a few sentences.")), Length(max=LONGEST_TEXT, message=_LONG_TEXT)]
    )
    link = StringField(
        _l("Website"),
        [
            Optional(),
            Length(max=LONGEST_LINE, message=_LONG_LINE),
            WebAddress(_l("A website starts with https://")),
        ],
    )
    consent = BooleanField(
        _l("I agree"), [InputRequired(_l("Tick this: without it nothing may be kept, and so nothing is sent."))]
    )

    _fields: dict[str, Any]
    order: tuple[str, ...] = ()
    """The fields as they stand on the page, which is the order of what is wrong with them."""

    def __init__(self, **values: Any) -> None:
        super().__init__(**values)
        fields = self._fields
        self._fields = {name: fields[name] for name in dict.fromkeys((*self.order, *fields)) if name != "consent"}
        self._fields["consent"] = fields["consent"]

    def said(self) -> Said:
        """What was filled in."""
        raise NotImplementedError

    def suggest(self) -> None:
        """Fill in what follows from the words, to be looked over."""


class ExpertForm(ApplicationForm):
    """A person who offers to help startups."""

    order = (
        "name", "email", "reached_at", "employer", "about", "help_areas", "places", "languages", "category", "link",
    )  # fmt: skip

    name = StringField(
        _l("Your name"),
        [Written(_l("Write the name.")), Length(max=LONGEST_NAME, message=_LONG_NAME)],
        description=_l("As you write it yourself, in either script."),
    )
    about = TextAreaField(
        _l("What you have done"),
        [Written(_l("Write a few sentences.")), Length(max=LONGEST_TEXT, message=_LONG_TEXT)],
        description=_l("In English or Chinese: what you built, ran, sold, financed or taught, and when."),
    )
    help_areas = Checkboxes(
        _l("What you can help with"),
        [
            InputRequired(_l("Tick what you can help with. What your words speak of is ticked already.")),
            Length(max=MOST_AREAS, message=_l("Tick at most %(most)s.", most=MOST_AREAS)),
        ],
        choices=[SelectChoice(code, code) for code in load().help_areas.terms],
    )
    places = IntegerField(
        _l("Startups at once"),
        [
            InputRequired(_l("Write a number from 1 to %(most)s.", most=MOST_PLACES)),
            NumberRange(1, MOST_PLACES, message=_l("Write a number from 1 to %(most)s.", most=MOST_PLACES)),
        ],
        description=_l("How many you would look after at the same time."),
        default=2,
    )
    languages = Checkboxes(_l("Languages you speak"), [InputRequired(_l("Tick at least one."))])
    category = SelectField(_l("Category"), [Optional()])
    employer = StringField(_l("Where you work"), [Length(max=LONGEST_LINE, message=_LONG_LINE)])
    link = StringField(
        _l("A page about you"),
        [
            Optional(),
            Length(max=LONGEST_LINE, message=_LONG_LINE),
            WebAddress(_l("A website starts with https://")),
        ],
    )

    def __init__(self, **values: Any) -> None:
        super().__init__(**values)
        terms = load().list("categories").terms.values()
        self.category.choices = [SelectChoice("", _("Not sure"))] + [
            SelectChoice(term.code, term.label(language())) for term in terms
        ]
        spoken = load().list("languages").terms.values()
        self.languages.choices = [(term.code, term.label(language())) for term in spoken]

    def said(self) -> Said:
        return Said(
            field_text(self.name), field_text(self.email), field_text(self.about).strip(), language(),
            field_text(self.link), tuple(self.help_areas.data or ()), self.places.data or 1,
            tuple(self.languages.data or ()),
            field_text(self.category), field_text(self.employer), reached_at=field_text(self.reached_at),
        )  # fmt: skip

    def suggest(self) -> None:
        if not self.help_areas.data:
            self.help_areas.data = suggest_areas(field_text(self.about), MOST_AREAS)


class StartupForm(ApplicationForm):
    """A startup that asks to be taken in."""

    order = ("name", "link", "stage", "industry", "about", "wants", "contact", "email", "reached_at")

    name = StringField(
        _l("Name of the startup"),
        [Written(_l("Write the name.")), Length(max=LONGEST_NAME, message=_LONG_NAME)],
    )
    stage = SelectField(_l("Stage"), [InputRequired(_l("Choose the stage."))])
    industry = SelectField(_l("Industry"), [InputRequired(_l("Choose the industry."))])
    about = TextAreaField(
        _l("What you do"),
        [Written(_l("Write a few sentences.")), Length(max=LONGEST_TEXT, message=_LONG_TEXT)],
        description=_l("In English or Chinese: for whom, how, and how far you are."),
    )
    wants = TextAreaField(
        _l("What you ask for"),
        [Written(_l("Write a few sentences.")), Length(max=LONGEST_TEXT, message=_LONG_TEXT)],
        description=_l("A place, people who help, money, customers: what would move you on."),
    )
    contact = StringField(
        _l("Your name"),
        [Written(_l("Write the name.")), Length(max=LONGEST_NAME, message=_LONG_NAME)],
        description=_l("Whom the incubator writes to."),
    )

    def __init__(self, **values: Any) -> None:
        super().__init__(**values)
        for field, kind in ((self.stage, "stages"), (self.industry, "industries")):
            terms = load().list(kind).terms.values()
            field.choices = [SelectChoice("", _("Choose"))] + [
                SelectChoice(term.code, term.label(language())) for term in terms
            ]

    def said(self) -> Said:
        return Said(
            field_text(self.name), field_text(self.email), field_text(self.about).strip(), language(),
            field_text(self.link), stage=field_text(self.stage), industry=field_text(self.industry),
            contact=field_text(self.contact), wants=field_text(self.wants).strip(),
            reached_at=field_text(self.reached_at),
        )  # fmt: skip


FORMS: dict[ApplicantKind, type[ApplicationForm]] = {
    ApplicantKind.EXPERT: ExpertForm,
    ApplicantKind.STARTUP: StartupForm,
}
