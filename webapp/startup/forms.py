"""What a startup fills in."""

from __future__ import annotations

from typing import Any, Self

from flask import url_for
from flask_babel import lazy_gettext as _
from wtforms import (
    IntegerField,
    RadioField,
    SelectField,
    SelectMultipleField,
    StringField,
    TextAreaField,
)
from wtforms.validators import InputRequired, Length, NumberRange, Optional

from graph.domain.kinds import KINDS, need_fields_of
from graph.entities.need import Need, NeedFields
from matching.relevance.evidence import Question
from matching.relevance.reference import shipped_reference
from matching.relevance.suggestion import likely_areas
from webapp.forms.amounts import MoneyField, amount_text
from webapp.forms.base import BaseForm
from webapp.forms.drafted import DraftedForm
from webapp.forms.fields import Written
from webapp.forms.help_areas import HelpAreaForm
from webapp.http.context import matcher
from webapp.operations.needs.choose_proposals import DISMISSAL_LENGTH
from webapp.operations.requests.ask_for_introduction import NOTE_LENGTH
from webapp.words import startup as words
from webapp.words.refusals import dismiss_choices

# A form sent without a kind means what it meant before there was a choice.
FIRST_KIND = next(iter(KINDS))


class AmountField(MoneyField):
    """The amount that a need seeks, in yuan."""

    def pre_validate(self, form: Any) -> None:
        """It counts only where the kind asks for it."""
        if "amount" in need_fields_of(form.kind.data):
            super().pre_validate(form)


class NeedForm(HelpAreaForm):
    """A need. A draft may leave everything empty; opening asks for the question and a field."""

    kind = RadioField(_("Whom do you look for?"), filters=[lambda kind: kind or FIRST_KIND])
    title = StringField(
        _("What do you need, in one question?"),
        [Length(max=200, message=_("Keep the question under 200 characters."))],
    )
    tags = StringField(
        _("Fields and topics"),
        [Length(max=500, message=_("Name fewer fields: up to 500 characters."))],
        description=_("Separate them by commas. Suggestions come as you type, in Chinese or English."),
    )
    description = TextAreaField(
        _("What should they know?"),
        [Length(max=5000, message=_("Keep it under 5,000 characters."))],
        description=_("What you have tried, what you have to decide, and by when."),
    )
    amount = AmountField(
        _("How much do you want to raise?"),
        description=_("In yuan, for example 5,000,000 or 500万. Those who put in such amounts rank higher."),
    )
    stage = SelectField(_("Your stage for this"))
    languages = SelectMultipleField(
        _("Languages you can meet in"), description=_("We leave out people who share none of them.")
    )
    places = IntegerField(
        _("How many of them do you want to work with?"),
        [Optional(), NumberRange(1, 10, message=_("Ask for 1 to 10."))],
        default=1,
        description=_("When that many have accepted, your other requests are withdrawn."),
    )

    @staticmethod
    def fields_of(kind: str) -> frozenset[str]:
        """What a need of a kind says beside what every need says: the others are not shown."""
        return need_fields_of(kind)

    def offer_choices(self, chosen: tuple[str, ...] = (), kind: str = "") -> None:
        """Fill the lists in the reader's language."""
        self.kind.choices = words.kind_choices(kind)
        self.stage.choices = words.stage_choices()
        self.languages.choices = words.language_choices(chosen)

    @classmethod
    def of(cls, need: Need) -> NeedForm:
        """The form as this need fills it; what was posted wins."""
        form = cls(
            sent_to=url_for("startup.update_need", need_id=need.id),
            data={
                "kind": need.kind,
                "title": need.title,
                "amount": amount_text(need.amount),
                "tags": ", ".join(words.tag_words(need)),
                "description": words.text(need),
                **cls.as_kept(need.help_areas, need.help_areas_found),
                "stage": need.stage or "",
                "languages": list(need.languages),
                "places": need.places,
            },
        )
        form.offer_choices(need.languages, need.kind)
        if not need.help_areas:
            form.follow_words()
        if need.is_open:
            # Requests hang on an open need, so whom it looks for stays.
            form.kind.data = need.kind
        return form

    def follow_words(self) -> bool:
        """Have the help areas follow what is written, unless somebody chose; whether that changed anything."""
        title, description = (self.title.data or "").strip(), (self.description.data or "").strip()
        question = Question(title or description, description if title else "")
        return self.follow(
            f"{title}\n{description}", lambda: likely_areas(question, matcher().encoder, shipped_reference())
        )

    def require_complete(self) -> bool:
        """What opening a need asks for beyond what a draft does."""
        if not (self.title.data or "").strip():
            self.title.errors = [_("Write what you need in one question.")]
        if not any(words.split_tags(self.tags.data or "")):
            self.tags.errors = [_("Name at least one field, so that we know whom to look for.")]
        return not self.errors

    def fields(self, before: Need | None = None) -> NeedFields:
        """What was written, for the operations; the text is kept in the language it was written in."""
        kind = self.kind.data
        industries, topics = words.split_tags(self.tags.data or "")
        description, description_zh = words.by_language(
            self.description.data, before.description if before else None, before.description_zh if before else None
        )
        return NeedFields(
            kind=kind,
            title=" ".join((self.title.data or "").split()),
            stage=self.stage.data or None,
            talent_category=before.talent_category if before else None,
            languages=tuple(self.languages.data or ()),
            places=self.places.data or 1,
            description=description,
            description_zh=description_zh,
            amount=self.amount.amount if "amount" in need_fields_of(kind) else None,
            industries=industries,
            topics=topics,
            help_areas=tuple(self.help_areas.data or ()) if "help_areas" in need_fields_of(kind) else (),
            help_areas_found=self.areas_found,
        )


class AskForm(DraftedForm):
    """A note that goes with a request."""

    note = TextAreaField(
        _("Your note"),
        [
            Written(_("Write a sentence or two: what you want to talk about.")),
            Length(max=NOTE_LENGTH, message=_("Keep the note under 1,000 characters.")),
        ],
    )


class DismissForm(BaseForm):
    """Why somebody is not for this need."""

    reason = RadioField(_("Why not?"), [InputRequired(_("Choose one of the reasons."))])
    note = TextAreaField(
        _("In your words"),
        [Length(max=DISMISSAL_LENGTH, message=_("Keep it under 1,000 characters."))],
        description=_("Only your startup reads it."),
    )

    def at(self, provider_id: str) -> Self:
        """The form about somebody, told from those about others on the list; the reasons in the reader's language."""
        self.reason.choices = dismiss_choices()
        for field in (self.reason, self.note):
            field.id = f"{field.name}-{provider_id}"
        return self


class AnswerForm(DraftedForm):
    """An answer to a question that came back."""

    text = TextAreaField(
        _("Your answer"),
        [
            Written(_("Write your answer.")),
            Length(max=2000, message=_("Keep it under 2,000 characters.")),
        ],
    )
