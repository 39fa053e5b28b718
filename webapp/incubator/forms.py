"""Forms of the curator's pages."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf.file import FileField
from wtforms import BooleanField, HiddenField, RadioField, SelectField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # newer than its stubs
from wtforms.validators import InputRequired, Length, Optional

from graph.entities.contact import LONGEST_NOTE
from graph.entities.pools import PoolMember
from graph.taxonomy import load
from webapp.forms.base import BaseForm
from webapp.forms.days import PlannedDayField
from webapp.forms.drafted import DraftedForm
from webapp.forms.fields import Checkboxes, Written
from webapp.presenters.language import language
from webapp.words.ending import ENDED_FOR


class UntilForm(BaseForm):
    """A day in the future."""

    until = PlannedDayField(_l("Until"), validators=[InputRequired(_l("Give a day after today."))])


class RenewForm(UntilForm):
    """Until when terms are renewed; a term gets shorter only where that is said."""

    shorten = BooleanField(_l("Also end terms sooner that run longer now, or have no end"))


class EndForm(BaseForm):
    """Why terms are ended."""

    reason = RadioField(_l("Why?"), validators=[InputRequired(_l("Choose one of the reasons."))])

    def __init__(self, **values: Any) -> None:
        super().__init__(**values)
        self.reason.choices = [SelectChoice(code.value, text.say({})) for code, text in ENDED_FOR.items()]


class TagForm(BaseForm):
    """Tags for several supervisors."""

    tags = StringField(_l("Tags to give"), [Length(max=1000)])
    taken = Checkboxes(_l("Tags to take away"))

    @classmethod
    def about(cls, members: Iterable[PoolMember], **values: Any) -> TagForm:
        """The form for these members: what they have can be taken away."""
        form = cls(**values)
        tags = {tag for member in members for tag in member.tags}
        form.taken.choices = [SelectChoice(tag, tag) for tag in sorted(tags, key=str.casefold)]
        return form


class NoteForm(DraftedForm):
    """A curator's note about somebody; `seen`: the revision that was opened."""

    note = TextAreaField(
        _l("Note"),
        validators=[
            Written(_l("Write the note.")),
            Length(max=LONGEST_NOTE, message=_l("Keep the note under 10,000 characters.")),
        ],
    )
    seen = HiddenField(default="0")


class InviteForm(BaseForm):
    """Whom to invite into the pool."""

    name = StringField(
        _l("Name"), validators=[Written(_l("Write the name.")), Length(max=120, message=_l("Shorten the name."))]
    )
    name_zh = StringField(_l("Chinese name"), validators=[Length(max=60, message=_l("Shorten the name."))])
    email = StringField(
        _l("E-mail"),
        validators=[InputRequired(_l("Write an email address, such as name@company.cn.")), Length(max=254)],
    )
    category = SelectField(_l("Category"), validators=[Optional()])
    language = RadioField(
        _l("Language of the email"), choices=[SelectChoice("zh", "中文"), SelectChoice("en", "English")], default="zh"
    )
    until = PlannedDayField(_l("Term ends"), validators=[Optional()])
    note = TextAreaField(
        _l("Note"), validators=[Length(max=LONGEST_NOTE, message=_l("Keep the note under 10,000 characters."))]
    )

    def __init__(self, *args: Any, **values: Any) -> None:
        super().__init__(*args, **values)
        terms = load().list("categories").terms.values()
        self.category.choices = [SelectChoice("", _("Not decided"))] + [
            SelectChoice(term.code, term.label(language())) for term in terms
        ]


class UploadForm(BaseForm):
    """A file to import."""

    file = FileField(_l("File"))
