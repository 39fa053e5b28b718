"""Conflicts of interest on pages: what asks between two, in words, and what was ticked."""

from __future__ import annotations

from collections.abc import Collection

from flask import request

from webapp.http.context import graph, organisation_day
from webapp.operations.conflicts.asked_about import conflicts_that_ask
from webapp.words.conflicts import ShownConflict, show_conflict

MOST_TICKED = 50


def ticked() -> tuple[str, ...]:
    """The keys of the conflicts that were ticked in the form that was sent."""
    return tuple(key[:100] for key in request.form.getlist("confirmed")[:MOST_TICKED])


def asked_of_startup(startup_id: str, provider_ids: Collection[str]) -> dict[str, list[ShownConflict]]:
    """What a startup is to confirm for each of these providers; no entry where nothing asks."""
    on = organisation_day()
    read = graph().read(lambda tx: conflicts_that_ask(tx, [startup_id], provider_ids, on))
    shown: dict[str, list[ShownConflict]] = {}
    for one in read.conflicts:
        shown.setdefault(one.other_id, []).append(show_conflict(one, read.names, on))
    return shown


def asked_of_provider(provider_id: str, startup_ids: Collection[str]) -> dict[str, list[ShownConflict]]:
    """What a provider is to confirm for each of these startups; no entry where nothing asks."""
    on = organisation_day()
    read = graph().read(lambda tx: conflicts_that_ask(tx, sorted(startup_ids), [provider_id], on))
    shown: dict[str, list[ShownConflict]] = {}
    for one in read.conflicts:
        shown.setdefault(one.startup_id, []).append(show_conflict(one, read.names, on))
    return shown
