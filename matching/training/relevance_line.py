"""Learns the line of relevance from pairs that judges graded 0 to 3, and judges it on questions it has not seen."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression

from graph.domain.kinds import MENTOR
from graph.taxonomy.area_words import count_words
from matching.features.cases import Setting
from matching.features.relevance import question_of, relevance_columns
from matching.relevance.encoder import SentenceEncoder
from matching.relevance.evidence import asked_for, evidence_of
from matching.relevance.line import COLUMNS, Line
from matching.relevance.passages import passages_of, words_of
from matching.relevance.reference import Reference, area_directions
from matching.sources.folder import Folder

Values = NDArray[np.float64]
# How firmly the weights are held near nothing: some 11,000 pairs of 40 questions speak for far fewer.
_STRENGTH = 0.003
FOLDS = 8
# Beyond these quantiles of the judged pairs a column says no more: a line must not reach farther than it was judged.
_TAIL = 0.01
# The grade of whoever has done just what is asked, in a setting like that of the one who asks.
JUST_THIS = 3
_EVER = date(9999, 1, 1)


@dataclass(frozen=True)
class JudgedSet:
    """Questions beside all people: `grades` (needs, people); `setting` holds both, people in order of id."""

    setting: Setting
    need_ids: Sequence[str]
    grades: NDArray[np.int64]

    @classmethod
    def read(cls, folder: Path) -> JudgedSet:
        """A folder in the exchange format with `grades.csv` (`need_id,person_id,grade`; what is not there is 0).

        Raises FolderError, OSError, KeyError where the grades name somebody else.
        """
        source = Folder([folder])
        wanted = [(startup, need.id) for need, startup in source.needs.values()]
        setting = Setting(source.before(_EVER), MENTOR, _EVER, wanted)
        rows = {need.id: at for at, (need, _) in enumerate(source.needs.values())}
        grades = np.zeros((len(rows), len(setting.providers)), dtype=np.int64)
        with (folder / "grades.csv").open(encoding="utf-8-sig", newline="") as file:
            for row in csv.DictReader(file):
                grades[rows[row["need_id"]], setting.provider_rows[row["person_id"]]] = int(row["grade"])
        return cls(setting, list(rows), grades)

    def columns(self, encoder: SentenceEncoder, reference: Reference) -> NDArray[np.float32]:
        """(needs, people, COLUMNS)."""
        evidence = evidence_of(self.setting.providers, encoder, reference)
        found = []
        for ask in self.setting.asks:
            question = question_of(ask.need)
            if question is None:
                raise ValueError(f"The need {ask.need.id} asks nothing.")
            asked = asked_for(question, encoder, reference)
            startup = self.setting.seekers[ask.seeker]
            found.append(relevance_columns(ask.need, startup, asked, self.setting.index, [evidence]))
        return np.asarray(found)


def learn_reference(judged: JudgedSet, encoder: SentenceEncoder) -> Reference:
    """What meaning is measured against, of the people and questions of a judged set; grades do not enter."""
    people = judged.setting.providers
    centre = encoder.encode([text for one in people for text in passages_of(one)]).mean(axis=0)
    carried = (np.asarray([count_words(words_of(one)) for one in people]) > 0).sum(axis=0)
    rarity = np.log((1 + len(people)) / (1 + carried))
    needs = [ask.need for ask in judged.setting.asks]
    titles = encoder.encode([need.title for need in needs])
    descriptions = encoder.encode([need.description or need.title for need in needs])
    return Reference(area_directions(encoder), centre, rarity.astype(np.float32), titles, descriptions)


def learn_line(columns: NDArray[np.float32], grades: NDArray[np.int64], told: dict[str, Any]) -> Line:
    """A pairwise logistic regression: of two people of one question the better graded should stand further along.

    Pairs weigh by the difference of their gains 2^grade - 1. The chance is calibrated on questions held out.
    """
    scale = _Scale.of(columns)
    weights = _weights(scale.standard(columns), grades)
    held = out_of_fold(columns, grades)
    done = grades.ravel() >= JUST_THIS
    calibrated = LogisticRegression(C=1e6).fit(held.reshape(-1, 1), done)
    return Line(
        weights=_named(weights),
        means=_named(scale.means),
        spreads=_named(scale.spreads),
        lows=_named(scale.lows),
        highs=_named(scale.highs),
        slope=float(calibrated.coef_[0, 0]),
        shift=float(calibrated.intercept_[0]),
        judged={**told, "questions": len(grades), "people": grades.shape[1], "graded": int((grades > 0).sum())},
    )


def out_of_fold(columns: NDArray[np.float32], grades: NDArray[np.int64], folds: int = FOLDS) -> Values:
    """(needs, people): how far along a line that was learned on the other questions."""
    fold = np.random.default_rng(0).permutation(len(grades)) % folds
    found = np.zeros(grades.shape)
    for one in range(folds):
        rest = fold != one
        standard = _Scale.of(columns[rest]).standard(columns)
        found[~rest] = standard[~rest] @ _weights(standard[rest], grades[rest])
    return found


@dataclass(frozen=True)
class _Scale:
    """Of each column over the judged pairs: mean, standard deviation, and between what it counts."""

    means: Values
    spreads: Values
    lows: Values
    highs: Values

    @classmethod
    def of(cls, columns: NDArray[np.float32]) -> _Scale:
        rows = columns.reshape(-1, columns.shape[-1]).astype(np.float64)
        # A column of which nothing is known says nothing, however it is scaled.
        rows[:, np.isnan(rows).all(axis=0)] = 0.0
        lows, highs = np.nanquantile(rows, (_TAIL, 1 - _TAIL), axis=0)
        rows = np.clip(rows, lows, highs)
        return cls(np.nanmean(rows, axis=0), np.maximum(np.nanstd(rows, axis=0), 1e-9), lows, highs)

    def standard(self, columns: NDArray[np.float32]) -> Values:
        found = (np.clip(columns, self.lows, self.highs) - self.means) / self.spreads
        return np.where(np.isnan(found), 0.0, found)


def _weights(standard: Values, grades: NDArray[np.int64]) -> Values:
    differences, weights = [], []
    for columns, grade in zip(standard, grades, strict=True):
        gain = 2.0**grade - 1
        better, worse = np.nonzero(gain[:, None] > gain[None, :])
        differences.append(columns[better] - columns[worse])
        weights.append(gain[better] - gain[worse])
    rows, weight = np.concatenate(differences), np.concatenate(weights)
    # Each pair both ways round: the line goes through nothing.
    answers = np.repeat([1, 0], len(rows))
    model = LogisticRegression(C=_STRENGTH, fit_intercept=False, max_iter=500)
    model.fit(np.concatenate([rows, -rows]), answers, np.concatenate([weight, weight]))
    return np.asarray(model.coef_[0], dtype=np.float64)


def _named(values: Values) -> dict[str, float]:
    return {name: round(float(value), 6) for name, value in zip(COLUMNS, values, strict=True)}
