"""Applications in words: who applies, what they said, what they agree to, and how it stands."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from graph.domain.applications import KEPT_FOR, ApplicantKind
from graph.domain.reasons import NotTakenIn
from graph.domain.states.applications import ApplicationState
from graph.entities.application import Application
from webapp.presenters.dates import day
from webapp.presenters.numbers import number
from webapp.words.help_areas import area_words
from webapp.words.incubator import term
from webapp.words.sentences import Sentence

APPLICANTS: Mapping[ApplicantKind, Sentence] = {
    ApplicantKind.EXPERT: Sentence("Expert"),
    ApplicantKind.STARTUP: Sentence("Startup"),
}
WELCOMED: Mapping[ApplicantKind, object] = {
    ApplicantKind.EXPERT: _l("Experts, who offer to help startups"),
    ApplicantKind.STARTUP: _l("Startups, which ask to be taken in"),
}
ABOUT_WHAT: Mapping[ApplicantKind, Sentence] = {
    ApplicantKind.EXPERT: Sentence("What they have done"),
    ApplicantKind.STARTUP: Sentence("What they do"),
}
"""Over the long text of an application."""
NOT_TAKEN_IN: Mapping[NotTakenIn, Sentence] = {
    NotTakenIn.NO_PLACE: Sentence("There is no place at present"),
    NotTakenIn.WRONG_FIELD: Sentence("The field is not one of ours"),
    NotTakenIn.WRONG_STAGE: Sentence("It is too early, or too late, for what we do"),
    NotTakenIn.TOO_LITTLE: Sentence("The application says too little to decide"),
    NotTakenIn.OTHER: Sentence("Another reason, told in words"),
}
_OUTCOMES: Mapping[ApplicationState, Sentence] = {
    ApplicationState.UNCONFIRMED: Sentence("Nobody has seen it yet. Read it, then confirm that it is yours."),
    ApplicationState.RECEIVED: Sentence("The incubator has it, and writes to you once it has decided."),
    ApplicationState.ACCEPTED: Sentence(
        "You are taken in. What is left to do stands in another email: a link that opens your account, or a question "
        "in the account that you have."
    ),
    ApplicationState.DECLINED: Sentence("The incubator cannot take you in. Its reason: %(reason)s."),
    ApplicationState.WITHDRAWN: Sentence("You withdrew it. You may apply once more."),
}
_CONSENT = Sentence(
    "%(incubator)s keeps what I write here to decide on my application. Its curators read it, and whoever runs this "
    "installation of Liulu keeps it for them. It is erased if I do not confirm it within %(unconfirmed)s days, "
    "%(withdrawn)s days after I withdraw it, %(declined)s days after it is declined, and after %(received)s days "
    "without a decision. If I am taken in, it becomes a profile that is mine to change, and the application is erased "
    "after %(accepted)s days. The link in the emails shows it to me, and lets me withdraw it until it is decided."
)
_KEPT = Sentence("It is erased on %(day)s unless something happens before.")


def consent_words(incubator: str) -> str:
    """What somebody agrees to when they apply, in the reader's language."""
    return _CONSENT.say({"incubator": incubator} | {state.value: time.days for state, time in KEPT_FOR.items()})


def outcome_of(application: Application) -> str:
    """How it stands, to the applicant."""
    reason = NOT_TAKEN_IN[application.reason].say({}) if application.reason else ""
    return _OUTCOMES[application.state].say({"reason": reason})


def kept_words(application: Application) -> str:
    """When it is erased."""
    return _KEPT.say({"day": day(application.stepped_at + KEPT_FOR[application.state] + timedelta(days=1))})


def said_rows(application: Application) -> list[tuple[str, str]]:
    """What was said besides the long texts, as (name, value); what is empty is left out."""
    said, between = application.said, _(", ")
    rows = [
        (_("Applies as"), APPLICANTS[application.kind].say({})),
        (_("Name"), said.name),
        (_("Person to write to"), said.contact),
        (_("E-mail"), said.email),
        (_("Phone or WeChat"), said.reached_at),
        (_("Where they work"), said.employer),
        (_("Category"), term(said.category, "categories")),
        (_("Can help with"), between.join(area_words(said.help_areas))),
        (_("Startups at once"), number(said.places) if said.places else ""),
        (_("Languages"), between.join(term(code, "languages") for code in said.languages)),
        (_("Stage"), term(said.stage, "stages")),
        (_("Industry"), term(said.industry, "industries")),
        (_("Applied on"), day(application.created_at)),
    ]
    return [(name, value) for name, value in rows if value]
