"""Made folders of gatherings: whoever meets answers about the other at once, both sides by themselves; truth known."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from tests.bench.made_people import HEADER, write_sheet

START = date(2021, 1, 1)
_FIELDS = ("electronics", "automobile", "high_end_equipment", "new_energy", "biomedicine", "new_materials")
_TOPICS = (
    "batteries", "chips", "farming", "genomics", "logistics", "optics", "payments", "robots", "sensors", "software",
    "textiles", "water",
)  # fmt: skip
_SAID = ("declined", "accepted", "none")
Values = NDArray[np.float64]
Mask = NDArray[np.bool_]
Rows = tuple[NDArray[np.int64], ...]


@dataclass(frozen=True)
class Plan:
    """How a folder is made: gatherings of `size` a side, of which each person's first `share` of meetings is history.

    `givers` and `receivers` are by side (seekers, providers) how far people differ in saying yes and in being chosen;
    `taste` is what topics in common are worth, `kinds` how far the fields differ in being chosen, `own` how far each
    meeting goes its own way. `back` people come again to the next gathering, `gap` days lie between two. Of so many
    meetings (`silent`, by side) that side's answer is missing, and people leave early where `uneven`.
    """

    gatherings: int = 12
    size: int = 18
    share: float = 0.5
    givers: tuple[float, float] = (0.9, 0.8)
    receivers: tuple[float, float] = (0.9, 0.8)
    levels: tuple[float, float] = (0.0, -0.5)
    taste: float = 0.25
    kinds: float = 0.0
    own: float = 0.35
    back: float = 0.0
    gap: int = 40
    silent: tuple[float, float] = (0.0, 0.0)
    uneven: bool = False


@dataclass(frozen=True)
class Gatherings:
    """Meetings of a folder as arrays: who met, what both said (1, 0), the true chances, and which are history."""

    seekers: NDArray[np.int64]
    providers: NDArray[np.int64]
    said: Values
    chances: Values
    heard: Mask
    alike: Values
    is_past: Mask
    as_of: date = field(default=START)

    def pairs(self) -> list[tuple[str, str]]:
        """The meetings to come."""
        later = ~self.is_past
        return [(f"s{one}", f"p{other}") for one, other in zip(self.seekers[later], self.providers[later], strict=True)]


def make_gatherings(place: Path, plan: Plan, seed: int) -> Gatherings:
    """A folder in the exchange format, and what is true of it."""
    rng = np.random.default_rng(seed)
    at, slots = _attendance(plan, rng)
    count = int(at.max()) + 1
    topics = np.asarray([[rng.permutation(12) < rng.integers(2, 6) for _ in range(count)] for _ in range(2)])
    fields = rng.integers(0, len(_FIELDS), (2, count))
    one, other, day, order = _meetings(at, slots, plan, rng)
    shared = (topics[0][one] & topics[1][other]).sum(axis=1)
    alike = np.column_stack([shared - shared.mean(), fields[0][one] == fields[1][other]])
    odds = np.empty((len(one), 2))
    for side, (giver, receiver) in enumerate(((one, other), (other, one))):
        yes, chosen = rng.normal(0, plan.givers[side], count), rng.normal(0, plan.receivers[side], count)
        liked = rng.normal(0, plan.kinds, len(_FIELDS))[fields[1 - side]]
        odds[:, side] = plan.levels[side] + yes[giver] + (chosen + liked)[receiver] + alike @ [plan.taste, plan.taste]
    odds += rng.normal(0, plan.own, odds.shape)
    chances = 1 / (1 + np.exp(-odds))
    said = (rng.random(chances.shape) < chances).astype(float)
    heard = rng.random(chances.shape) >= np.asarray(plan.silent)
    is_past = order < plan.share * plan.size
    if plan.uneven:
        is_past &= order < rng.integers(2, plan.size, count)[one]
    _write_folder(place, (one, other, day), np.where(heard, said, 2), is_past, topics, fields)
    last = START + timedelta(days=int(day.max()) + 30)
    return Gatherings(one, other, said, chances, heard, alike, is_past, last)


def _attendance(plan: Plan, rng: np.random.Generator) -> tuple[NDArray[np.int64], int]:
    """(gatherings, size): who is at each; some of the last one's come again."""
    rows, known = [np.arange(plan.size)], plan.size
    for _ in range(1, plan.gatherings):
        again = rng.permutation(rows[-1])[: int(plan.back * plan.size)]
        new = np.arange(known, known + plan.size - len(again))
        known += len(new)
        rows.append(np.concatenate([again, new]))
    return np.asarray(rows), plan.size


def _meetings(
    at: NDArray[np.int64], size: int, plan: Plan, rng: np.random.Generator
) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.int64], NDArray[np.int64]]:
    """Everybody of a gathering meets everybody, in rounds: (seeker, provider, day, round)."""
    one, other, day, order = [], [], [], []
    for number, people in enumerate(at):
        mixed = rng.permutation(people)
        for turn in range(size):
            one.append(people)
            other.append(np.roll(mixed, turn))
            day.append(np.full(size, number * plan.gap + turn // 2))
            order.append(np.full(size, turn))
    return tuple(np.concatenate(part) for part in (one, other, day, order))  # type: ignore[return-value]


def _write_folder(
    place: Path,
    met: tuple[NDArray[np.int64], ...],
    said: Values,
    is_past: Mask,
    topics: Mask,
    fields: NDArray[np.int64],
) -> None:
    for side, (sheet, mark) in enumerate((("startups", "s"), ("people", "p"))):
        more = ("supervisor", "60") if side else ()
        header = ("id", "name", "industries", "topics", "roles", "capacity")[: 4 + len(more)]
        rows = [
            (f"{mark}{row}", f"{mark}{row}", _FIELDS[field_], "|".join(np.asarray(_TOPICS)[mine]), *more)
            for row, (mine, field_) in enumerate(zip(topics[side], fields[side], strict=True))
        ]
        write_sheet(place, sheet, header, rows)
    answers = []
    for row in np.flatnonzero(is_past & (said < 2).any(axis=1)):
        one, other, on = int(met[0][row]), int(met[1][row]), START + timedelta(days=int(met[2][row]))
        words = [_SAID[int(value)] for value in said[row]]
        answers.append((f"i{row:06d}", "mentor", f"s{one}", f"p{other}", on, *words, on))
    write_sheet(place, "interactions", HEADER, answers)
