"""Who may read which block of one's own profile."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import cast

from flask import abort, flash, redirect, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response
from wtforms import SelectField
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # newer than its stubs

from graph.domain.kinds import kind_of_role
from graph.domain.profile_blocks import OF_PROVIDERS, OF_STARTUPS, Audience, Block
from webapp.forms.base import BaseForm
from webapp.http.context import actor, graph, now
from webapp.operations.profiles.choose_audiences import choose_audiences as choose
from webapp.profiles.blueprint import blueprint
from webapp.words.profile_pages import audience_word, block_word


def audience_form(blocks: frozenset[Block], chosen: Mapping[Block, Audience]) -> BaseForm:
    """A choice for each block, as it stands; what was posted wins."""
    form = _form_of(blocks)(data={block.value: chosen[block].value for block in blocks})
    for block in blocks:
        form[block.value].label.text = block_word(block)
        form[block.value].choices = [SelectChoice(audience.value, audience_word(audience)) for audience in Audience]
    return form


@cache
def _form_of(blocks: frozenset[Block]) -> type[BaseForm]:
    fields = {block.value: SelectField() for block in Block if block in blocks}
    return cast(type[BaseForm], type("AudienceForm", (BaseForm,), fields))


@blueprint.post("/own-profile/readers")
def choose_audiences() -> Response:
    """Keep who may read what."""
    mine = actor()
    blocks = OF_STARTUPS if mine.is_seeker else OF_PROVIDERS[kind_of_role(mine.role).name]
    form = audience_form(blocks, dict.fromkeys(blocks, Audience.EVERYBODY))
    if not form.validate():
        abort(422)
    choose(graph(), mine, {block: Audience(form[block.value].data) for block in blocks}, now())
    flash(_("Saved. It counts from now on."), "done")
    return redirect(url_for(".show_own"))
