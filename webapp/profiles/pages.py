"""Who somebody is: one address for each supervisor, investor and startup, and one's own as others see it."""

from __future__ import annotations

from flask import redirect, render_template, request
from flask.blueprints import BlueprintSetupState
from werkzeug.wrappers import Response

from graph.domain.kinds import KINDS, kind_of_role
from graph.domain.profile_blocks import OF_PROVIDERS, OF_STARTUPS, Reader
from webapp.http.context import actor, graph, matcher, now, organisation_day
from webapp.presenters.addresses import provider_url, startup_url
from webapp.presenters.tickets import ticket_words
from webapp.profiles.audiences import audience_form
from webapp.profiles.blueprint import blueprint
from webapp.profiles.completeness import missing_of_provider, missing_of_startup
from webapp.profiles.reading import read_provider, read_startup
from webapp.startup.cards import answers_words
from webapp.startup.investors import latest_words
from webapp.words import profile_pages as words
from webapp.words.kinds import words_for


def show_provider(population: str, profile_id: str) -> str:
    """Somebody who can be asked, with what this reader may read."""
    kind = next(kind.name for kind in KINDS.values() if kind.population == population)
    seen_as = _seen_as()
    page = graph().read(lambda tx: read_provider(tx, kind, profile_id, actor(), seen_as))
    is_own = page.reader is Reader.OWNER
    return render_template(
        "profiles/provider.html",
        page=page,
        person=page.profile,
        said=words_for(kind),
        words=words,
        is_own=is_own,
        unconfirmed=page.profile.not_confirmed_since(organisation_day()),
        is_paused=page.profile.is_paused(organisation_day()),
        answers=answers_words(matcher().answer_days(kind, profile_id, at=now())),
        ticket=ticket_words(page.profile) if KINDS[kind].invests else "",
        latest=latest_words(page.portfolio) if page.portfolio else "",
        seen_as=seen_as,
        form=audience_form(OF_PROVIDERS[kind], page.audiences) if is_own else None,
        missing=missing_of_provider(kind, page.profile) if is_own else [],
    )


@blueprint.record
def _add_page_of_providers(state: BlueprintSetupState) -> None:
    """The addresses follow the kinds that are declared, here and in tests: /supervisors/..., /investors/..."""
    populations = ", ".join(kind.population for kind in KINDS.values())
    state.add_url_rule(f"/<any({populations}):population>/<profile_id>", "show_provider", show_provider)


@blueprint.get("/startups/<startup_id>")
def show_startup(startup_id: str) -> str:
    """A startup, with what this reader may read."""
    seen_as = _seen_as()
    page = graph().read(lambda tx: read_startup(tx, startup_id, actor(), seen_as))
    is_own = page.reader is Reader.OWNER
    return render_template(
        "profiles/startup.html",
        page=page,
        startup=page.startup,
        words=words,
        is_own=is_own,
        seen_as=seen_as,
        form=audience_form(OF_STARTUPS, page.audiences) if is_own else None,
        missing=missing_of_startup(page.startup) if is_own else [],
    )


@blueprint.get("/own-profile")
def show_own() -> Response:
    """One's own page, as others see it."""
    mine = actor()
    if mine.is_seeker:
        return redirect(startup_url(mine.subject_id))
    return redirect(provider_url(kind_of_role(mine.role).name, mine.subject_id))


def _seen_as() -> Reader:
    """As whom somebody looks at their own page."""
    return Reader.TIED if request.args.get("as") == Reader.TIED else Reader.LOOKER
