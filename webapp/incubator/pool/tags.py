"""Tags that a curator gives to members of the pool, several at once, with Undo."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

from flask import flash, redirect, request, url_for
from flask_babel import gettext as _
from flask_babel import ngettext
from werkzeug.wrappers import Response

from graph.errors import InvalidInputError
from webapp.http.context import actor, graph, now
from webapp.http.notices import flash_undo
from webapp.incubator.blueprint import blueprint
from webapp.incubator.forms import TagForm
from webapp.incubator.pool.bulk import ask_action, back_to_view, chosen_of_form
from webapp.operations.pools.tag_members import Retagging, read_tags, tag_members


@blueprint.post("/pool/tag")
def tag_chosen() -> str | Response | tuple[str, int]:
    """Give the tags that were typed, and take away those that were ticked."""
    chosen = chosen_of_form()
    form = TagForm.about(chosen)
    try:
        change = Retagging(read_tags(form.tags.data or ""), tuple(form.taken.data or ()))
        if not form.validate() or change == Retagging():
            raise InvalidInputError("Name a tag.", field="tags")
        undone = tag_members(graph(), actor(), {member.id: change for member in chosen}, now())
    except InvalidInputError:
        form.tags.errors = [_("Name a tag of at most 40 characters, or take one away; nobody has more than 20.")]
        return ask_action("tag", chosen, form), 422
    if not undone:
        flash(_("Nothing had to be changed."), "info")
        return redirect(back_to_view())
    count = len(undone)
    said = ngettext(
        "The tags of %(num)s supervisor are changed.", "The tags of %(num)s supervisors are changed.", count
    )
    flash_undo(said, url_for(".untag"), {**_written(undone), "back": back_to_view()})
    return redirect(back_to_view())


@blueprint.post("/pool/untag")
def untag() -> Response:
    """Undo a change of tags, as the message told it."""
    wanted: dict[str, dict[str, tuple[str, ...]]] = defaultdict(dict)
    for way in ("add", "remove"):
        for line in request.form.getlist(way):
            person_id, _space, tag = line.partition(" ")
            wanted[person_id][way] = (*wanted[person_id].get(way, ()), tag)
    changes = {person_id: Retagging(**ways) for person_id, ways in wanted.items()}
    count = len(tag_members(graph(), actor(), changes, now())) if changes else 0
    flash(ngettext("%(num)s supervisor stands as before.", "%(num)s supervisors stand as before.", count), "done")
    return redirect(back_to_view())


def _written(changes: Mapping[str, Retagging]) -> dict[str, list[str]]:
    """Fields of a form: a line for each person and tag."""
    return {
        way: [f"{person_id} {tag}" for person_id, change in changes.items() for tag in getattr(change, way)]
        for way in ("add", "remove")
    }
