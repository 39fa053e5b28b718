"""Countable facts behind the acceptance model's prediction."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from graph.taxonomy import load
from matching.explanation.behaviour_facts import ENOUGH
from matching.features.acceptance import Parts, parts_of
from matching.features.attributes import attribute_of, attributes_of_providers, providers_with_attribute
from matching.features.query import RankingQuery
from matching.history.decisions import decisions_of, proposals_of
from matching.history.provider_history import History
from matching.history.workload import refused_lately, taken_lately
from matching.index.profiles import STAGES
from matching.results import Fact, Label, tell

Mask = NDArray[np.bool_]
# From so much in common on a past request was like this one.
_ALIKE = 0.25
_SIDES = "seeker", "provider"
# Weaker ones are no reason.
_MOST_TRAITS = 5
_NOTHING = 1e-6


class Counts(NamedTuple):
    """How often the answer was yes, of how many; beside the same of all."""

    yes: int
    answers: int
    all_yes: int
    all_answers: int

    def speak(self, is_good: bool) -> bool:
        """Whether the share of yes is above that of all (or below it)."""
        own, usual = self.yes * self.all_answers, self.all_yes * self.answers
        return own > usual if is_good else own < usual


@dataclass(frozen=True)
class Telling:
    """The fact behind what is expected of a pair.

    `side` is whose answer, `seeker` or `provider`; `what` is `person` (how often it was yes before), `kind` (how often
    with `people` of one attribute, told as a fact; in requests like this one where `is_like`),
    `similarity` or `load` (startups `taken` on lately, and requests `refused`, with a no or by silence).
    """

    side: str
    what: str
    is_good: bool
    counts: Counts | None = None
    taken: int = 0
    refused: int = 0
    is_like: bool = False
    people: Fact | None = None


def telling_of(query: RankingQuery, row: int) -> Telling | None:
    """What moves the expectation of one provider most, its way; None where nothing that can be counted does."""
    at = row if isinstance(query.rows, slice) else int(np.flatnonzero(query.rows == row)[0])
    moved = []
    for side, parts in zip(_SIDES, parts_of(query), strict=True):
        if parts is not None:
            columns = {
                "person": parts.people,
                "kind": parts.attributes,
                "similarity": parts.similarity,
                "load": parts.load,
            }
            moved += [(float(column[at] - column.mean()), side, what, parts) for what, column in columns.items()]
    is_good = sum(value for value, *_ in moved) >= 0
    for value, side, what, parts in sorted(moved, key=lambda one: (-abs(one[0]), one[1:3])):
        if abs(value) > _NOTHING and (value > 0) == is_good:
            found = next(_told(query, row, side, what, is_good, parts), None)
            if found is not None:
                return found
    return None


def _told(query: RankingQuery, row: int, side: str, what: str, is_good: bool, parts: Parts) -> Iterator[Telling]:
    """The facts of one part that speak its way, the strongest first."""
    if what == "person":
        yield from _of_person(query, row, side, is_good)
    elif what == "kind":
        yield from _of_kinds(query, row, side, is_good, parts)
    elif what == "load":
        yield from _of_load(query, row, is_good)
    else:
        yield Telling(side, what, is_good)


def _of_person(query: RankingQuery, row: int, side: str, is_good: bool) -> Iterator[Telling]:
    yes, answered = _answers(query.history, side)
    mine = proposals_of(query.history, row)
    counts = _counts(yes[mine], answered[mine], yes, answered)
    # What one startup chose is its own affair.
    if counts.answers >= (ENOUGH if side == "seeker" else 1) and counts.speak(is_good):
        yield Telling(side, "person", is_good, counts)


def _of_kinds(query: RankingQuery, row: int, side: str, is_good: bool, parts: Parts) -> Iterator[Telling]:
    attributes, history = attributes_of_providers(query.index), query.history
    own = attributes[row, : len(parts.preference)]
    worth = own.data * parts.preference[own.indices]
    yes, answered = _answers(history, side)
    like = query.past_likeness >= _ALIKE
    for at in np.argsort(-worth if is_good else worth, kind="stable")[:_MOST_TRAITS]:
        column = int(own.indices[at])
        people = _people_of(query, column)
        if people is None or (worth[at] > 0) != is_good:
            continue
        having = np.zeros(query.index.count + 1, dtype=np.bool_)
        having[providers_with_attribute(query.index, column)] = True
        # Of somebody who is not in the index any more (-1) nothing is known.
        of_kind = having[history.rows]
        for base in (like, np.ones(len(like), dtype=np.bool_)):
            counts = _counts(yes & of_kind & base, answered & of_kind & base, yes & base, answered & base)
            if counts.answers >= ENOUGH and counts.speak(is_good):
                yield Telling(side, "kind", is_good, counts, is_like=base is like, people=people)


def _of_load(query: RankingQuery, row: int, is_good: bool) -> Iterator[Telling]:
    taken, refused = taken_lately(query.history, row), refused_lately(query.history, row)
    if is_good != bool(taken or refused):
        yield Telling("provider", "load", is_good, taken=taken, refused=refused)


def _answers(history: History, side: str) -> tuple[Mask, Mask]:
    decisions = decisions_of(history)
    if side == "seeker":
        return decisions.wanted, decisions.wanted | decisions.passed
    return history.guided, history.guided | history.refused


def _counts(yes: Mask, answered: Mask, all_yes: Mask, all_answered: Mask) -> Counts:
    return Counts(int(yes.sum()), int(answered.sum()), int(all_yes.sum()), int(all_answered.sum()))


def _people_of(query: RankingQuery, column: int) -> Fact | None:
    """The people who have an attribute; None for one that is not told of."""
    kind, code = attribute_of(column)
    if kind == "tag":
        return tell("people_knowing", tag=query.index.tags.labels[code])
    if kind == "stage":
        return tell("people_at_stage", stage=STAGES[code])
    if kind == "category":
        return tell("people_of_category")
    if kind == "region":
        name = query.index.books.regions.names[code]
        label = Label(name, load().label(name, "en", "regions"), load().label(name, "zh", "regions"))
        return tell("people_in_region", region=label)
    return None
