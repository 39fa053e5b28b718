"""Synthetic startups and supervisors: observable profiles and hidden true preferences."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np
from numpy.typing import NDArray

from graph.domain.kinds import MENTOR
from graph.entities.profile import ProfileRecord
from matching.index.profiles import STAGES
from matching.simulation.themes import CATEGORIES, FILLER, REGIONS, THEMES
from matching.sources.base import NeedRecord

Values = NDArray[np.float64]
Rng = np.random.Generator
BEGIN, ROUND_DAYS = date(2024, 1, 1), 30
_FIELDS = tuple(THEMES)
_NAMED = 0.8
_MISTAKEN = 0.15


def day_of(number: int) -> date:
    """The day on which a round begins."""
    return BEGIN + timedelta(days=ROUND_DAYS * number)


@dataclass(frozen=True)
class Size:
    """How many people there are in all, and for how many rounds."""

    rounds: int = 20
    startups: int = 120
    supervisors: int = 150


@dataclass(frozen=True)
class Stay:
    """The rounds from which on and before which each person is there."""

    first: NDArray[np.int64]
    last: NDArray[np.int64]

    def there(self, number: int) -> NDArray[np.bool_]:
        """Who is there in a round."""
        return (self.first <= number) & (number < self.last)


@dataclass(frozen=True)
class Truth:
    """What decides, by startup row and supervisor row: log-odds of each side's yes and of a good end, and moods."""

    seeker_odds: Values
    provider_odds: Values
    outcome_odds: Values
    seeker_moods: Values
    provider_moods: Values
    is_silent: NDArray[np.bool_]
    answer_days: NDArray[np.int64]


@dataclass(frozen=True)
class People:
    """Everybody as the world sees them; `needs` holds for each round the rows of startups that ask, with the need."""

    startups: list[ProfileRecord]
    supervisors: list[ProfileRecord]
    startup_stay: Stay
    supervisor_stay: Stay
    needs: list[list[tuple[int, NeedRecord]]]


@dataclass(frozen=True)
class _Startups:
    wants: Values
    stages: NDArray[np.int64]
    regions: NDArray[np.int64]
    fields: NDArray[np.int64]


@dataclass(frozen=True)
class _Supervisors:
    skills: Values
    interests: Values
    stages: NDArray[np.int64]
    regions: NDArray[np.int64]
    categories: NDArray[np.int64]


def make_people(size: Size, seed: int) -> tuple[People, Truth]:
    """The same seed gives the same people, wishes, moods, needs, arrivals and departures."""
    rng = np.random.default_rng([seed, 1])
    startups, supervisors = _draw_startups(size.startups, rng), _draw_supervisors(size.supervisors, rng)
    startup_stay = _stay(size.startups, size.rounds, 0.65, rng)
    supervisor_stay = _stay(size.supervisors, size.rounds, 0.6, rng)
    people = People(
        [_startup_record(startups, row, rng) for row in range(size.startups)],
        [_supervisor_record(supervisors, row, int(supervisor_stay.first[row]), rng) for row in range(size.supervisors)],
        startup_stay,
        supervisor_stay,
        [],
    )
    for number in range(size.rounds):
        people.needs.append(_needs(startups, startup_stay.there(number), number, rng))
    return people, _truth(startups, supervisors, size, rng)


def _draw_startups(n: int, rng: Rng) -> _Startups:
    own = rng.dirichlet(np.full(len(_FIELDS), 0.15), n)
    # What a startup needs help with is partly another field than the one it is in.
    wants = 0.65 * own + 0.35 * rng.dirichlet(np.full(len(_FIELDS), 0.15), n)
    return _Startups(wants, rng.integers(0, 6, n), rng.integers(0, len(REGIONS), n), own.argmax(axis=1))


def _draw_supervisors(n: int, rng: Rng) -> _Supervisors:
    skills = rng.dirichlet(np.full(len(_FIELDS), 0.2), n)
    # What somebody likes to work on is only half what they are known for.
    interests = 0.5 * skills + 0.5 * rng.dirichlet(np.full(len(_FIELDS), 0.2), n)
    categories = rng.integers(0, len(CATEGORIES), n)
    return _Supervisors(skills, interests, rng.integers(0, 6, n), rng.integers(0, len(REGIONS), n), categories)


def _stay(n: int, rounds: int, at_first: float, rng: Rng) -> Stay:
    first = np.where(rng.random(n) < at_first, 0, rng.integers(1, max(2, rounds), n))
    return Stay(first.astype(np.int64), (first + 4 + rng.geometric(0.03, n)).astype(np.int64))


