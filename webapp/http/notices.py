"""Says what happened, with the way back."""

from __future__ import annotations

from collections.abc import Mapping

from flask import flash


def flash_undo(text: str, undo_url: str, fields: Mapping[str, str | list[str]] | None = None) -> None:
    """A message whose Undo is a form button that sends `fields`."""
    message = {"text": text, "undo_url": undo_url, "fields": dict(fields or {})}
    flash(message, "done")  # type: ignore[arg-type]  # any JSON value will do
