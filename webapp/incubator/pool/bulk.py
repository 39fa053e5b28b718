"""What a curator does with several supervisors at once: write, pause, resume, renew, end, merge two; and Undo."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date, timedelta
from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_babel import ngettext
from werkzeug.wrappers import Response

from graph.domain.days import is_plannable
from graph.domain.letters import Audience
from graph.domain.reasons import EndReason, LeftOutReason
from graph.entities.pools import PoolMember
from graph.errors import NotFoundError
from webapp.http.context import actor, graph, now
from webapp.http.notices import flash_put_back, flash_undo
from webapp.http.own_addresses import own_path
from webapp.incubator.blueprint import blueprint
from webapp.incubator.forms import EndForm, RenewForm, TagForm, UntilForm
from webapp.incubator.letters.write import begin_letter
from webapp.incubator.minding import ask_minder, new_form
from webapp.incubator.pool.change_forms import ChangeForm
from webapp.incubator.pool.table import read_some
from webapp.incubator.pool.who_will_hear import who_will_hear
from webapp.incubator.reach.invite_many import invite_or_ask
from webapp.operations.pools.change_pool import end_term, pause_in_pool, put_back, renew_term, resume_in_pool
from webapp.presenters.dates import day, moment, today
from webapp.presenters.names import name_of
from webapp.words.limits import LEFT_OUT

USUAL_PAUSE, USUAL_TERM = timedelta(days=30), timedelta(days=365)
ASKING = ("write", "tag", "mind", "change", "pause", "renew", "end")
"""What needs more words, and has a page that asks for them."""
_TWO = 2
_LONGEST_ADDRESS = 3500  # characters; web servers refuse addresses from about 4,000 on


@blueprint.post("/pool/act")
def act_on_pool() -> str | Response | tuple[str, int]:
    """The first step of a bulk action: at once where it can be undone and needs no more words, else a form."""
    action, chosen = request.form.get("action", ""), chosen_of_form()
    if action not in (*ASKING, *AT_ONCE):
        raise NotFoundError("action", action)
    if not chosen:
        flash(_("Choose at least one supervisor first."), "warn")
        return redirect(back_to_view())
    if action in AT_ONCE:
        return AT_ONCE[action](chosen)
    address = url_for(".ask_about_chosen", action=action, id=_ids(chosen), back=back_to_view())
    # With an address of its own the page can be come back to, and read in the other language.
    return redirect(address) if len(address) <= _LONGEST_ADDRESS else _ask(action, chosen)


@blueprint.get("/pool/act")
def ask_about_chosen() -> str | Response:
    """The page that asks for what an action with the members in its address needs."""
    action, chosen = request.args.get("action", ""), chosen_of_form()
    return _ask(action, chosen) if chosen and action in ASKING else redirect(back_to_view())


def _ask(action: str, chosen: list[PoolMember]) -> str | Response:
    if action == "mind":
        return ask_minder(_ids(chosen), new_form(minder=actor().account_id))
    if action == "write":
        return begin_letter(Audience.SUPERVISORS, _ids(chosen))
    if action == "change":
        return ask_action(action, chosen, ChangeForm(formdata=None))
    if action == "end":
        return ask_action(action, chosen, EndForm(formdata=None))
    if action == "tag":
        return ask_action(action, chosen, TagForm.about(chosen, formdata=None))
    usual = {"pause": today() + USUAL_PAUSE, "renew": _usual_term(chosen)}[action]
    form = RenewForm if action == "renew" else UntilForm
    return ask_action(action, chosen, form(formdata=None, until=usual))


def _invite(chosen: list[PoolMember]) -> Response | str:
    """Ask those of them who are on the list; who is in the pool already is left as they are."""
    unasked = [one for one in chosen if one.term.is_unasked]
    if unasked:
        return invite_or_ask(_ids(unasked), url_for(".act_on_pool"), back_to_view())
    flash(_("Nothing had to be changed."), "info")
    return redirect(back_to_view())


@blueprint.post("/pool/pause")
def pause_chosen() -> str | Response | tuple[str, int]:
    """Let nobody ask these supervisors until a day."""
    return _until("pause")


@blueprint.post("/pool/renew")
def renew_chosen() -> str | Response | tuple[str, int]:
    """Keep these supervisors until a day."""
    return _until("renew")


@blueprint.post("/pool/end")
def end_chosen() -> str | Response | tuple[str, int]:
    """End the terms today, for a reason; an invitation is taken back without one."""
    form, chosen = EndForm(), chosen_of_form()
    is_said = form.validate()
    if not is_said and not all(one.term.is_invited for one in chosen):
        return ask_action("end", chosen, form), 422
    reason = EndReason(form.reason.data) if is_said else None
    ended = end_term(graph(), actor(), _ids(chosen), now(), reason)
    back_taken = sum(one.term.is_invited for one in chosen)
    if back_taken:
        words = ngettext("%(num)s invitation is taken back.", "%(num)s invitations are taken back.", back_taken)
        flash(words, "done")
    return _done_with_undo(ended, "end", None) if ended or not back_taken else redirect(back_to_view())


@blueprint.post("/pool/undo")
def undo_in_pool() -> Response:
    """Put back how these supervisors stood before the change that the audit log tells of."""
    events = request.form.getlist("event")
    put = put_back(graph(), actor(), events, now())
    text = ngettext("%(num)s supervisor stands as before.", "%(num)s supervisors stand as before.", put)
    flash_put_back(text, len(set(events)) - put)
    return redirect(back_to_view())


def _resume(chosen: list[PoolMember]) -> Response:
    changed = resume_in_pool(graph(), actor(), _ids(chosen), now())
    others = sum(member.is_paused(today()) and member.paused_by != actor().subject_id for member in chosen)
    if others:
        words = ngettext(
            "%(num)s was not paused by you and stays paused.", "%(num)s were not paused by you and stay paused.", others
        )
        flash(words, "info")
    return _done_with_undo(changed, "resume", None) if changed or not others else redirect(back_to_view())


def _merge(chosen: list[PoolMember]) -> Response:
    """Two side by side: who stands in the pool twice, and no list found it."""
    if len(chosen) != _TWO:
        flash(_("Choose the two that are one person, and no others."), "warn")
        return redirect(back_to_view())
    return redirect(url_for(".show_double", person_id=chosen[0].id, other_id=chosen[1].id))


AT_ONCE: dict[str, Callable[[list[PoolMember]], Response | str]]
AT_ONCE = {"resume": _resume, "merge": _merge, "invite": _invite}
"""What asks for no more words; many are invited after a question."""


def _until(action: str) -> str | Response | tuple[str, int]:
    form, chosen = RenewForm() if action == "renew" else UntilForm(), chosen_of_form()
    until: date | None = form.until.data if form.validate() else None
    if until is None:
        return ask_action(action, chosen, form), 422
    if action == "pause":
        return _done_with_undo(pause_in_pool(graph(), actor(), _ids(chosen), until, now()), action, until)
    at = now()
    renewed = renew_term(graph(), actor(), _ids(chosen), until, at, shorten=form.shorten.data)
    if renewed.invited:
        text = ngettext(
            "%(num)s had left and is invited again: they are in your pool once they accept.",
            "%(num)s had left and are invited again: they are in your pool once they accept.", renewed.invited,
        )  # fmt: skip
        flash(text, "done")
    if renewed.last_leaves and renewed.last_leaves > at:
        words = _(
            "You have invited many within an hour: the last of these emails leaves on %(when)s.",
            when=moment(renewed.last_leaves),
        )
        flash(words, "info")
    if renewed.spared:
        flash(LEFT_OUT[LeftOutReason.INVITED_LATELY].say({"names": ", ".join(renewed.spared)}), "warn")
    if renewed.longer:
        names = _(", ").join(renewed.longer)
        flash(_("Runs longer already, or has no end, so left as it is: %(names)s.", names=names), "info")
    is_answered = bool(renewed.invited or renewed.spared or renewed.longer) and not renewed.events
    return redirect(back_to_view()) if is_answered else _done_with_undo(renewed.events, action, until)


def _done_with_undo(changed: list[str], action: str, until: date | None) -> Response:
    if not changed:
        flash(_("Nothing had to be changed."), "info")
        return redirect(back_to_view())
    flash_undo(_said(action, len(changed), until), url_for(".undo_in_pool"), {"event": changed, "back": back_to_view()})
    return redirect(back_to_view())


def _said(action: str, count: int, until: date | None) -> str:
    if action == "pause":
        said: str = ngettext(
            "%(num)s supervisor is paused to %(day)s. What waits still needs an answer.",
            "%(num)s supervisors are paused to %(day)s. What waits still needs an answer.",
            count, day=day(until),
        )  # fmt: skip
        return said
    if action == "renew":
        words = ngettext(
            "%(num)s term is renewed to %(day)s.", "%(num)s terms are renewed to %(day)s.", count, day=day(until)
        )
        return str(words)
    if action == "end":
        return str(ngettext("%(num)s term has ended.", "%(num)s terms have ended.", count))
    return str(ngettext("%(num)s supervisor takes requests again.", "%(num)s supervisors take requests again.", count))


def ask_action(action: str, chosen: list[PoolMember], form: Any) -> str:
    """The page that asks for what an action with these members needs."""
    return render_template(
        "incubator/act.html", action=action, members=chosen, names=[name_of(one) for one in chosen], form=form,
        back=back_to_view(), tomorrow=(today() + timedelta(days=1)).isoformat(),
        concerned=who_will_hear(action, _ids(chosen)),
    )  # fmt: skip


def chosen_of_form(ids: Iterable[str] | None = None) -> list[PoolMember]:
    """The members whose ids came with the request, or of these ids; an id of another pool is nobody's."""
    wanted = list(dict.fromkeys(request.values.getlist("id") if ids is None else ids))
    members = {member.id: member for member in read_some(wanted)}
    missing = next((person_id for person_id in wanted if person_id not in members), None)
    if missing is not None:
        raise NotFoundError("supervisor", missing)
    return [members[person_id] for person_id in wanted]


def _ids(chosen: list[PoolMember]) -> list[str]:
    return [member.id for member in chosen]


def _usual_term(chosen: list[PoolMember]) -> date:
    """A year from the last day that is promised already, or from today where that is too far off."""
    promised = max([today(), *(member.term.until for member in chosen if member.term.until)]) + USUAL_TERM
    return promised if is_plannable(promised, today()) else today() + USUAL_TERM


def back_to_view() -> str:
    """Where the view was; only addresses of the curator's own pages."""
    target = own_path(request.values.get("back"))
    return target if target and target.startswith(url_for(".home")) else url_for(".list_pool")
