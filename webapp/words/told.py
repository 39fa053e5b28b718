"""Who hears of what was done, and how, in the words of whoever did it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from flask_babel import ngettext

from graph.domain.reach import Told
from webapp.presenters.language import language
from webapp.presenters.numbers import sentence
from webapp.words.sentences import Sentence

_MOST_NAMED = 8
TOLD: Mapping[Told, Sentence] = {
    Told.BY_MAIL: Sentence("An email is on its way to %(names)s."),
    Told.BY_US: Sentence("You answer for %(names)s: pass it on to them."),
    Told.BY_OTHERS: Sentence("An email is on its way to whoever answers for %(names)s."),
    Told.NOT: Sentence("Nobody has an account there, so no email goes to %(names)s: tell them yourself."),
}
WILL_BE_TOLD: Mapping[Told, Sentence] = {
    Told.BY_MAIL: Sentence("An email will go to %(names)s."),
    Told.BY_US: Sentence("You answer for %(names)s: you will have to pass it on to them."),
    Told.BY_OTHERS: Sentence("An email will go to whoever answers for %(names)s."),
    Told.NOT: Sentence("Nobody has an account at %(names)s, so no email will go there: tell them yourself."),
}


def told_words(text: str, names: Mapping[Told, Sequence[str]]) -> str:
    """What was done, then who hears of it by which way."""
    return _joined([text, *_said(TOLD, names)])


def will_be_told_words(text: str, names: Mapping[Told, Sequence[str]]) -> str:
    """What is about to be done, then who will hear of it by which way."""
    return _joined([text, *_said(WILL_BE_TOLD, names)])


def _said(table: Mapping[Told, Sentence], names: Mapping[Told, Sequence[str]]) -> list[str]:
    return [sentence_.say({"names": _some(names[way])}) for way, sentence_ in table.items() if names.get(way)]


def _joined(said: list[str]) -> str:
    return ("" if language() == "zh" else " ").join(filter(None, said))


def _some(names: Sequence[str]) -> str:
    rest = len(names) - _MOST_NAMED
    more = [ngettext("%(num)s more", "%(num)s more", rest)] if rest > 0 else []
    return sentence([*names[:_MOST_NAMED], *more])
