"""Forms of letters: in English, Chinese or both, with placeholders."""

from __future__ import annotations

from typing import Any, Self

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import HiddenField, StringField, TextAreaField, ValidationError
from wtforms.validators import Length

from graph.domain.letters import LONGEST_SUBJECT, LONGEST_TEMPLATE_NAME, LONGEST_TEXT, Letter, unknown_in
from graph.entities.letter_template import LetterTemplate
from webapp.forms.base import BaseForm
from webapp.forms.drafted import DraftedForm
from webapp.forms.fields import Written
from webapp.presenters.language import language
from webapp.words.letters import unknown_placeholder

_SUBJECT = Length(max=LONGEST_SUBJECT, message=_l("Keep it under 150 characters."))
_TEXT = Length(max=LONGEST_TEXT, message=_l("Keep it under 5,000 characters."))


def _known(_form: Any, field: Any) -> None:
    """Refuse a placeholder that there is not, by its name."""
    unknown = unknown_in(field.data or "")
    if unknown:
        raise ValidationError(unknown_placeholder(unknown[0]))


class LetterFields(BaseForm):
    """The words of a letter; each language has both a subject and a text, or neither."""

    subject = StringField(_l("Subject, in English"), [_SUBJECT, _known])
    body = TextAreaField(_l("Text, in English"), [_TEXT, _known])
    subject_zh = StringField(_l("Subject, in Chinese"), [_SUBJECT, _known])
    body_zh = TextAreaField(_l("Text, in Chinese"), [_TEXT, _known])

    @property
    def letter(self) -> Letter:
        """What was written."""
        names = ("subject", "body", "subject_zh", "body_zh")
        return Letter(*((self[name].data or "").strip() for name in names))

    @property
    def languages(self) -> tuple[str, str]:
        """The order in which the languages stand: the reader's own first."""
        return ("zh", "en") if language() == "zh" else ("en", "zh")

    def validate(self, extra_validators: Any = None) -> bool:
        """Whether at least one language is written, and each that is begun is whole."""
        is_fine = bool(super().validate(extra_validators))
        for one in self.letter.wordings or (language(),):
            ending = "_zh" if one == "zh" else ""
            for name, missing in (("subject", _("Write a subject.")), ("body", _("Write the email."))):
                field = self[f"{name}{ending}"]
                if not (field.data or "").strip():
                    field.errors = [*field.errors, missing]
                    is_fine = False
        return is_fine


class LetterForm(LetterFields, DraftedForm):
    """A letter to some people, kept while it is written; `once`: of the page on which it was begun, so that it is sent
    once.
    """

    once = HiddenField()

    @classmethod
    def of(cls, letter: Letter, once: str) -> Self:
        """The form with a letter in it."""
        return cls(
            formdata=None, subject=letter.subject, body=letter.text, subject_zh=letter.subject_zh,
            body_zh=letter.text_zh, once=once,
        )  # fmt: skip


class TemplateForm(LetterFields, DraftedForm):
    """A letter to be written again; `seen`: the revision that was opened."""

    name = StringField(
        _l("Name of the template"),
        [
            Written(_l("Write a name.")),
            Length(max=LONGEST_TEMPLATE_NAME, message=_l("Keep it under 80 characters.")),
        ],
    )
    seen = HiddenField(default="0")

    @classmethod
    def of(cls, template: LetterTemplate, sent_to: str) -> Self:
        """The form with a template in it."""
        kept = template.letter
        return cls(
            sent_to=sent_to, name=template.name, seen=str(template.revision), subject=kept.subject, body=kept.text,
            subject_zh=kept.subject_zh, body_zh=kept.text_zh,
        )  # fmt: skip
