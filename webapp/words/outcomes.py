"""How work together ended, in words and shapes."""

from __future__ import annotations

from collections.abc import Mapping

from graph.domain.kinds import Outcome
from webapp.words.sentences import Sentence

OUTCOMES: Mapping[Outcome, tuple[str, Sentence]] = {
    Outcome.COMPLETED: ("good", Sentence("Goal reached")),
    Outcome.INVESTED: ("good", Sentence("Invested")),
    Outcome.HIRED: ("good", Sentence("Hired")),
    Outcome.ENDED_EARLY: ("warn", Sentence("Ended early")),
    Outcome.NONE: ("draft", Sentence("Ended without a result")),
}
_UNSAID = Sentence("Ended")


def outcome_words(code: str | None) -> str:
    """How work ended; empty while it has not."""
    return OUTCOMES[Outcome(code)][1].say({}) if code else ""


def result_words(code: str | None) -> str:
    """What came of a request; empty where nothing did."""
    return "" if code == Outcome.NONE else outcome_words(code)


def ended_status(code: str | None) -> tuple[str, str]:
    """Shape and word of work that has ended; work from files may not say how."""
    shape, sentence = OUTCOMES[Outcome(code)] if code else ("draft", _UNSAID)
    return shape, sentence.say({})
