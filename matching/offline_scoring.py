"""What gives the pairs of a folder their chances, and those of a question their fit."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from graph.entities.profile import ProfileRecord
from matching.features.cases import Rows, Setting
from matching.features.relevance import question_of, relevance_columns
from matching.ranking.fit import by_question, order_of
from matching.relevance.encoder import SentenceEncoder
from matching.relevance.evidence import Reader, asked_for
from matching.relevance.reference import shipped_reference
from matching.results import Fact, tell
from matching.training.next_engagement import NextEngagement
from matching.training.train import Learned, learn

Values = NDArray[np.float64]
_AT_ONCE = 50_000


class Scoring(Protocol):
    """Rows of a setting's providers, scored for one of its asks; `told`: how that was learned."""

    told: list[Fact]

    def scores(self, ask: int, providers: Rows) -> Values:
        """(providers,) what a page is ordered by."""
        ...


class ByEngagements:
    """By what seekers took up before, where nothing else is recorded."""

    def __init__(self, setting: Setting, model: NextEngagement, seekers: Sequence[str]) -> None:
        self._setting, self.told = setting, model.told
        self._column_of = model.columns_of([provider.id for provider in setting.providers])
        self._odds = dict(model.for_all(seekers))

    def scores(self, ask: int, providers: Rows) -> Values:
        """(providers,) the chance that the seeker engages with each."""
        seeker = self._setting.seekers[self._setting.asks[ask].seeker]
        return np.asarray(one_sided(self._odds[seeker.id][self._column_of[providers]]).prod(axis=1))


class ByAnswers:
    """By what both sides answered before; a question in words by how well people answer it, first of all."""

    def __init__(self, setting: Setting, encoder: SentenceEncoder) -> None:
        self._setting = setting
        self._learned = learn(setting)
        self.told = facts_of_heads(self._learned)
        self._knows_answers = any(head["weight"] > 0 for head in self._learned.model.card.heads.values())
        asks_in_words = setting.kind.answers_questions and any(question_of(ask.need) for ask in setting.asks)
        is_read = asks_in_words and _tell_of_themselves(setting.providers)
        self._reader = Reader(encoder, shipped_reference())
        self._evidence = self._reader.read(setting.providers) if is_read else None

    def chances(self, asks: Rows, providers: Rows) -> Values:
        """(pairs, 3) chances."""
        return chances_of(self._learned, asks.tolist(), providers.tolist())

    def fit(self, ask: int, providers: Rows) -> Values | None:
        """(providers,) how well each answers what is asked; None where nothing is asked in words."""
        setting, one = self._setting, self._setting.asks[ask]
        question = question_of(one.need)
        if self._evidence is None or question is None:
            return None
        asked = asked_for(question, self._reader.encoder, self._reader.reference)
        startup = setting.seekers[one.seeker]
        columns = relevance_columns(one.need, startup, asked, setting.index, [self._evidence])
        return by_question(columns).values[providers]

    def order(self, fit: Values, chance: Values) -> Values:
        """What a page of one question is ordered by."""
        return order_of(fit, chance, knows_answers=self._knows_answers)

    def scores(self, ask: int, providers: Rows) -> Values:
        """(providers,) what a page is ordered by."""
        chance = self.chances(np.full(len(providers), ask), providers).prod(axis=1)
        fit = self.fit(ask, providers)
        return chance if fit is None else self.order(fit, chance)


def _tell_of_themselves(providers: Sequence[ProfileRecord]) -> bool:
    """Whether people tell what they have done, rather than being known by papers and patents alone, which have columns
    of their own."""
    telling = sum(bool(one.summary or one.summary_zh or one.headline or one.careers) for one in providers)
    return telling >= sum(bool(one.documents) for one in providers)


def facts_of_heads(learned: Learned) -> list[Fact]:
    """How each head of a model was learned."""
    return [
        tell(
            "head_learned" if head["weight"] else "head_by_rules",
            head=name, estimator=head["estimator"], count=head["n"], weight=head["weight"],
            notes=tuple(Fact(note["code"], note["params"]) for note in head["notes"]),
        )
        for name, head in learned.model.card.heads.items()
    ]  # fmt: skip


def one_sided(odds: NDArray[np.float64]) -> NDArray[np.float64]:
    """Chances where the data know only that people took up with each other: the other two heads stay neutral."""
    chances = np.ones((len(odds), 3))
    chances[:, 0] = 1 / (1 + np.exp(-odds))
    return chances


def chances_of(learned: Learned, asks: Sequence[int], providers: Sequence[int]) -> NDArray[np.float64]:
    """Chances in slices, so that memory stays flat."""
    parts = [
        learned.chances(learned.cases_now(asks[at : at + _AT_ONCE], providers[at : at + _AT_ONCE]))
        for at in range(0, len(asks), _AT_ONCE)
    ]
    return np.vstack(parts) if parts else np.zeros((0, 3))
