"""One startup of the incubator: contacts, needs, guidance, everything that was asked; its founders are invited here."""

from __future__ import annotations

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from graph.domain.kinds import KINDS
from graph.errors import InvalidInputError, NotFoundError
from webapp.forms.fields import show_refusal
from webapp.http.context import actor, graph, now, organisation_day, settings
from webapp.http.own_addresses import own_path
from webapp.incubator.blueprint import blueprint
from webapp.incubator.forms import MailForm
from webapp.incubator.invite import INVITATION_REFUSED
from webapp.incubator.minding import read_minders
from webapp.incubator.move_forms import REFUSED, FounderForm
from webapp.incubator.moves import say_written
from webapp.incubator.startup_lines import Line, read_lines
from webapp.incubator.startups import say_invited
from webapp.operations.accounts.invite_founders import ToInvite, invite_founder
from webapp.operations.stuck.write_to_founders import write_to_founders
from webapp.presenters.language import language
from webapp.presenters.names import name_of
from webapp.words.kinds import words_for_curators
from webapp.words.outcomes import result_words
from webapp.words.pool import PoolWords


@blueprint.get("/startups/<startup_id>")
def show_startup(startup_id: str) -> str:
    """The whole page."""
    return _page(startup_id, FounderForm(formdata=None, language=language()))


@blueprint.post("/startups/<startup_id>/invite")
def invite_to_startup(startup_id: str) -> Response | tuple[str, int]:
    """Invite a founder or co-founder."""
    form = FounderForm()
    if not form.validate():
        return _page(startup_id, form), 422
    whom = ToInvite(startup_id, form.email.data or "", form.name.data or "", form.language.data or "zh")
    try:
        done = invite_founder(graph(), actor(), whom, now(), link_days=settings().invitation_days)
    except InvalidInputError as error:
        show_refusal(form, error, INVITATION_REFUSED)
        return _page(startup_id, form), 422
    say_invited(done)
    return redirect(url_for(".show_startup", startup_id=startup_id))


@blueprint.get("/startups/letter")
def show_letter() -> str | Response:
    """The form of a letter to the founders of the startups of the address."""
    chosen = _chosen(request.args.getlist("id"))
    return _letter(chosen, MailForm(formdata=None)) if chosen else redirect(url_for(".list_startups"))


@blueprint.post("/startups/letter")
def send_letter() -> Response | tuple[str, int]:
    """Send it to each."""
    form, chosen = MailForm(), _chosen(request.form.getlist("id"))
    if not chosen:
        flash(_("Choose at least one line first."), "warn")
        return redirect(_back())
    if not form.validate():
        return _letter(chosen, form), 422
    ids = [one.startup.id for one in chosen]
    try:
        written = write_to_founders(graph(), actor(), ids, form.subject.data or "", form.body.data or "", now())
    except InvalidInputError as error:
        show_refusal(form, error, REFUSED)
        return _letter(chosen, form), 422
    say_written(written)
    return redirect(_back())


def _chosen(ids: list[str]) -> list[Line]:
    lines = {one.startup.id: one for one in read_lines()[0]}
    for startup_id in ids:
        if startup_id not in lines:
            raise NotFoundError("startup", startup_id)
    return [lines[startup_id] for startup_id in dict.fromkeys(ids)]


def _letter(chosen: list[Line], form: MailForm) -> str:
    names = [name_of(one.startup) for one in chosen]
    return render_template(
        "incubator/letter.html", ids=[one.startup.id for one in chosen], names=names, count=len(names), form=form,
        back=_back(),
    )  # fmt: skip


def _back() -> str:
    target = own_path(request.values.get("back"))
    return target if target and target.startswith(url_for(".home")) else url_for(".list_startups")


def _page(startup_id: str, form: FounderForm) -> str:
    lines, pool = read_lines()
    line = next((one for one in lines if one.startup.id == startup_id), None)
    if line is None:
        raise NotFoundError("startup", startup_id)
    timeline = graph().read(lambda tx: tx.incubators.list_timeline(startup_id))
    return render_template(
        "incubator/startup.html",
        line=line, startup=line.startup, minders=read_minders(), timeline=timeline, pool=pool, form=form,
        words=PoolWords(organisation_day()), matched=set(KINDS), result_words=result_words,
        curator_words=words_for_curators,
    )  # fmt: skip
