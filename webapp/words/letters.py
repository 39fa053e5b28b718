"""The placeholders of letters in the reader's words: how each is written, and what stands in its place."""

from __future__ import annotations

from collections.abc import Mapping

from flask_babel import gettext as _

from graph.domain.letters import PLACEHOLDERS, Placeholder
from webapp.presenters.language import language
from webapp.words.sentences import Sentence

MEANINGS: Mapping[Placeholder, Sentence] = {
    Placeholder.NAME: Sentence("the supervisor's or the startup's name"),
    Placeholder.INCUBATOR: Sentence("the name of your incubator"),
    Placeholder.CURATOR: Sentence("your name"),
    Placeholder.TERM_END: Sentence("the last day of the term in the pool, or of the startup with you"),
    Placeholder.FREE_PLACES: Sentence("how many startups more a supervisor takes; startups have none"),
    Placeholder.SIGN_IN: Sentence("the address at which one signs in"),
}


def written(placeholder: Placeholder) -> str:
    """How a placeholder is written in the reader's language, with its braces."""
    return f"{{{PLACEHOLDERS[placeholder][language()]}}}"


def placeholder_rows() -> list[tuple[str, str]]:
    """How each is written, and what stands in its place."""
    return [(written(one), MEANINGS[one].say({})) for one in Placeholder]


def unknown_placeholder(name: str) -> str:
    """Refuses what stands between braces and is no placeholder, with those that there are."""
    known = " ".join(written(one) for one in Placeholder)
    return str(_("There is no placeholder {%(name)s}. There are: %(known)s", name=name, known=known))
