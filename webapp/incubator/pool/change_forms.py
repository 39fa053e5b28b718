"""What a curator fills in to change several records at once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import IntegerField, RadioField, SelectField, TextAreaField
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # newer than its stubs
from wtforms.validators import Length, NumberRange, Optional

from graph.taxonomy import load
from webapp.forms.base import BaseForm
from webapp.forms.days import PlannedDayField
from webapp.forms.field_names import read_field_names, short_topics
from webapp.forms.fields import Checkboxes
from webapp.operations.pools.member_plans import ListChange, ListWay, Wanted
from webapp.operations.profiles.change_provider import MOST_PLACES
from webapp.presenters.language import language
from webapp.words.sentences import Sentence

CHANGE_REFUSED: Mapping[str, Sentence] = {
    "category": Sentence("Choose from the list."),
    "capacity": Sentence("Give a number from 0 to 20."),
    "until": Sentence("Give a day after today."),
    "fields": Sentence("One of them would have more than 60 fields or topics."),
    "help_areas": Sentence("Choose from the list."),
}
_WAYS = {
    ListWay.ADD: _l("Add these"),
    ListWay.REMOVE: _l("Take these away"),
    ListWay.SET: _l("Have these and no others"),
}
NOTHING = "none"


class ChangeForm(BaseForm):
    """What is to be changed; what is left empty stays as it is."""

    category = SelectField(_l("Category"), [Optional()])
    capacity = IntegerField(
        _l("Startups at once"),
        [Optional(), NumberRange(0, MOST_PLACES, message=_l("Give a number from 0 to 20."))],
    )
    until = PlannedDayField(_l("Term ends"), [Optional()])
    fields_way = RadioField(_l("What to do with fields and topics"), default=ListWay.ADD.value)
    fields = TextAreaField(_l("Fields and topics"), [Length(max=2000, message=_l("Shorten this.")), short_topics])
    areas_way = RadioField(_l("What to do with help areas"), default=ListWay.ADD.value)
    help_areas = Checkboxes(_l("Help areas"), choices=[SelectChoice(code, code) for code in load().help_areas.terms])

    def __init__(self, **values: Any) -> None:
        super().__init__(**values)
        terms = load().list("categories").terms.values()
        self.category.choices = [
            SelectChoice("", _("Leave as it is")), SelectChoice(NOTHING, _("Not said")),
            *(SelectChoice(term.code, term.label(language())) for term in terms),
        ]  # fmt: skip
        for field in (self.fields_way, self.areas_way):
            field.choices = [SelectChoice(way.value, text) for way, text in _WAYS.items()]
        self.help_areas.choices = [
            SelectChoice(code, term.label(language())) for code, term in load().help_areas.terms.items()
        ]

    def validate(self, extra_validators: Any = None) -> bool:
        """Something must be filled in."""
        if not super().validate(extra_validators):
            return False
        if not self.written().asked:
            self.category.errors = [_("Say what is to be changed.")]
        return not self.errors

    def written(self) -> Wanted:
        """What was filled in."""
        industries, topics = read_field_names(self.fields.data or "")
        names, areas = tuple(topics.values()), tuple(self.help_areas.data or ())
        way = ListWay(self.fields_way.data)
        return Wanted(
            category="" if self.category.data == NOTHING else self.category.data or None,
            capacity=self.capacity.data,
            until=self.until.data,
            # A list that is to be had and nothing else is one of fields and topics together.
            industries=ListChange(way, industries) if industries or (names and way is ListWay.SET) else None,
            topics=ListChange(way, names) if names or (industries and way is ListWay.SET) else None,
            help_areas=ListChange(ListWay(self.areas_way.data), areas) if areas else None,
        )

    def as_hidden(self) -> dict[str, str | Iterable[str]]:
        """The same answers as fields that are not seen."""
        return {
            "category": self.category.data or "",
            "capacity": "" if self.capacity.data is None else str(self.capacity.data),
            "until": self.until.data.isoformat() if self.until.data else "", "fields_way": self.fields_way.data,
            "fields": self.fields.data or "", "areas_way": self.areas_way.data,
            "help_areas": list(self.help_areas.data or ()),
        }  # fmt: skip
