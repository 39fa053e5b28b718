"""What a page calls each action that it offers: on its button, on the page that asks first, and in the crumbs."""

from __future__ import annotations

from webapp.words.by_subject import BUTTONS


def action_label(action: str) -> str:
    """The words on the button of an action."""
    return str(BUTTONS[action])
