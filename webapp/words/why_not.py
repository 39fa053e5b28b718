"""Why somebody is not (higher) on a list, said to the startup."""

from __future__ import annotations

from flask_babel import gettext as _

from matching.results import WhyNot
from webapp.presenters.language import language
from webapp.presenters.names import name_of
from webapp.words.bars import difference_sentence
from webapp.words.rules import rule_sentence


def why_not_sentence(why_not: WhyNot) -> str:
    """The rule that leaves them out, or the place that they reached."""
    if why_not.left_out is not None:
        return rule_sentence(why_not.kind, why_not.left_out, name_of(why_not))
    return str(_("%(name)s was considered and came %(place)s.", name=name_of(why_not), place=_place(why_not.position)))


def differences_in_words(why_not: WhyNot) -> list[tuple[str, float]]:
    """Where they are behind the one they are compared with: each in a sentence, and by how much."""
    return [(difference_sentence(why_not.kind, one), one.contribution) for one in why_not.differences]


def _place(number: int) -> str:
    """1st, 2nd, 3rd; in Chinese the number alone."""
    if language() == "zh":
        return str(number)
    suffix = "th" if 10 <= number % 100 <= 20 else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{suffix}"
