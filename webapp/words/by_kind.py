"""The words of each kind of match, by its name."""

from __future__ import annotations

from collections.abc import Mapping

from webapp.words import any_kind, investor, mentor
from webapp.words.fact_words import FactWords
from webapp.words.kind_words import WordsOfKind

WORDS: Mapping[str, WordsOfKind] = {"mentor": mentor.WORDS, "investor": investor.WORDS}
FACTS: Mapping[str, FactWords] = {kind: any_kind.FACTS.with_own(words.facts) for kind, words in WORDS.items()}
