"""Closed-loop simulation: propose, both sides decide, meet, rate, retrain; every ranker side by side."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta

import numpy as np
from numpy.typing import NDArray
from scipy.special import expit

from graph.domain.answers import Answer
from graph.domain.kinds import MENTOR, Outcome
from graph.domain.reasons import DeclineReason
from graph.entities.profile import InteractionRecord
from matching.simulation.figures import Shown
from matching.simulation.people import People, Size, Truth, day_of, make_people
from matching.simulation.rankers import Oracle, Ranker, RoundView, make_rankers
from matching.simulation.source import SimulatedSource
from matching.sources.base import NeedRecord

Progress = Callable[[str, int, int], None]
Values = NDArray[np.float64]
PAGE = 5
_NEWCOMER_ROUNDS = 3
_MOST_ASKED = 3
# How much less somebody without a free place is inclined than somebody who guides nobody, in log-odds.
_BUSY = 0.6
# How far down a page people look: the chance to go on to the next place.
_GOES_ON = 0.92


@dataclass(frozen=True)
class _Chance:
    """One round's draws by lot, the same for every ranking; logistic noise where a decision is taken."""

    ties: Values
    seeker: Values
    provider: Values
    outcome: Values
    looks: Values
    stays: NDArray[np.int64]

    @classmethod
    def of(cls, seed: int, number: int, size: Size) -> _Chance:
        rng = np.random.default_rng([seed, 2, number])
        shape = (size.startups, size.supervisors)
        seeker, provider, outcome = (rng.logistic(0, 1, shape) for _ in range(3))
        stays = rng.integers(1, 4, shape)
        looks = rng.geometric(1 - _GOES_ON, size.startups).astype(np.float64)
        return cls(rng.random(shape), seeker, provider, outcome, looks, stays)


@dataclass(frozen=True)
class _Engagement:
    """Where the record of an engagement stands, and in which round it ends."""

    record: int
    startup: int
    supervisor: int
    ends: int


