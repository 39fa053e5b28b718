"""The blueprint of those who are asked: one set of pages, under an address for each role that answers."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, g

from graph.domain.roles import Side, roles_on
from webapp.http.context import actor
from webapp.words.kind_words import ProviderWords
from webapp.words.kinds import words_for_role

blueprint = Blueprint("provider", __name__)


def url_prefix() -> str:
    """Each role has the pages under an address of its own: /supervisor/..., /investor/..."""
    return f"/<any({', '.join(roles_on(Side.PROVIDER))}):room>"


@blueprint.url_value_preprocessor
def _take_room(_endpoint: str | None, values: dict[str, Any] | None) -> None:
    """Views need not know under which of the addresses they were called; the permission table does."""
    g.room = (values or {}).pop("room", "")


@blueprint.app_url_defaults
def _give_room(endpoint: str, values: dict[str, Any]) -> None:
    """A link to one of these pages leads to the reader's own."""
    if endpoint.startswith("provider.") and "room" not in values:
        values["room"] = actor().role


@blueprint.context_processor
def _give_words() -> dict[str, ProviderWords]:
    # By the address, not by the person: an error page is drawn also where nobody can be looked up.
    return {"words": words_for_role(g.room)}
