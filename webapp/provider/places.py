"""Places and pauses."""

from __future__ import annotations

from datetime import timedelta

from flask import flash, redirect, render_template, url_for
from flask_babel import gettext as _
from flask_babel import ngettext
from werkzeug.wrappers import Response

from graph.entities.providers import ProviderProfile
from webapp.http.context import actor, graph, now, organisation_day
from webapp.http.notices import flash_undo
from webapp.operations.profiles.change_provider import change_places, pause_requests, resume_requests
from webapp.presenters.dates import day, today
from webapp.provider.blueprint import blueprint
from webapp.provider.forms import PauseForm, PlacesForm
from webapp.words.kinds import words_for_role

USUAL_PAUSE = timedelta(days=30)


@blueprint.get("/places")
def show_places() -> str:
    """How many startups, and from when to when nobody asks."""
    profile = _profile()
    return _page(profile, PlacesForm(capacity=profile.capacity), PauseForm(until=today() + USUAL_PAUSE))


@blueprint.post("/places")
def save_places() -> Response | tuple[str, int]:
    """Change how many."""
    form = PlacesForm()
    if not form.validate():
        return _page(_profile(), form, PauseForm(until=today() + USUAL_PAUSE)), 422
    capacity = int(form.capacity.data or 0)
    taken = change_places(graph(), actor(), capacity, now())
    flash(words_for_role(actor().role).takes_at_once(capacity), "done")
    if taken > capacity:
        flash(words_for_role(actor().role).more_than_places(taken), "warn")
    return redirect(url_for(".home"))


@blueprint.post("/pause")
def pause() -> Response | tuple[str, int]:
    """Let nobody ask until a day."""
    form = PauseForm()
    form.offer_choices(_waiting())
    until = form.until.data if form.validate() else None
    if until is None:
        profile = _profile()
        return _page(profile, PlacesForm(formdata=None, capacity=profile.capacity), form), 422
    declined = pause_requests(graph(), actor(), until, now(), decline_waiting=form.waiting.data == "decline")
    text = _("No new request reaches you until %(day)s.", day=day(until))
    flash_undo(text, url_for(".resume"))
    if declined:
        told = ngettext("1 request is declined until then.", "%(num)s requests are declined until then.", declined)
        flash(told, "done")
    return redirect(url_for(".home"))


@blueprint.post("/resume")
def resume() -> Response:
    """Take requests again."""
    resume_requests(graph(), actor(), now())
    flash(_("Startups can ask you again."), "done")
    return redirect(url_for(".home"))


def _profile() -> ProviderProfile:
    return graph().read(lambda tx: tx.providers.get(actor().subject_id, visible_to=actor()))


def _waiting() -> int:
    return graph().read(lambda tx: tx.requests.count_waiting(actor().subject_id))


def _on_list() -> int:
    return graph().read(lambda tx: tx.waits.count_of_provider(actor().subject_id))


def _page(profile: ProviderProfile, places_form: PlacesForm, pause_form: PauseForm) -> str:
    places_form.capacity.label.text = words_for_role(actor().role).how_many
    waiting = _waiting()
    pause_form.offer_choices(waiting)
    return render_template(
        "provider/places.html",
        profile=profile,
        places_form=places_form,
        pause_form=pause_form,
        is_paused=profile.is_paused(organisation_day()),
        tomorrow=today() + timedelta(days=1),
        waiting=waiting,
        on_list=_on_list(),
    )
