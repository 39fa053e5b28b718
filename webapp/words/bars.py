"""What moved a fit: the headings of the groups of features, and the fact below each, said to the startup."""

from __future__ import annotations

from flask_babel import gettext as _

from graph.domain.kinds import KINDS
from matching.results import Difference, Fact
from webapp.words.by_kind import FACTS
from webapp.words.facts import Small, say_fact
from webapp.words.reasons import PARTS, REASONS

HEADINGS = KINDS.table("headings of features", {kind: words.headings for kind, words in FACTS.items()})
SUBTITLES = KINDS.table("facts below headings", {kind: words.subtitles for kind, words in FACTS.items()})


def bar_heading(kind: str, group: str) -> str:
    """The heading of a group of features."""
    return HEADINGS[kind][group].say({})


def bar_subtitle(kind: str, fact: Fact) -> str:
    """The fact below a heading; one that is told as a reason too begins small here."""
    reasons = {code: Small(sentence) for code, sentence in REASONS[kind].items()}
    return say_fact(fact, {**PARTS[kind], **reasons, **SUBTITLES[kind]})


def difference_sentence(kind: str, difference: Difference) -> str:
    """By which group somebody is behind, and the fact behind it."""
    heading, fact = bar_heading(kind, difference.group), bar_subtitle(kind, difference.subtitle)
    return str(_("%(heading)s: %(fact)s", heading=heading, fact=fact))
