"""What supervisors fill in about what they have done."""

from __future__ import annotations

from collections.abc import Mapping

from flask_babel import lazy_gettext as _l
from wtforms import StringField, TextAreaField
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # newer than its stubs
from wtforms.validators import Length, Optional

from graph.domain.periods import Period
from graph.entities.career import CareerRecord
from graph.errors import InvalidInputError
from graph.taxonomy import load
from webapp.forms.base import BaseForm
from webapp.forms.days import DayField
from webapp.forms.drafted import DraftedForm
from webapp.forms.fields import Checkboxes, Written, show_refusal
from webapp.forms.help_areas import AreaField
from webapp.operations.profiles.change_career import NAME_LENGTH, TEXT_LENGTH
from webapp.words.sentences import Sentence

CAREER_REFUSED: Mapping[str, Sentence] = {
    "organisation": Sentence("This entry stands there already, or says nothing of where that was."),
    "title": Sentence("Keep it under 200 characters."),
    "since": Sentence("Give a day that has come, or leave this empty."),
    "until": Sentence("The last day lies before the first."),
    "summary": Sentence("Keep it under 2,000 characters."),
    "help_areas": Sentence("Choose from the list."),
}
_LONG = _l("Keep it under 200 characters.")
_TEXT = _l("Keep it under 2,000 characters.")


class AreasForm(BaseForm):
    """The help areas that somebody stands for."""

    help_areas = Checkboxes(
        _l("Areas in which you have done it yourself"),
        choices=[SelectChoice(code, code) for code in load().help_areas.terms],
    )


class CareerForm(DraftedForm):
    """One entry of a career."""

    organisation = StringField(
        _l("Company or organisation"),
        [Written(_l("Write where that was.")), Length(max=NAME_LENGTH, message=_LONG)],
    )
    title = StringField(_l("Your role"), [Length(max=NAME_LENGTH, message=_LONG)])
    since = DayField(_l("From"), [Optional()], description=_l("The first of the month will do."))
    until = DayField(_l("To"), [Optional()], description=_l("Leave it empty while it goes on."))
    help_areas = AreaField(
        _l("Which help areas does it speak for?"),
        choices=[SelectChoice(code, code) for code in load().help_areas.terms],
        description=_l("What you could show a startup how to do, since you did it there."),
    )
    summary = TextAreaField(_l("What you did, in English"), [Length(max=TEXT_LENGTH, message=_TEXT)])
    summary_zh = TextAreaField(_l("What you did, in Chinese"), [Length(max=TEXT_LENGTH, message=_TEXT)])

    @classmethod
    def of(cls, record: CareerRecord) -> CareerForm:
        """The form as the entry stands; what was posted wins."""
        values = {name: getattr(record, name) for name in ("organisation", "title", "summary", "summary_zh")}
        period = {"since": record.period.since, "until": record.period.until}
        return cls(data={**values, **period, "help_areas": list(record.help_areas)})

    def written(self) -> CareerRecord:
        """What was filled in."""
        return CareerRecord(
            organisation=(self.organisation.data or "").strip(),
            title=(self.title.data or "").strip(),
            period=Period(self.since.data, self.until.data),
            help_areas=tuple(sorted(self.help_areas.data or ())),
            summary=(self.summary.data or "").strip(),
            summary_zh=(self.summary_zh.data or "").strip(),
        )

    def show_error(self, error: InvalidInputError) -> None:
        """Say at the field, in the reader's language, what the operation refused."""
        show_refusal(self, error, CAREER_REFUSED)