class SyntheticMarket:
    """One ranking's run: what happened so far, and who guides whom. The truth stays in here."""

    def __init__(self, people: People, truth: Truth, size: Size, seed: int) -> None:
        self.people, self.size, self.seed = people, size, seed
        self._truth = truth
        self.records: list[InteractionRecord] = []
        self.shown: list[Shown] = []
        self._open: list[_Engagement] = []
        self._needs: dict[str, tuple[NeedRecord, str]] = {}
        self._rows = {record.id: row for row, record in enumerate(people.supervisors)}
        self._startup_rows = {record.id: row for row, record in enumerate(people.startups)}

    def play(self, ranker: Ranker, number: int) -> None:
        """One round."""
        chance = _Chance.of(self.seed, number, self.size)
        self._end(number, chance)
        view = self._view(number, chance)
        pages = ranker.pages(view)
        asked: list[tuple[int, int]] = []
        for (startup, need), page in zip(self.people.needs[number], pages, strict=True):
            rows = [self._rows[view.setting.providers[row].id] for row in page]
            asked += self._show(number, startup, need, rows, chance)
        # Who asks first is served first, in an order that no ranking decides.
        order = np.argsort([chance.ties[startup, row] for _, startup, row in self._located(asked)], kind="stable")
        for at in order:
            self._answer(number, asked[at], chance)

    def taken(self) -> NDArray[np.int64]:
        """How many each supervisor guides."""
        return np.bincount([item.supervisor for item in self._open], minlength=self.size.supervisors)

    def source(self, number: int) -> SimulatedSource:
        """What everybody may know when a round begins."""
        people, day = self.people, day_of(number)
        arrived = people.supervisor_stay.first <= number
        there = people.supervisor_stay.there(number)
        providers = [record for record, is_in in zip(people.supervisors, arrived, strict=True) if is_in]
        present = frozenset(people.supervisors[row].id for row in np.flatnonzero(there))
        return SimulatedSource(day, people.startups, providers, present, dict(self._needs), self.records)

    def true_chances(self, number: int, startup_id: str, supervisor_ids: Sequence[str]) -> Values:
        """How likely both sides say yes, for the all-knowing ranking alone."""
        truth, rows = self._truth, [self._rows[name] for name in supervisor_ids]
        startup = self._startup_rows[startup_id]
        places = np.asarray([max(1, self.people.supervisors[row].capacity or 0) for row in rows])
        seeker = truth.seeker_odds[startup, rows] + truth.seeker_moods[number, startup]
        provider = truth.provider_odds[startup, rows] + truth.provider_moods[number, rows]
        provider = provider - _BUSY * self.taken()[rows] / places
        return np.where(truth.is_silent[rows], 0.0, expit(seeker) * expit(provider))

    def _view(self, number: int, chance: _Chance) -> RoundView:
        needs = self.people.needs[number]
        named = [(self.people.startups[startup].id, need) for startup, need in needs]
        self._needs |= {need.id: (need, startup) for startup, need in named}
        source = self.source(number)
        columns = sorted(self._rows[record.id] for record in source.list_providers("supervisors"))
        ties = chance.ties[[startup for startup, _ in needs]][:, columns]
        return RoundView(number, source, named, ties, PAGE)

    def _show(
        self, number: int, startup: int, need: NeedRecord, rows: list[int], chance: _Chance
    ) -> list[tuple[int, int]]:
        """The startup looks at its page and asks those it likes best; gives (record, place in `shown`) of each."""
        truth, people = self._truth, self.people
        odds = truth.seeker_odds[startup, rows] + truth.seeker_moods[number, startup] + chance.seeker[startup, rows]
        looked = np.arange(len(rows)) < chance.looks[startup]
        likes = np.where(looked & (odds > 0), odds, -np.inf)
        chosen = {int(at) for at in np.argsort(-likes, kind="stable")[:_MOST_ASKED] if np.isfinite(likes[at])}
        asked = []
        for at, row in enumerate(rows):
            first = int(people.supervisor_stay.first[row])
            is_new = first > 0 and number - first < _NEWCOMER_ROUNDS
            if at in chosen:
                asked.append((len(self.records), len(self.shown)))
            self.shown.append(Shown(number, startup, row, at + 1, is_new, at in chosen))
            self.records.append(
                InteractionRecord(
                    id=f"shown-{len(self.records):06d}",
                    kind=MENTOR.name,
                    seeker_id=people.startups[startup].id,
                    provider_id=people.supervisors[row].id,
                    need_id=need.id,
                    proposed_on=day_of(number),
                    seeker_decision=Answer.ACCEPTED if at in chosen else Answer.NONE,
                    industries=need.industries,
                    stage=need.stage,
                )
            )
        return asked

    def _located(self, asked: list[tuple[int, int]]) -> list[tuple[int, int, int]]:
        return [(record, self.shown[place].startup, self.shown[place].supervisor) for record, place in asked]

    def _answer(self, number: int, asked: tuple[int, int], chance: _Chance) -> None:
        """The supervisor says yes, no, or nothing."""
        record, place = asked
        truth, shown = self._truth, self.shown[place]
        at = shown.startup, shown.supervisor
        taken, capacity = int(self.taken()[at[1]]), self.people.supervisors[at[1]].capacity or 0
        odds = truth.provider_odds[at] + truth.provider_moods[number, at[1]] + chance.provider[at]
        odds -= _BUSY * taken / max(1, capacity)
        if truth.is_silent[at[1]]:
            return
        decided = day_of(number) + timedelta(days=int(truth.answer_days[at[1]]))
        is_full = taken >= capacity
        answer = Answer.ACCEPTED if odds > 0 and not is_full else Answer.DECLINED
        self.records[record] = replace(
            self.records[record],
            provider_decision=answer,
            decided_on=decided,
            decline_reason=_refusal(truth.provider_odds[at], is_full=is_full) if answer is Answer.DECLINED else None,
        )
        if answer is Answer.ACCEPTED:
            self.shown[place] = replace(shown, both=True)
            self._open.append(_Engagement(record, *at, number + int(chance.stays[at])))

    def _end(self, number: int, chance: _Chance) -> None:
        """Engagements whose time is up end, well or not; the startup rates."""
        for item in [item for item in self._open if item.ends <= number]:
            at = item.startup, item.supervisor
            odds = self._truth.outcome_odds[at] + 0.7 * chance.outcome[at]
            self.records[item.record] = replace(
                self.records[item.record],
                outcome=Outcome.COMPLETED if odds > 0 else Outcome.ENDED_EARLY,
                rating_by_seeker=float(np.clip(np.round(3.4 + 0.8 * odds), 1, 5)),
            )
            self._open.remove(item)


def _refusal(odds: float, *, is_full: bool) -> DeclineReason:
    if is_full:
        return DeclineReason.NO_TIME
    return DeclineReason.WRONG_FIELD if odds < -1 else DeclineReason.OTHER


@dataclass(frozen=True)
class Run:
    """What one ranking did to the world; `world` holds the history."""

    name: str
    world: SyntheticMarket

    @property
    def shown(self) -> list[Shown]:
        """Every place of every page."""
        return self.world.shown


def simulate(
    rounds: int, seed: int, *, every: int = 4, size: Size | None = None, progress: Progress = lambda *_: None
) -> list[Run]:
    """The same people, needs, moods and lots for every ranking; `every`: rounds between two trainings."""
    size = replace(size or Size(), rounds=rounds)
    people, truth = make_people(size, seed)
    runs = []
    rankers = make_rankers(every)
    for done, ranker in enumerate(rankers):
        world = SyntheticMarket(people, truth, size, seed)
        if isinstance(ranker, Oracle):
            ranker.chances = world.true_chances
        for number in range(rounds):
            world.play(ranker, number)
            progress(ranker.name, done * rounds + number + 1, len(rankers) * rounds)
        runs.append(Run(ranker.name, world))
    return runs
