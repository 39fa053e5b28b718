"""What both sides of an engagement fill in."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Self
from zoneinfo import ZoneInfo

from flask_babel import lazy_gettext as _
from wtforms import IntegerField, RadioField, SelectField, StringField, TextAreaField, TimeField
from wtforms.validators import InputRequired, Length, NumberRange, Optional

from graph.domain.calendar import Calendar
from graph.domain.kinds import Outcome
from graph.entities.engagement import Engagement
from graph.entities.proposal import Ending
from graph.entities.session import Session
from graph.errors import InvalidInputError
from graph.repositories.sessions import Appointment
from webapp.forms.amounts import MoneyField, currency_choices
from webapp.forms.base import BaseForm
from webapp.forms.days import MeetingDayField
from webapp.forms.drafted import DraftedForm
from webapp.forms.fields import WebAddress, show_refusal
from webapp.presenters.language import time_zones
from webapp.words.outcomes import outcome_words
from webapp.words.sentences import Sentence

ENDING_REFUSED: Mapping[str, Sentence] = {
    "outcome": Sentence("Choose how it ended."),
    "amount": Sentence("Write how much was invested, as a number above 0."),
    "currency": Sentence("Choose the currency."),
    "note": Sentence("Keep it under 2,000 characters."),
}
_USUAL_ZONES = (
    "Asia/Shanghai",
    "Asia/Hong_Kong",
    "Asia/Singapore",
    "Asia/Tokyo",
    "Europe/Berlin",
    "Europe/London",
    "America/New_York",
    "America/Los_Angeles",
    "UTC",
)


class SessionForm(BaseForm):
    """When and where a session is."""

    day = MeetingDayField(_("Day"), [InputRequired(_("Choose a day."))])
    clock = TimeField(_("Starts at"), [InputRequired(_("Write a time such as 14:30."))])
    minutes = IntegerField(
        _("Minutes"),
        [
            InputRequired(_("Write how long it lasts.")),
            NumberRange(10, 480, message=_("A session lasts 10 to 480 minutes.")),
        ],
        default=60,
    )
    zone = SelectField(_("Time zone"))
    place = StringField(_("Place"), [Length(max=300, message=_("Keep it under 300 characters."))])
    link = StringField(
        _("Link to an online meeting"),
        [
            Optional(),
            Length(max=300, message=_("Keep it under 300 characters.")),
            WebAddress(_("A link starts with https://")),
        ],
    )

    @classmethod
    def of(cls, zone: str, session: Session | None = None) -> SessionForm:
        """The form in a time zone, filled by a session where there is one."""
        data: dict[str, object] = {"zone": zone, "minutes": 60}
        if session is not None:
            there = session.starts_at.astimezone(ZoneInfo(session.zone))
            day = Calendar(session.zone).day_of(there)
            data = {
                "zone": session.zone,
                "day": day,
                "clock": there.time(),
                "minutes": session.minutes,
            }
            data |= {"place": session.place, "link": session.link}
        form = cls(data=data)
        zones = [zone, *_USUAL_ZONES, *([session.zone] if session else [])]
        form.zone.choices = [(name, name.replace("_", " ")) for name in dict.fromkeys(zones) if name in time_zones()]
        return form

    def appointment(self) -> Appointment:
        """What was written, as a moment."""
        day, clock, minutes = self.day.data, self.clock.data, self.minutes.data
        if day is None or clock is None or minutes is None:
            raise InvalidInputError("Give a day, a time and a length.", field="day")
        local = datetime.combine(day, clock, ZoneInfo(self.zone.data))
        place = (self.place.data or "").strip() or None
        link = (self.link.data or "").strip() or None
        return Appointment(local.astimezone(UTC), minutes, self.zone.data, place, link)


class MeetingForm(DraftedForm):
    """One of several of its kind on a page."""

    def at(self, session_id: str) -> Self:
        """The same, its fields told from those at other meetings."""
        for field in self:
            field.id = f"{field.name}-{session_id}"
        return self


class NotesForm(MeetingForm):
    """Notes of a session that both sides read."""

    notes = TextAreaField(_("Notes"), [Length(max=10_000, message=_("Keep the notes under 10,000 characters."))])


class GoalForm(DraftedForm):
    """What the work is for."""

    goal = TextAreaField(
        _("Goal"),
        [Length(max=2000, message=_("Keep it under 2,000 characters."))],
        description=_("What should be different when you are done?"),
    )


class RatingForm(MeetingForm):
    """One side's answer about a session."""

    rating = RadioField(_("How useful was it?"), [InputRequired(_("Choose a rating from 1 to 5."))], coerce=int)
    comment = TextAreaField(_("In a few words"), [Length(max=2000, message=_("Keep it under 2,000 characters."))])

    def offer_choices(self) -> None:
        """Fill the scale in the reader's language."""
        self.rating.choices = [
            (5, _("5 – could not have been better")),
            (4, _("4 – good")),
            (3, _("3 – all right")),
            (2, _("2 – little use")),
            (1, _("1 – no use")),
        ]


class CloseForm(DraftedForm):
    """How the work ended."""

    outcome = RadioField(_("How did it end?"), [InputRequired(_("Choose how it ended."))])
    amount = MoneyField(_("How much was invested?"))
    currency = SelectField(_("Currency"), choices=currency_choices())
    note = TextAreaField(_("A closing word"), [Length(max=2000, message=_("Keep it under 2,000 characters."))])

    def offer_choices(self, engagement: Engagement) -> None:
        """Fill the outcomes that this work may have, in the reader's language; only investments have an amount."""
        self.outcome.choices = [(code, outcome_words(code)) for code in engagement.outcomes]
        if Outcome.INVESTED not in engagement.outcomes:
            del self.amount, self.currency

    def ending(self) -> Ending:
        """What was chosen; amount and currency count where somebody invested."""
        outcome = Outcome(self.outcome.data)
        if outcome is not Outcome.INVESTED:
            return Ending(outcome)
        return Ending(outcome, self.amount.amount, self.currency.data)

    def show_error(self, error: InvalidInputError) -> None:
        """Say at the field, in the reader's language, what the operation refused."""
        show_refusal(self, error, ENDING_REFUSED)
