"""Says what happened, with the way back."""

from __future__ import annotations

from flask import flash


def flash_undo(text: str, undo_url: str) -> None:
    """A message whose Undo is a form button."""
    flash({"text": text, "undo_url": undo_url}, "done")  # type: ignore[arg-type]  # any JSON value will do
