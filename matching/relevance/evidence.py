"""What people's passages say of each help area, and mean, as arrays made once; and the same of a question."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from graph.entities.profile import ProfileRecord
from graph.taxonomy import load
from graph.taxonomy.area_words import count_words
from matching.relevance.encoder import SentenceEncoder
from matching.relevance.passages import passages_of, sentences, words_of
from matching.relevance.reference import Reference, unit

Matrix = NDArray[np.float32]
COLUMNS = ("area_meaning", "area_words", "meaning", "meaning_above_usual")
# A text is about an area by its clearest passage, and a little by all of them.
_ALL_PASSAGES = 0.5
# How sharply a question is about its first area rather than its second.
_SHARPNESS = 2.0
# What somebody stands for counts like so many words of theirs, and like so many standard deviations of meaning.
_CONFIRMED_WORDS, _CONFIRMED_MEANING = 4, 2.5
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
    """People as arrays, one row each: `passages` (passages, d) of which row i has those from `starts[i]`; `meant` and
    `named` (people, areas); `usual` (people,) how near what they say comes to any question."""

    starts: NDArray[np.int64]
    passages: Matrix
    whole: Matrix
    meant: Matrix
    named: Matrix
    usual: Matrix

    def columns(self, asked: AskedFor) -> Matrix:
        """(people, COLUMNS)."""
        meaning = _meaning(self, asked.title[None, :], asked.description[None, :])[:, 0]
        found = (self.meant @ asked.shares, self.named @ asked.named, meaning, meaning - self.usual)
        return np.column_stack(found).astype(np.float32)


def evidence_of(profiles: Sequence[ProfileRecord], encoder: SentenceEncoder, reference: Reference) -> Evidence:
    """Read people's passages."""
    passages = [passages_of(profile) for profile in profiles]
    starts = np.cumsum([0, *(len(found) for found in passages)])
    vectors = encoder.encode([text for found in passages for text in found])
    rows = [vectors[begin:end] for begin, end in itertools.pairwise(starts)]
    codes = {code: at for at, code in enumerate(load().help_areas.terms)}
    confirmed = [_confirmed(profile, codes) for profile in profiles]
    meant = _standard(np.asarray([_of_areas(found, reference) for found in rows], dtype=np.float32))
    counts = np.asarray([count_words(words_of(profile)) for profile in profiles], dtype=np.float32)
    for row, areas in enumerate(confirmed):
        meant[row, areas] = np.maximum(meant[row, areas], _CONFIRMED_MEANING)
        counts[row, areas] += _CONFIRMED_WORDS
    whole = unit(np.asarray([found.mean(axis=0) for found in rows], dtype=np.float32))
    found = Evidence(starts, vectors, whole, meant, np.sqrt(counts), np.zeros(len(rows), dtype=np.float32))
    usual = _meaning(found, reference.titles, reference.descriptions).mean(axis=1)
    return Evidence(starts, vectors, whole, meant, found.named, usual)


def asked_for(question: Question, encoder: SentenceEncoder, reference: Reference) -> AskedFor:
    """Read a question."""
    parts = [question.title, *sentences(question.description)]
    vectors = encoder.encode(parts)
    meant = _standard(_of_areas(vectors, reference)[None, :])[0]
    shares = np.exp(_SHARPNESS * meant)
    shares = _with_named(shares / shares.sum(), question)
    named = np.sqrt(np.asarray(count_words(question.text), dtype=np.float32))
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


def _of_areas(vectors: Matrix, reference: Reference) -> Matrix:
    """(areas,) how far passages lie in the direction of each area."""
    likeness = unit(vectors - reference.centre) @ reference.areas.T
    return np.asarray(likeness.max(axis=0) + _ALL_PASSAGES * likeness.mean(axis=0), dtype=np.float32)


def _standard(rows: Matrix) -> Matrix:
    """Each row in its own standard deviations: which areas it is about more than about others."""
    if not len(rows):
        return rows.reshape(0, len(load().help_areas.terms))
    spread = rows.std(axis=1, keepdims=True)
    return np.asarray((rows - rows.mean(axis=1, keepdims=True)) / np.maximum(spread, 1e-9), dtype=np.float32)


def _meaning(people: Evidence, titles: Matrix, descriptions: Matrix) -> Matrix:
    """(people, questions): the nearest passage to either part of a question, and half of each with the whole."""
    if not len(people.whole):
        return np.zeros((0, len(titles)), dtype=np.float32)
    nearest = np.maximum(people.passages @ titles.T, people.passages @ descriptions.T)
    best = np.maximum.reduceat(nearest, people.starts[:-1], axis=0)
    return np.asarray(best + (people.whole @ titles.T + people.whole @ descriptions.T) / 2, dtype=np.float32)


def _confirmed(profile: ProfileRecord, codes: dict[str, int]) -> list[int]:
    named = [*profile.help_areas, *(area for career in profile.careers for area in career.help_areas)]
    return [codes[name] for name in dict.fromkeys(named) if name in codes]
