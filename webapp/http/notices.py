"""Says what happened, who hears of it, and the way back."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from flask import flash
from flask_babel import ngettext

from graph.domain.reach import Told
from webapp.http.context import actor, graph
from webapp.operations.delivery.who_is_told import Concerned, who_is_told
from webapp.presenters.names import name_of
from webapp.words.told import told_words, will_be_told_words


def flash_undo(text: str, undo_url: str, fields: Mapping[str, str | list[str]] | None = None) -> None:
    """A message whose Undo is a form button that sends `fields`."""
    message = {"text": text, "undo_url": undo_url, "fields": dict(fields or {})}
    flash(message, "done")  # type: ignore[arg-type]  # any JSON value will do


def flash_put_back(text: str, kept: int) -> None:
    """What an Undo put back, and how many it left because somebody changed them since."""
    flash(text, "done")
    if kept > 0:
        flash(ngettext("%(num)s was changed since and stays.", "%(num)s were changed since and stay.", kept), "info")


def flash_told(text: str, *concerned: Concerned) -> None:
    """What was done, and who of those whom it concerns hears of it."""
    flash(with_told(text, *concerned), "done")


def with_told(text: str, *concerned: Concerned) -> str:
    """The same words, to be said with more."""
    return told_words(text, _names(concerned))


def with_will_be_told(text: str, *concerned: Concerned) -> str:
    """What is about to be done, and who of those whom it concerns will hear of it."""
    return will_be_told_words(text, _names(concerned))


def _names(concerned: Iterable[Concerned]) -> dict[Told, list[str]]:
    who = actor()
    told = graph().read(lambda tx: who_is_told(tx, who, concerned))
    return {way: [name_of(one) for one in people] for way, people in told.ways.items()}
