"""What people's passages say of each help area, and mean, as arrays made once; and the same of a question."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from graph.entities.profile import ProfileRecord
from graph.taxonomy import load
from graph.taxonomy.area_words import count_words
from matching.relevance.encoder import DIMENSION, SentenceEncoder
from matching.relevance.passages import passages_of, sentences, words_of
from matching.relevance.reference import Reference, unit

Matrix = NDArray[np.float32]
Vectors = NDArray[np.float16]
Bytes = NDArray[np.int8]
COLUMNS = ("area_meaning", "area_words", "meaning", "meaning_above_usual")
# A text is about an area by its clearest passage, and a little by all of them.
_ALL_PASSAGES = 0.5
# How sharply a question is about its first area rather than its second.
_SHARPNESS = 2.0
# So many words of an area tell as much as any number of them.
_MOST_WORDS = 4
# What somebody stands for counts like that many, and like so many standard deviations of meaning.
_CONFIRMED_MEANING = 1.5
# What the founder chose outweighs what was read from their words.
_CHOSEN_SHARE, _SUGGESTED_SHARE = 0.7, 0.3


@dataclass(frozen=True)
class Question:
    """What somebody asks, in their words; `help_areas` as they chose them or, not `chosen`, as was suggested."""

    title: str
    description: str = ""
    topics: tuple[str, ...] = ()
    help_areas: tuple[str, ...] = ()
    chosen: bool = False

    @property
    def text(self) -> str:
        """All of it."""
        return "\n".join(part for part in (self.title, self.description, *self.topics) if part)


@dataclass(frozen=True)
class AskedFor:
    """A question as arrays: `shares` (areas,) sum to 1, `named` (areas,) by words; `title`, `description` (d,)."""

    shares: Matrix
    named: Matrix
    title: Matrix
    description: Matrix


@dataclass(frozen=True)
class Evidence:
    """People as arrays, one row each: `passages` (passages, d) of which row i has those from `starts[i]`, each in
    steps of its own `scales` (passages,); `whole` (people, d), their mean, of length 1; `meant` and `named` (people,
    areas), area by area in memory, for a question asks for few; `usual` (people,) how near what they say comes to any
    question. NaN for what is not read yet, of a passage in its scale."""

    starts: NDArray[np.int64]
    passages: Bytes
    scales: Matrix
    whole: Vectors
    meant: Vectors
    named: Vectors
    usual: Matrix

    @classmethod
    def of_nobody(cls) -> Evidence:
        """No rows."""
        vectors, areas = np.zeros((0, DIMENSION), dtype=np.float16), len(load().help_areas.terms)
        scores, nothing = np.zeros((0, areas), dtype=np.float16), np.zeros(0, dtype=np.float32)
        return cls(np.zeros(1, dtype=np.int64), vectors.astype(np.int8), nothing, vectors, scores, scores, nothing)

    def __len__(self) -> int:
        return len(self.starts) - 1

    @property
    def unread(self) -> int:
        """How many people have a passage whose meaning is not known yet."""
        return int(np.isnan(self.usual).sum())

    def take(self, rows: NDArray[np.int64]) -> Evidence:
        """Some of the people."""
        sizes = self.starts[rows + 1] - self.starts[rows]
        starts = np.concatenate([[0], np.cumsum(sizes)]).astype(np.int64)
        at = np.arange(starts[-1]) + np.repeat(self.starts[rows] - starts[:-1], sizes)
        return Evidence(
            starts, self.passages[at], self.scales[at],
            self.whole[rows], self.meant[rows], self.named[rows], self.usual[rows],
        )  # fmt: skip

    def columns(self, asked: AskedFor) -> Matrix:
        """(people, COLUMNS)."""
        meaning = _meaning(self, asked.title[None, :], asked.description[None, :])[:, 0]
        return np.column_stack([*self.area_columns(asked), meaning, meaning - self.usual]).astype(np.float32)

    def area_columns(self, asked: AskedFor, least: float = 0.0) -> tuple[Matrix, Matrix]:
        """(people,) each: the first two of COLUMNS, which no single passage is looked at for. Areas of which a question
        holds less than `least` are passed over."""
        return _weighed(self.meant, asked.shares, least), _weighed(self.named, asked.named, 0.0)

    def passages_of(self, row: int) -> tuple[range, Matrix]:
        """Which passages are a person's, and their vectors."""
        own = range(int(self.starts[row]), int(self.starts[row + 1]))
        return own, _unpacked(self.passages[own.start : own.stop], self.scales[own.start : own.stop])


def evidence_of(
    profiles: Sequence[ProfileRecord], encoder: SentenceEncoder, reference: Reference, most_new: int | None = None
) -> Evidence:
    """Read people's passages; with `most_new`, at most so many that no vector is known of yet."""
    if not profiles:
        return Evidence.of_nobody()
    passages = [passages_of(profile) for profile in profiles]
    starts = np.cumsum([0, *(len(found) for found in passages)])
    vectors = encoder.encode([text for found in passages for text in found], most_new=most_new)
    rows = [vectors[begin:end] for begin, end in itertools.pairwise(starts)]
    confirmed = [stands_for(profile) for profile in profiles]
    meant = _standard(np.asarray([_of_areas(found, reference) for found in rows], dtype=np.float32))
    counts = _bounded([count_words(words_of(profile)) for profile in profiles])
    for row, areas in enumerate(confirmed):
        meant[row, areas] = np.maximum(meant[row, areas], _CONFIRMED_MEANING)
        counts[row, areas] = _MOST_WORDS
    whole = unit(np.asarray([found.mean(axis=0) for found in rows], dtype=np.float32))
    usual = np.zeros(len(rows), dtype=np.float32)
    steps, scales = packed(vectors)
    by_area = halves_by_area(meant), halves_by_area(np.sqrt(counts))
    found = Evidence(starts, steps, scales, whole.astype(np.float16), *by_area, usual)
    return replace(found, usual=_meaning(found, reference.titles, reference.descriptions).mean(axis=1))


