"""What a startup fills in about itself."""

from __future__ import annotations

from flask_babel import lazy_gettext as _
from wtforms import IntegerField, SelectField, SelectMultipleField, StringField, TextAreaField
from wtforms.validators import Length, NumberRange, Optional

from graph.entities.startup import Startup, StartupFields
from webapp.forms.days import PastDayField
from webapp.forms.fields import WebAddress, Written
from webapp.forms.record import RecordForm
from webapp.words import startup as words


class ProfileForm(RecordForm):
    """A startup's own profile."""

    name = StringField(
        _("Name"), [Written(_("Write the name of your startup.")), Length(max=200, message=_("Too long."))]
    )
    name_zh = StringField(_("Name in Chinese"), [Length(max=200, message=_("Too long."))])
    tags = StringField(
        _("Fields and topics"),
        [Length(max=500, message=_("Name fewer fields: up to 500 characters."))],
        description=_("Separate them by commas. Suggestions come as you type, in Chinese or English."),
    )
    stage = SelectField(_("Stage"))
    region = StringField(_("District or region"), [Length(max=100, message=_("Too long."))])
    languages = SelectMultipleField(_("Languages you work in"))
    headcount = IntegerField(
        _("People in the team"), [Optional(), NumberRange(0, 1_000_000, message=_("Write a number of people."))]
    )
    founded_on = PastDayField(_("Founded on"), [Optional()])
    website = StringField(
        _("Website"),
        [
            Optional(),
            Length(max=300, message=_("Too long.")),
            WebAddress(_("A website starts with https://")),
        ],
    )
    summary = TextAreaField(
        _("What you do, in English"), [Length(max=5000, message=_("Keep it under 5,000 characters."))]
    )
    summary_zh = TextAreaField(
        _("What you do, in Chinese"), [Length(max=5000, message=_("Keep it under 5,000 characters."))]
    )

    @classmethod
    def of(cls, startup: Startup) -> ProfileForm:
        """The form as this startup fills it; what was posted wins."""
        form = cls(
            obj=startup,
            data={
                "tags": ", ".join(words.tag_words(startup)),
                "stage": startup.stage or "",
                "languages": list(startup.languages),
                "region": words.word(startup.region, "regions"),
            },
        )
        form.stage.choices = words.stage_choices()
        form.languages.choices = words.language_choices(startup.languages)
        return form

    def fields(self, before: Startup) -> StartupFields:
        """What was written, for the operation."""
        industries, topics = words.split_tags(self.tags.data or "")
        region = (self.region.data or "").strip()
        return StartupFields(
            name=(self.name.data or "").strip(),
            name_zh=(self.name_zh.data or "").strip() or None,
            founded_on=self.founded_on.data,
            stage=self.stage.data or None,
            region=(words.taxonomy().region_for(region) or region) if region else None,
            country=before.country,
            languages=tuple(self.languages.data or ()),
            headcount=self.headcount.data,
            website=(self.website.data or "").strip() or None,
            summary=(self.summary.data or "").strip() or None,
            summary_zh=(self.summary_zh.data or "").strip() or None,
            industries=industries,
            topics=topics,
        )
