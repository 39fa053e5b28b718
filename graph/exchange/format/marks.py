"""The mark of texts that are translated where they are shown."""

from __future__ import annotations


def N_(text: str) -> str:  # noqa: N802 - the name by which message extraction knows it
    """Mark a text for translation where it is shown."""
    return text
