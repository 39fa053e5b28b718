"""Ten questions about a person who may come; none must be answered, and none is kept."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import FloatField, SelectField, ValidationError
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # newer than its stubs
from wtforms.validators import NumberRange, Optional

from graph.rules.facts import EARLIEST_BIRTH, FACTS, Value
from webapp.forms.base import BaseForm
from webapp.forms.days import PastDayField, PlannedDayField
from webapp.forms.fields import Checkboxes
from webapp.presenters.dates import today
from webapp.words.rule_facts import fact_name, value_names

_NUMBER = _l("Write a number, such as 32 or 32.5.")
_NONE = "none"
_QUESTIONS = {
    "legal_status": _l("Who are they by law?"),
    "years_of_work": _l("How many full years have they worked in their field?"),
    "post": _l("Which post would they have here?"),
    "months_a_year": _l("How many months a year would they be here?"),
    "chinese": _l("How well do they speak Chinese?"),
}
"""Questions of one field; those of several have a heading of their own."""


class _Number(FloatField):
    """A number from 0 to the most that its fact can be; anything else is said in one sentence."""

    def __init__(self, fact: str, **options: Any) -> None:
        most = FACTS[fact].most if fact in FACTS else 100_000
        self.fact = fact
        within = NumberRange(0, most, message=_l("Write a number from 0 to %(most)s.", most=f"{most:,.0f}"))
        super().__init__(validators=[Optional(), within], **options)

    def process_formdata(self, valuelist: list[str]) -> None:
        """Take digits alone: no sign of infinity, no underscore."""
        if not valuelist or not valuelist[0].strip():
            return
        text = valuelist[0].strip().replace(",", "")
        if not text.isascii() or not set(text) <= set("0123456789.-"):
            raise ValueError(_NUMBER)
        try:
            self.data = float(text)
        except ValueError as error:
            raise ValueError(_NUMBER) from error


class QuestionsForm(BaseForm):
    """What is known of somebody, as the rules name it (graph/rules/facts.py)."""

    legal_status = SelectField()
    birth_date = PastDayField(validators=[Optional()])
    on_date = PlannedDayField(validators=[Optional()])
    education = SelectField()
    degree_from = SelectField()
    years_of_work = _Number("years_of_work")
    post = SelectField()
    employer_recognition = SelectField()
    salary_10k_cny = _Number("salary_10k_cny")
    local_average_wage = _Number("local_average_wage")
    months_a_year = _Number("months_a_year")
    chinese = SelectField()
    place_of_work = SelectField()
    provincial_points = _Number("provincial_points")
    distinctions = Checkboxes()
    recognitions = Checkboxes()

    def __init__(self, **values: Any) -> None:
        super().__init__(**values)
        for field in self:
            if field.name == "csrf_token":
                continue
            field.label.text = str(_QUESTIONS.get(field.name) or fact_name(field.name))
            if isinstance(field, SelectField):
                known = [SelectChoice(code, name) for code, name in value_names(field.name).items()]
                field.choices = known if isinstance(field, Checkboxes) else [SelectChoice("", _("Not known")), *known]

    def validate_birth_date(self, field: Any) -> None:
        """Refuse a slip of the pen."""
        if field.data is not None and field.data < EARLIEST_BIRTH:
            raise ValidationError(_("Write the day of birth as in the passport."))

    def validate_distinctions(self, field: Any) -> None:
        """Refuse what excludes itself."""
        _refuse_none_and_more(field)

    def validate_recognitions(self, field: Any) -> None:
        """Refuse what excludes itself."""
        _refuse_none_and_more(field)

    def facts(self) -> Mapping[str, Value]:
        """What was answered and can be read; the day that is asked about is today unless another is given."""
        found: dict[str, Value] = {"on_date": today()}
        for name in FACTS:
            value = _value(self[name].data) if name in self and not self[name].errors else None
            if value is not None:
                found[name] = value
        return found

    @property
    def average_wage(self) -> float | None:
        """What people earn here, in 10,000 CNY a year."""
        field = self.local_average_wage
        return float(field.data) if field.data and not field.errors else None


def _refuse_none_and_more(field: Any) -> None:
    if field.data and _NONE in field.data and len(field.data) > 1:
        raise ValidationError(_("“None of these” and another exclude each other."))


def _value(data: Any) -> Value | None:
    if isinstance(data, list):
        return frozenset(data) if data else None
    if isinstance(data, date | float):
        return data
    return data or None
