"""Days that people type: those that a record may hold, and those that may be planned."""

from __future__ import annotations

from typing import Any

from flask_babel import gettext as _
from wtforms import DateField, ValidationError

from graph.domain.days import EARLIEST, LATEST, MEETING_WITHIN, PLAN_YEARS, is_plannable, is_plausible
from webapp.presenters.dates import today


class DayField(DateField):
    """A day that a record may hold."""

    def pre_validate(self, form: Any) -> None:  # noqa: ARG002 - the library calls it with the form
        """Refuse a year that is a slip of the pen."""
        if self.data is not None and not is_plausible(self.data):
            raise ValidationError(
                _("Write a year between %(first)s and %(last)s.", first=EARLIEST.year, last=LATEST.year)
            )


class PastDayField(DayField):
    """A day on which something was done."""

    def pre_validate(self, form: Any) -> None:
        """Refuse a day that is still to come."""
        super().pre_validate(form)
        if self.data is not None and self.data > today():
            raise ValidationError(_("Give a day that has come."))


class MeetingDayField(DayField):
    """A day on which people meet or met."""

    def pre_validate(self, form: Any) -> None:
        """Refuse what lies more than a year off."""
        super().pre_validate(form)
        if self.data is not None and abs(self.data - today()) >= MEETING_WITHIN:
            raise ValidationError(_("Give a day within a year of today."))


class PlannedDayField(DateField):
    """A day to come, until which something is planned."""

    def pre_validate(self, form: Any) -> None:  # noqa: ARG002 - the library calls it with the form
        """Refuse today, what is past, and what is too far off to be meant."""
        if self.data is None or is_plannable(self.data, today()):
            return
        if self.data <= today():
            raise ValidationError(_("Give a day after today."))
        raise ValidationError(_("Give a day within the next %(years)s years.", years=PLAN_YEARS))