@dataclass(frozen=True)
class Reader:
    """Reads people's passages, at most `most_new` new ones at a time: reading takes some milliseconds each."""

    encoder: SentenceEncoder
    reference: Reference
    most_new: int | None = None

    def read(self, profiles: Sequence[ProfileRecord]) -> Evidence:
        """One row for each."""
        return evidence_of(profiles, self.encoder, self.reference, self.most_new)


def asked_for(question: Question, encoder: SentenceEncoder, reference: Reference) -> AskedFor:
    """Read a question."""
    parts = [question.title, *sentences(question.description)]
    vectors = encoder.encode(parts)
    meant = _standard(_of_areas(vectors, reference)[None, :])[0]
    shares = np.exp(_SHARPNESS * meant)
    shares = _with_named(shares / shares.sum(), question)
    named = np.sqrt(_bounded(count_words(question.text)))
    codes = {code: at for at, code in enumerate(load().help_areas.terms)}
    for code in question.help_areas:
        named[codes[code]] = max(named[codes[code]], 1.0)
    described = encoder.encode([question.description])[0] if question.description.strip() else vectors[0]
    return AskedFor(shares, named * reference.rarity, vectors[0], described)


def _with_named(shares: Matrix, question: Question) -> Matrix:
    """The shares of a question's areas, moved towards those that are named for it."""
    if not question.help_areas:
        return np.asarray(shares, dtype=np.float32)
    codes = list(load().help_areas.terms)
    named = np.asarray([code in question.help_areas for code in codes], dtype=np.float32)
    weight = _CHOSEN_SHARE if question.chosen else _SUGGESTED_SHARE
    return np.asarray((1 - weight) * shares + weight * named / max(named.sum(), 1), dtype=np.float32)


def about_areas(vectors: Matrix, reference: Reference) -> Matrix:
    """(passages, areas): what each is about more than about others, in its own standard deviations."""
    return _standard(_likeness(vectors, reference))


def _likeness(vectors: Matrix, reference: Reference) -> Matrix:
    return np.asarray(unit(vectors - reference.centre) @ reference.areas.T, dtype=np.float32)


def _of_areas(vectors: Matrix, reference: Reference) -> Matrix:
    """(areas,) how far passages lie in the direction of each area."""
    likeness = _likeness(vectors, reference)
    return np.asarray(likeness.max(axis=0) + _ALL_PASSAGES * likeness.mean(axis=0), dtype=np.float32)


def _bounded(counts: Sequence[int] | Sequence[Sequence[int]]) -> Matrix:
    return np.minimum(np.asarray(counts, dtype=np.float32), _MOST_WORDS)


def _standard(rows: Matrix) -> Matrix:
    """Each row in its own standard deviations: which areas it is about more than about others."""
    if not len(rows):
        return rows.reshape(0, len(load().help_areas.terms))
    spread = rows.std(axis=1, keepdims=True)
    return np.asarray((rows - rows.mean(axis=1, keepdims=True)) / np.maximum(spread, 1e-9), dtype=np.float32)


def halves_by_area(scores: Matrix) -> Vectors:
    """(people, areas) in half precision, area by area in memory."""
    return np.asarray(scores, dtype=np.float16, order="F")


def packed(vectors: Matrix) -> tuple[Bytes, Matrix]:
    """Vectors as whole steps of a scale each: a byte a number, and the scale, NaN where a vector is not known."""
    largest = np.abs(vectors).max(axis=1, initial=0.0)
    scales = np.where(largest > 0, largest / 127, np.where(np.isnan(largest), np.nan, 1.0)).astype(np.float32)
    return np.nan_to_num(np.rint(vectors / scales[:, None])).astype(np.int8), scales


def _unpacked(steps: Bytes, scales: Matrix) -> Matrix:
    return np.asarray(steps.astype(np.float32) * scales[:, None], dtype=np.float32)


def _weighed(columns: Vectors, weights: Matrix, least: float) -> Matrix:
    """(people,): the weighed sum of the columns whose weight is more than so much; all where one is unknown."""
    total = np.zeros(len(columns), dtype=np.float32)
    for at in np.flatnonzero(~(weights <= least)):
        total += columns[:, at] * weights[at]
    return total


def _meaning(people: Evidence, titles: Matrix, descriptions: Matrix) -> Matrix:
    """(people, questions): the nearest passage to either part of a question, and half of each with the whole."""
    if not len(people.whole):
        return np.zeros((0, len(titles)), dtype=np.float32)
    whole, asked = people.whole.astype(np.float32), np.vstack([titles, descriptions])
    near = (people.passages.astype(np.float32) @ asked.T) * people.scales[:, None]
    nearest = np.maximum(near[:, : len(titles)], near[:, len(titles) :])
    best = np.maximum.reduceat(nearest, people.starts[:-1], axis=0)
    return np.asarray(best + (whole @ titles.T + whole @ descriptions.T) / 2, dtype=np.float32)


def stands_for(profile: ProfileRecord) -> list[int]:
    """The areas, by their place in the taxonomy, that somebody names as what they have done."""
    codes = {code: at for at, code in enumerate(load().help_areas.terms)}
    named = [*profile.help_areas, *(area for career in profile.careers for area in career.help_areas)]
    return [codes[name] for name in dict.fromkeys(named) if name in codes]
