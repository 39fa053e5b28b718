"""Forms of one value of one supervisor, edited where it stands in the pool."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import HiddenField, IntegerField, SelectField, StringField
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # newer than its stubs
from wtforms.validators import InputRequired, Length, NumberRange, Optional

from graph.domain.kinds import pooled_kind
from graph.entities.member_record import MemberValues
from graph.taxonomy import load
from webapp.forms.base import BaseForm
from webapp.operations.pools.member_plans import ListChange, ListWay, Wanted
from webapp.operations.pools.tag_members import read_tags
from webapp.operations.profiles.change_provider import MOST_PLACES
from webapp.presenters.language import language
from webapp.words.sentences import Sentence


class PlacesForm(BaseForm):
    """How many startups at a time; `seen`: the mark of the record that was opened."""

    value = IntegerField(
        _l("Startups at once"),
        [InputRequired(_l("Give a number.")), NumberRange(0, MOST_PLACES, message=_l("Give a number from 0 to 20."))],
    )
    seen = HiddenField()


class CategoryForm(BaseForm):
    """One of the categories, or none."""

    value = SelectField(_l("Category"), [Optional()])
    seen = HiddenField()

    def __init__(self, **values: Any) -> None:
        super().__init__(**values)
        terms = load().list("categories").terms.values()
        self.value.choices = [SelectChoice("", _("Not said"))] + [
            SelectChoice(term.code, term.label(language())) for term in terms
        ]


class EmailForm(BaseForm):
    """The address of who has no account."""

    value = StringField(_l("E-mail"), [Length(max=254, message=_l("Shorten this."))])
    seen = HiddenField()


class TagsForm(BaseForm):
    """All tags of somebody, with commas between."""

    value = StringField(_l("Tags"), [Length(max=1000, message=_l("Shorten this."))])
    seen = HiddenField()


@dataclass(frozen=True)
class Editable:
    """A value that is edited in its row: its form, how it stands there, what was written, and what is refused."""

    form: Callable[..., BaseForm]
    stands: Callable[[MemberValues], object]
    wanted: Callable[[Any], Wanted]
    refused: Sentence


def _places(values: MemberValues) -> int:
    return pooled_kind().places(values.capacity)


EDITABLE: Mapping[str, Editable] = {
    "capacity": Editable(
        PlacesForm, _places, lambda value: Wanted(capacity=value or 0), Sentence("Give a number from 0 to 20.")
    ),
    "category": Editable(
        CategoryForm, lambda values: values.category, lambda value: Wanted(category=value or ""),
        Sentence("Choose from the list."),
    ),
    "email": Editable(
        EmailForm, lambda values: values.email, lambda value: Wanted(email=(value or "").strip()),
        Sentence("Write an email address, such as name@company.cn."),
    ),
    "tags": Editable(
        TagsForm, lambda values: ", ".join(values.tags),
        lambda value: Wanted(tags=ListChange(ListWay.SET, read_tags(value or ""))),
        Sentence("Each tag has at most 40 characters, and nobody has more than 20."),
    ),
}  # fmt: skip
"""By the name of the value."""
