"""What curators say of an application, and of the public page."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, DateField, IntegerField, RadioField, SelectField, TextAreaField
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # newer than its stubs
from wtforms.validators import InputRequired, Length, NumberRange, Optional

from graph.domain.applications import LONGEST_INTRODUCTION, LONGEST_TEXT, MOST_PLACES, ApplicantKind
from graph.domain.reasons import NotTakenIn
from graph.entities.application import Application, ApplicationPage
from graph.taxonomy import load
from webapp.forms.base import BaseForm
from webapp.forms.days import PlannedDayField
from webapp.forms.drafted import DraftedForm
from webapp.forms.fields import Checkboxes
from webapp.operations.applications.probable_doubles import ProbableDouble
from webapp.operations.applications.take_in import Terms
from webapp.presenters.language import language
from webapp.presenters.names import name_of
from webapp.words.applications import NOT_TAKEN_IN, WELCOMED

_TOO_LONG = _l("Keep it under 2,000 characters.")


class TermsForm(BaseForm):
    """On what terms a startup is taken in."""

    record = RadioField(_l("Which record is it?"), default="", validators=[Optional()])
    since = DateField(_l("From"), validators=[Optional()])
    until = PlannedDayField(_l("Until"), validators=[Optional()])

    def offer(self, doubles: Sequence[ProbableDouble]) -> None:
        """The records that it may be."""
        self.record.choices = [SelectChoice("", _("A new one"))] + [
            SelectChoice(
                one.id,
                _("%(name)s: the same address", name=name_of(one))
                if one.has_address
                else _("%(name)s: %(percent)s%% sure", name=name_of(one), percent=one.percent),
            )
            for one in doubles
        ]

    def terms(self) -> Terms:
        """What was chosen."""
        return Terms(self.record.data or "", since=self.since.data, until=self.until.data)


class ExpertTermsForm(TermsForm):
    """On what terms an expert is taken in."""

    category = SelectField(_l("Category"), validators=[Optional()])
    places = IntegerField(
        _l("Startups at once"),
        validators=[
            InputRequired(_l("Write a number from 1 to %(most)s.", most=MOST_PLACES)),
            NumberRange(1, MOST_PLACES, message=_l("Write a number from 1 to %(most)s.", most=MOST_PLACES)),
        ],
    )

    def __init__(self, **values: Any) -> None:
        super().__init__(**values)
        terms = load().list("categories").terms.values()
        self.category.choices = [SelectChoice("", _("Not decided"))] + [
            SelectChoice(term.code, term.label(language())) for term in terms
        ]

    def terms(self) -> Terms:
        return Terms(
            self.record.data or "", self.category.data or "", self.places.data or 1, self.since.data, self.until.data
        )


_FORMS: dict[ApplicantKind, type[TermsForm]] = {
    ApplicantKind.EXPERT: ExpertTermsForm,
    ApplicantKind.STARTUP: TermsForm,
}


def terms_form(application: Application, doubles: Sequence[ProbableDouble], **values: Any) -> TermsForm:
    """The form for an application, as they applied; a record with the same address is chosen."""
    said = application.said
    same = next((one.id for one in doubles if one.has_address), "")
    form = _FORMS[application.kind](
        **values, data={"record": same, "category": said.category, "places": said.places or 1}
    )
    form.offer(doubles)
    return form


class DeclineForm(DraftedForm):
    """Why an application is declined."""

    reason = RadioField(
        _l("Why?"),
        validators=[InputRequired(_l("Choose one of the reasons."))],
        description=_l("They read it."),
    )
    answer = TextAreaField(
        _l("Words to them"), validators=[Length(max=LONGEST_TEXT, message=_l("Keep it under 4,000 characters."))]
    )

    def __init__(self, **values: Any) -> None:
        super().__init__(**values)
        self.reason.choices = [SelectChoice(code.value, text.say({})) for code, text in NOT_TAKEN_IN.items()]

    @property
    def chosen(self) -> NotTakenIn:
        return NotTakenIn(self.reason.data)


class PageForm(DraftedForm):
    """The public page."""

    is_on = BooleanField(_l("The page is on: everybody who has its address can open it"))
    open_to = Checkboxes(_l("Who may apply"))
    introduction = TextAreaField(
        _l("About you, in English"), validators=[Length(max=LONGEST_INTRODUCTION, message=_TOO_LONG)]
    )
    introduction_zh = TextAreaField(
        _l("About you, in Chinese"), validators=[Length(max=LONGEST_INTRODUCTION, message=_TOO_LONG)]
    )

    def __init__(self, **values: Any) -> None:
        super().__init__(**values)
        self.open_to.choices = [SelectChoice(code.value, text) for code, text in WELCOMED.items()]

    @classmethod
    def of(cls, page: ApplicationPage, sent_to: str) -> PageForm:
        """The form as the page stands."""
        return cls(
            sent_to=sent_to,
            data={
                "is_on": page.is_on, "open_to": [one.value for one in page.open_to],
                "introduction": page.introduction, "introduction_zh": page.introduction_zh,
            },
        )  # fmt: skip

    def written(self, page: ApplicationPage) -> ApplicationPage:
        """What was filled in, for this page."""
        return ApplicationPage(
            page.incubator_id, page.name, page.name_zh, page.address, bool(self.is_on.data),
            self.introduction.data or "", self.introduction_zh.data or "",
            tuple(ApplicantKind(one) for one in self.open_to.data or ()),
        )  # fmt: skip