def _startup_record(all_: _Startups, row: int, rng: Rng) -> ProfileRecord:
    return ProfileRecord(
        id=f"startup-{row:03d}",
        name=f"Startup {row}",
        summary=_words(all_.wants[row], all_.wants[row], rng),
        stages=(STAGES[all_.stages[row]],),
        region=REGIONS[all_.regions[row]],
        country="CHN",
        industries=(_FIELDS[all_.fields[row]],),
    )


def _supervisor_record(all_: _Supervisors, row: int, first: int, rng: Rng) -> ProfileRecord:
    stages = [STAGES[at] for at in {all_.stages[row], min(5, all_.stages[row] + 1)}]
    # Those who were there from the start joined long before it.
    joined = day_of(first) if first else BEGIN - timedelta(days=int(rng.integers(120, 1500)))
    return ProfileRecord(
        id=f"supervisor-{row:03d}",
        name=f"Supervisor {row}",
        summary=_words(all_.skills[row], all_.interests[row], rng),
        category=CATEGORIES[all_.categories[row]],
        stages=tuple(stages) if rng.random() < _NAMED else (),
        region=REGIONS[all_.regions[row]],
        country="CHN",
        industries=_tags(all_.skills[row], rng),
        capacity=int(rng.integers(1, 5)),
        joined_on=joined,
    )


def _tags(shares: Values, rng: Rng) -> tuple[str, ...]:
    named = {int(at) for at in rng.choice(len(shares), 3, p=shares) if rng.random() < _NAMED}
    if rng.random() < _MISTAKEN:
        named.add(int(rng.integers(len(shares))))
    return tuple(_FIELDS[at] for at in sorted(named))


def _words(about: Values, also: Values, rng: Rng, count: int = 14) -> str:
    words = []
    for draw in rng.random(count):
        if draw < 0.3:
            words.append(str(rng.choice(FILLER)))
        else:
            field = rng.choice(len(_FIELDS), p=about if draw < 0.8 else also)
            words.append(str(rng.choice(THEMES[_FIELDS[field]].split())))
    return ", ".join(words)


def _needs(all_: _Startups, there: NDArray[np.bool_], number: int, rng: Rng) -> list[tuple[int, NeedRecord]]:
    asks = there & (rng.random(len(there)) < 0.4)
    found = []
    for row in np.flatnonzero(asks):
        field = int(rng.choice(len(_FIELDS), p=all_.wants[row]))
        words = _words(all_.wants[row], all_.wants[row], rng, 10)
        stage = STAGES[all_.stages[row]]
        need = NeedRecord(f"need-{number:02d}-{row:03d}", MENTOR.name, "Advice", words, (_FIELDS[field],), stage=stage)
        found.append((int(row), need))
    return found


def _truth(startups: _Startups, supervisors: _Supervisors, size: Size, rng: Rng) -> Truth:
    n, m = size.startups, size.supervisors
    fit, liking = _cosine(startups.wants, supervisors.skills), _cosine(startups.wants, supervisors.interests)
    near = startups.regions[:, None] == supervisors.regions[None, :]
    # Tastes of groups: which fields ask for which kind of person, which kind of person likes which stages.
    wished = rng.normal(0, 0.7, (len(_FIELDS), len(CATEGORIES)))[np.ix_(startups.fields, supervisors.categories)]
    liked = rng.normal(0, 0.7, (len(CATEGORIES), 6))[np.ix_(supervisors.categories, startups.stages)].T
    private = rng.normal(0, 0.8, (m, len(_FIELDS)))[:, startups.fields].T
    gap = np.abs(startups.stages[:, None] - supervisors.stages[None, :])
    seeker = -2.4 + 3.0 * fit + wished + 0.3 * near + rng.normal(0, 0.8, m) + rng.normal(0, 0.5, n)[:, None]
    provider = -0.9 + 2.0 * liking + liked + private - 0.25 * gap + rng.normal(0, 1.1, m)
    provider += rng.normal(0, 0.6, n)[:, None]
    outcome = -0.6 + 1.8 * fit + rng.normal(0, 0.8, m) + rng.normal(0, 0.4, (n, m))
    moods, their_moods = (np.cumsum(rng.normal(0, 0.15, (size.rounds, count)), axis=0) for count in (n, m))
    return Truth(seeker, provider, outcome, moods, their_moods, rng.random(m) < 0.06, rng.integers(1, 13, m))


def _cosine(left: Values, right: Values) -> Values:
    lengths = np.linalg.norm(left, axis=1)[:, None] * np.linalg.norm(right, axis=1)[None, :]
    return np.asarray(left @ right.T / lengths)
