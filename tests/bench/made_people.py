"""Made folders with a known truth that no feature is made of: papers to be reviewed, and people who meet once."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

START, AS_OF = date(2020, 1, 1), date(2021, 1, 1)
HEADER = (
    "id",
    "kind",
    "seeker_id",
    "provider_id",
    "proposed_on",
    "seeker_decision",
    "provider_decision",
    "decided_on",
)
_SYLLABLES = [first + second for first in "bdfgklmnprstvz" for second in "aeiou"]
Values = NDArray[np.float64]
Counts = NDArray[np.int64]


@dataclass(frozen=True)
class Made:
    """A folder with pairs to judge: what is true of them, what would be said, and how much each provider had said."""

    pairs: list[tuple[str, str]]
    truth: Values
    history: Counts
    answers: Values


def make_papers(place: Path, n: int, seed: int, people: int = 80, papers: int = 50) -> Made:
    """Reviewers with documents, papers with one text; a reviewer says yes to what they know, some more often."""
    rng = np.random.default_rng(seed)
    words = rng.choice([a + b + c for a in _SYLLABLES for b in _SYLLABLES for c in _SYLLABLES[:4]], 2500, replace=False)
    topics = rng.dirichlet(np.full(len(words), 0.03), 25)
    known = np.asarray([rng.dirichlet(np.full(25, 0.08), 6) for _ in range(people)])
    asked = rng.dirichlet(np.full(25, 0.08), papers)

    def text(mix: Values, size: int) -> str:
        common = np.full(len(words), 1 / len(words))
        return " ".join(rng.choice(words, size, p=0.5 * mix @ topics + 0.5 * common))

    fit = np.einsum("pdk,sk->spd", known, asked) / np.linalg.norm(known, axis=2)[None]
    fit = (fit / np.linalg.norm(asked, axis=1)[:, None, None]).max(axis=2)
    write_sheet(
        place, "startups", ("id", "name", "summary"), [(f"s{i}", f"S {i}", text(asked[i], 60)) for i in range(papers)]
    )
    write_sheet(place, "people", ("id", "name", "roles"), [(f"p{i}", f"P {i}", "supervisor") for i in range(people)])
    documents = [
        (f"d{i}-{j}", f"p{i}", "paper", "A paper", text(known[i, j], 60)) for i in range(people) for j in range(6)
    ]
    write_sheet(place, "documents", ("id", "owner_ids", "kind", "title", "text"), documents)
    odds = 6 * (fit - 0.5) + rng.normal(0, 0.7, people)[None, :]
    met = rng.permutation(people * papers)[:n]
    says = rng.random((papers, people)) < 1 / (1 + np.exp(-odds))
    # Papers were assigned: everywhere a yes, or nothing at all, stands for the seeker's side.
    seeker, answer = 1 + seed % 2, says.ravel()
    rows = [(at // people, at % people, seeker, answer[at], k % 3) for k, at in enumerate(met)]
    write_sheet(place, "interactions", HEADER, _answers(rows))
    rest = np.setdiff1d(np.arange(people * papers), met)
    history = np.bincount(met % people, minlength=people)[rest % people]
    return Made(
        [(f"s{at // people}", f"p{at % people}") for at in rest], fit.ravel()[rest] > 0.7, history, answer[rest]
    )


def make_meetings(place: Path, n: int, seed: int, size: int = 70) -> Made:
    """Two sides who meet and answer each other on few days: looks, tastes and pickiness decide; tags tell little."""
    rng = np.random.default_rng(seed)
    traits = rng.normal(size=(2, size, 6))
    tastes = rng.normal(size=(2, size, 6)) * 0.35
    liked, picky = rng.normal(0, 0.9, (2, size)), rng.normal(0, 0.9, (2, size))
    odds = [liked[1 - s][None, :] - picky[s][:, None] + tastes[s] @ traits[1 - s].T - 0.3 for s in (0, 1)]
    odds = [value + 0.4 * traits[s] @ traits[1 - s].T / 6 for s, value in enumerate(odds)]
    chances = [1 / (1 + np.exp(-odds[0])), 1 / (1 + np.exp(-odds[1].T))]
    says = [rng.random((size, size)) < chance for chance in chances]
    for side, sheet, mark in ((0, "startups", "s"), (1, "people", "p")):
        seen = traits[side] + rng.normal(0, 0.6, (size, 6))
        tags = ["|".join(f"trait {k}" for k in range(6) if row[k] > 0.4) for row in seen]
        more = ("supervisor",) if sheet == "people" else ()
        header = ("id", "name", "topics", "roles")[: 3 + len(more)]
        write_sheet(place, sheet, header, [(f"{mark}{i}", f"{mark} {i}", tags[i], *more) for i in range(size)])
    met = rng.permutation(size * size)[: n + 1200]
    one, other = (side.ravel() for side in says)
    rows = [(at // size, at % size, one[at], other[at], k * 4 // n) for k, at in enumerate(met[:n])]
    write_sheet(place, "interactions", HEADER, _answers(rows))
    rest = met[n:]
    both = (one & other)[rest]
    history = np.bincount(met[:n] % size, minlength=size)[rest % size]
    return Made([(f"s{at // size}", f"p{at % size}") for at in rest], both, history, both)


def make_posts(place: Path, n: int, seed: int, posts: int = 120, people: int = 120) -> Made:
    """Posts and applicants with one text each; both sides answer by what they know and by a level that a word tells."""
    rng = np.random.default_rng(seed)
    words = rng.choice([a + b + c for a in _SYLLABLES for b in _SYLLABLES for c in _SYLLABLES[:4]], 3000, replace=False)
    topics = rng.dirichlet(np.full(len(words), 0.02), 30)
    mixes = [rng.dirichlet(np.full(30, 0.06), size) for size in (posts, people)]
    levels = [rng.integers(0, 4, size) for size in (posts, people)]

    def text(mix: Values, level: int) -> str:
        own = rng.choice(words, 70, p=0.35 * mix @ topics + 0.65 / len(words))
        return " ".join([*own, *(["junior", "middle", "senior", "leading"][level],) * 2])

    units = [mix / np.linalg.norm(mix, axis=1)[:, None] for mix in mixes]
    fit = units[0] @ units[1].T
    apart = levels[1][None, :] - levels[0][:, None]
    odds = [5 * fit - 2 - 1.2 * np.maximum(-apart, 0), 3 * fit - 0.5 - 1.2 * np.maximum(apart, 0)]
    odds = [value + rng.normal(0, 0.6, people)[None, :] for value in odds]
    says = [(rng.random(fit.shape) < 1 / (1 + np.exp(-value))).ravel() for value in odds]
    for sheet, mark, side in (("startups", "s", 0), ("people", "p", 1)):
        more = ("supervisor",) if side else ()
        texts = [text(mix, level) for mix, level in zip(mixes[side], levels[side], strict=True)]
        header = ("id", "name", "summary", "roles")[: 3 + len(more)]
        write_sheet(place, sheet, header, [(f"{mark}{i}", f"{mark} {i}", own, *more) for i, own in enumerate(texts)])
    met = rng.permutation(posts * people)[: n + 3000]
    answered = [
        (at // people, at % people, says[0][at], says[1][at] if says[0][at] else 2, k * 6 // max(n, 1))
        for k, at in enumerate(met[:n])
    ]
    write_sheet(place, "interactions", HEADER, _answers(answered))
    rest = met[n:]
    both = (says[0] & says[1])[rest]
    history = np.bincount(met[:n] % people, minlength=people)[rest % people]
    return Made([(f"s{at // people}", f"p{at % people}") for at in rest], fit.ravel()[rest] > 0.7, history, both)


def _answers(rows: Iterable[tuple[int, int, int, int, int]]) -> list[tuple[object, ...]]:
    said = ("declined", "accepted", "none")
    found: list[tuple[object, ...]] = []
    for number, (seeker, provider, wants, agrees, day) in enumerate(rows):
        on = START + timedelta(days=60 * day)
        found.append(
            (f"i{number}", "mentor", f"s{seeker}", f"p{provider}", on, said[int(wants)], said[int(agrees)], on)
        )
    return found


def write_sheet(place: Path, sheet: str, header: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    """One sheet of the exchange format."""
    place.mkdir(parents=True, exist_ok=True)
    with (place / f"{sheet}.csv").open("w", newline="", encoding="utf-8") as stream:
        csv.writer(stream).writerows([header, *rows])
