"""What a curator fills in to correct the record of a supervisor."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import IntegerField, SelectField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # newer than its stubs
from wtforms.validators import InputRequired, Length, NumberRange, Optional

from graph.entities.pools import PoolMember
from graph.taxonomy import load
from webapp.forms.field_names import short_topics, write_field_names
from webapp.forms.fields import Checkboxes, Written
from webapp.forms.record import RecordForm
from webapp.operations.pools.correct_supervisor import Correction
from webapp.operations.profiles.change_provider import MOST_PLACES
from webapp.presenters.language import language
from webapp.words.sentences import Sentence

CORRECTION_REFUSED: Mapping[str, Sentence] = {
    "name": Sentence("Write the name."),
    "email": Sentence("Write an email address, such as name@company.cn."),
    "capacity": Sentence("Give a number from 0 to 20."),
    "category": Sentence("Choose from the list."),
    "region": Sentence("Choose from the list."),
    "languages": Sentence("Choose from the list."),
    "stages": Sentence("Choose from the list."),
    "help_areas": Sentence("Choose from the list."),
    "linkedin": Sentence("A link starts with https://"),
}
_SHORTER = _l("Shorten this.")
_TEXTS = ("name", "name_zh", "email", "title", "phone", "wechat", "linkedin", "headline", "category", "region")
_LISTS = {"languages": "languages", "stages": "stages"}


def _short(most: int = 120) -> list[Length]:
    return [Length(max=most, message=_SHORTER)]


class CorrectionForm(RecordForm):
    """The record as it stands, to be changed."""

    name = StringField(_l("Name"), [Written(_l("Write the name.")), *_short()])
    name_zh = StringField(_l("Chinese name"), _short(60))
    email = StringField(_l("E-mail"), _short(254))
    category = SelectField(_l("Category"), [Optional()])
    capacity = IntegerField(
        _l("Startups at once"),
        [InputRequired(_l("Give a number.")), NumberRange(0, MOST_PLACES, message=_l("Give a number from 0 to 20."))],
    )
    headline = StringField(_l("One line about them"), _short(160))
    fields = TextAreaField(_l("Fields and topics"), [*_short(2000), short_topics])
    help_areas = Checkboxes(
        _l("Help areas that they stand for"),
        choices=[SelectChoice(code, code) for code in load().help_areas.terms],
    )
    languages = Checkboxes(_l("Languages"))
    stages = Checkboxes(_l("Stages"))
    region = SelectField(_l("District"), [Optional()])
    title = StringField(_l("Job title"), _short())
    phone = StringField(_l("Phone"), _short(60))
    wechat = StringField(_l("WeChat"), _short(60))
    linkedin = StringField(_l("LinkedIn"), _short(300))

    def __init__(self, **values: Any) -> None:
        super().__init__(**values)
        for name, kind in (("category", "categories"), ("region", "regions")):
            terms = load().list(kind).terms.values()
            self[name].choices = [SelectChoice("", _("Not said"))] + [
                SelectChoice(term.code, term.label(language())) for term in terms
            ]
        for name, kind in _LISTS.items():
            terms = load().list(kind).terms.values()
            self[name].choices = [SelectChoice(term.code, term.label(language())) for term in terms]
        self.help_areas.choices = [
            SelectChoice(code, term.label(language())) for code, term in load().help_areas.terms.items()
        ]

    @classmethod
    def of(cls, member: PoolMember) -> CorrectionForm:
        """The form as the record stands."""
        texts = {name: getattr(member, name) or "" for name in _TEXTS}
        lists = {name: list(getattr(member, name)) for name in (*_LISTS, "help_areas")}
        fields = write_field_names(member.industries, member.topics)
        return cls(**texts, **lists, capacity=member.capacity, fields=fields)

    def written(self) -> Correction:
        """What was filled in."""
        values: dict[str, Any] = {name: (self[name].data or "").strip() for name in _TEXTS}
        values |= {name: tuple(self[name].data or ()) for name in (*_LISTS, "help_areas")}
        return Correction(**values, capacity=int(self.capacity.data or 0))
