"""Writing to chosen supervisors or startups: own words or a template, a look at what three get, then sending."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_babel import ngettext
from werkzeug.wrappers import Response

from graph.domain.letters import Audience, Letter
from graph.domain.reasons import LeftOutReason
from graph.entities.message import MailDraft
from graph.errors import AlreadyAppliedError, InvalidInputError
from graph.ids import new_id
from graph.transaction import Transaction
from webapp.http.context import actor, graph, now, settings
from webapp.http.own_addresses import own_path
from webapp.incubator.blueprint import blueprint
from webapp.incubator.letters.forms import LetterForm
from webapp.mail.letters import letter_mail
from webapp.mail.pools import names_of_incubator
from webapp.operations.letters.addressees import Addressee, Plan, plan_letter, would_be_spared
from webapp.operations.letters.send_letter import send_letter, try_letter
from webapp.presenters.names import name_of
from webapp.presenters.numbers import sentence
from webapp.words.letters import placeholder_rows, written
from webapp.words.limits import LEFT_OUT

LOOKED_AT = 3
NAMED = 12
"""So many are named in a sentence; the rest are counted, and stand below it."""
_LONGEST_ONCE = 80
_HOME = {Audience.SUPERVISORS: ".list_pool", Audience.STARTUPS: ".list_startups"}
_SENT_TO = {Audience.SUPERVISORS: ".write_to_chosen", Audience.STARTUPS: ".send_letter_to_startups"}


@dataclass(frozen=True)
class LeftOut:
    """To whom a letter does not go and why, in a sentence; `everybody`: all names, where it names only some."""

    text: str
    everybody: list[str]


@dataclass(frozen=True)
class Look:
    """What one reader gets: whose it is, and the mail."""

    name: str
    mail: MailDraft


@blueprint.get("/startups/letter")
def show_letter() -> str | Response:
    """A letter to the founders of the startups of the address."""
    return begin_letter(Audience.STARTUPS, request.args.getlist("id"))


@blueprint.post("/startups/letter")
def send_letter_to_startups() -> str | Response | tuple[str, int]:
    """The next step of a letter to founders."""
    return _step(Audience.STARTUPS)


@blueprint.post("/pool/write")
def write_to_chosen() -> str | Response | tuple[str, int]:
    """The next step of a letter to supervisors."""
    return _step(Audience.SUPERVISORS)


def begin_letter(audience: Audience, ids: list[str]) -> str | Response:
    """The page on which a letter to these is written."""
    if not ids:
        flash(_("Choose at least one line first."), "warn")
        return redirect(_back(audience))
    return _page(audience, ids, LetterForm(sent_to=url_for(_SENT_TO[audience]), once=new_id("once")))


def _step(audience: Audience) -> str | Response | tuple[str, int]:
    ids, form = list(dict.fromkeys(request.form.getlist("id"))), LetterForm()
    step = request.form.get("step", "preview")
    if not ids:
        return begin_letter(audience, ids)
    form.once.data = (form.once.data or new_id("once"))[:_LONGEST_ONCE]
    if step == "use":
        return _page(audience, ids, _from_template(form))
    if step == "write":
        return _page(audience, ids, form)
    if not form.validate():
        return _page(audience, ids, form), 422
    if step == "send":
        return _send(audience, ids, form)
    if step == "test":
        _try(audience, ids, form)
    return _preview(audience, ids, form)


def _from_template(form: LetterForm) -> LetterForm:
    """The form with the words of the template that was chosen; none was chosen: as it stands."""
    template_id, mine = request.form.get("template", ""), actor().subject_id
    if not template_id:
        return form
    template = graph().read(lambda tx: tx.letters.get_template(template_id, mine))
    return LetterForm.of(template.letter, form.once.data or "")


def _send(audience: Audience, ids: list[str], form: LetterForm) -> Response:
    url = settings().base_url
    try:
        plan = send_letter(graph(), actor(), audience, ids, form.letter, now(), base_url=url, once=form.once.data or "")
    except AlreadyAppliedError:
        flash(_("This letter was sent already. Nothing was sent twice."), "info")
        return redirect(_back(audience))
    if plan.mails:
        flash(ngettext("%(num)s email is on its way.", "%(num)s emails are on their way.", plan.mails), "done")
    for reason, people in plan.left_out.items():
        flash(_left_out(reason, people).text, "warn")
    return redirect(_back(audience))


def _try(audience: Audience, ids: list[str], form: LetterForm) -> None:
    try:
        count = try_letter(graph(), actor(), audience, ids, form.letter, now(), base_url=settings().base_url)
    except InvalidInputError:
        flash(_("It goes to nobody, so there is nothing to try."), "warn")
        return
    flash(ngettext("A test is on its way to you.", "%(num)s tests are on their way to you.", count), "done")


def _page(audience: Audience, ids: list[str], form: LetterForm) -> str:
    def read(tx: Transaction) -> tuple[Plan, list[tuple[str, str]]]:
        templates = [(one.id, one.name) for one in tx.letters.list_templates(actor().subject_id)]
        return _plan(tx, audience, ids, Letter()), templates

    plan, templates = graph().read(read)
    return render_template(
        "incubator/letter.html",
        templates=templates, placeholders=placeholder_rows(), **_told(audience, ids, form, plan),
    )  # fmt: skip


def _preview(audience: Audience, ids: list[str], form: LetterForm) -> str:
    def read(tx: Transaction) -> tuple[Plan, list[Look]]:
        plan = _plan(tx, audience, ids, form.letter)
        incubator = names_of_incubator(tx, actor().subject_id)
        return plan, [
            Look(
                name_of(one),
                letter_mail(one.accounts[0], form.letter.filled(one.values), actor().name, incubator),
            )
            for one in _to_look_at(plan)
        ]

    plan, looks = graph().read(read)
    return render_template(
        "incubator/letter_preview.html",
        looks=looks, lacking=[(written(one), _names(people)) for one, people in plan.lacking.items()],
        other_language=_names(plan.in_other_language), has_both=len(form.letter.wordings) > 1,
        **_told(audience, ids, form, plan),
    )  # fmt: skip


def _told(audience: Audience, ids: list[str], form: LetterForm, plan: Plan) -> dict[str, object]:
    return {
        "audience": audience, "ids": ids, "form": form, "plan": plan, "back": _back(audience),
        "action": url_for(_SENT_TO[audience]),
        "names": [name_of(one) for one in plan.going],
        "left_out": [_left_out(reason, people) for reason, people in plan.left_out.items()],
    }  # fmt: skip


def _plan(tx: Transaction, audience: Audience, ids: list[str], letter: Letter) -> Plan:
    url = settings().base_url
    return plan_letter(tx, actor(), audience, ids, letter, now(), base_url=url, spare=would_be_spared)


def _to_look_at(plan: Plan) -> list[Addressee]:
    """Three of those to whom it goes; one of each language first."""
    by_language = {one.accounts[0].language: one for one in reversed(plan.going)}
    first = list(by_language.values())
    return [*first, *(one for one in plan.going if one not in first)][:LOOKED_AT]


def _left_out(reason: LeftOutReason, people: Iterable[Addressee]) -> LeftOut:
    names = [name_of(one) for one in people]
    text = LEFT_OUT[reason].say({"names": _some(names)})
    return LeftOut(text, names if len(names) > NAMED else [])


def _names(people: Iterable[Addressee]) -> str:
    return _some([name_of(one) for one in people])


def _some(names: list[str]) -> str:
    """All of a few names; of many the first, and how many more."""
    rest = len(names) - NAMED
    if rest <= 0:
        return sentence(names)
    return sentence([*names[:NAMED], ngettext("%(num)s more", "%(num)s more", rest)])


def _back(audience: Audience) -> str:
    """Where the view was; only addresses of the curator's own pages."""
    target = own_path(request.values.get("back"))
    return target if target and target.startswith(url_for(".home")) else url_for(_HOME[audience])
