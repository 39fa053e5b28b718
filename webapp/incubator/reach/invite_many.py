"""Inviting many at once: first how many, in which language, and what they get; then it is done."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from flask import redirect, render_template, request
from flask_babel import gettext as _
from werkzeug.wrappers import Response
from wtforms import RadioField
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # newer than its stubs

from graph.domain.kinds import pooled_kind
from webapp.forms.base import BaseForm
from webapp.http.context import actor, graph, now, settings
from webapp.incubator.reach.said import say_invited
from webapp.mail.accounts import preview_invitation
from webapp.mail.languages import LANGUAGES
from webapp.mail.pools import names_of_incubator
from webapp.operations.accounts.plan_invitations import Guest, members_to_invite
from webapp.operations.pools.invite_members import invite_members


class LanguageForm(BaseForm):
    """In which language all are written to; empty: each in their own."""

    language = RadioField(validate_choice=False)

    def __init__(self, counts: dict[str, int], **values: object) -> None:
        super().__init__(formdata=None, **values)
        self.language.label.text = _("Language of the emails")
        own = _("each in their own: %(zh)s in Chinese, %(en)s in English", zh=counts["zh"], en=counts["en"])
        self.language.choices = [
            SelectChoice("", own), SelectChoice("zh", _("all in Chinese")), SelectChoice("en", _("all in English")),
        ]  # fmt: skip


def is_sure() -> bool:
    """Whether the page of before was read: one alone is invited at once."""
    return request.form.get("sure") == "yes" or len(request.form.getlist("id")) == 1


def chosen_language() -> str:
    """The language that was chosen for all; empty: each in their own."""
    said = request.form.get("language", "")
    return said if said in LANGUAGES else ""


def invite_or_ask(ids: Sequence[str], action: str, back: str) -> Response | str:
    """Invite these of the pool's list, and go `back`; of many first ask."""
    who, at = actor(), now()
    if len(ids) > 1 and not is_sure():
        guests = graph().read(lambda tx: members_to_invite(tx, who, ids, at))
        return ask_to_invite(guests, ids, pooled_kind().provider_role, action, back)
    days = settings().invitation_days
    say_invited(invite_members(graph(), who, ids, at, link_days=days, language=chosen_language()))
    return redirect(back)


def ask_to_invite(guests: Sequence[Guest], ids: Sequence[str], role: str, action: str, back: str) -> str:
    """The page that says how many are written to in which language, with one mail of each language."""
    until = now() + timedelta(days=settings().invitation_days)
    incubator = graph().read(lambda tx: names_of_incubator(tx, actor().subject_id))
    counts = {language: sum(one.language == language for one in guests) for language in LANGUAGES}
    mails = []
    for language in sorted(LANGUAGES, key=lambda one: -counts[one]):
        example = next((one for one in guests if one.language == language), None) or next(iter(guests), None)
        if example is not None:
            name, address = (example.name, example.name_zh), settings().base_url
            mails.append((language, preview_invitation(name, example.email, language, role, incubator, until, address)))
    return render_template(
        "incubator/invite_many.html", guests=guests, ids=ids, mails=mails, counts=counts, action=action, back=back,
        form=LanguageForm(counts, language=""), left_out=len(ids) - len(guests),
        fixed=sum(one.is_fixed for one in guests),
    )  # fmt: skip
