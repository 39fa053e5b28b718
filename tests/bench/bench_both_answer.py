"""Both sides answer at once: the product beside person rates, a ridge over persons, and the truth, on made gatherings.

Run: .venv/bin/python -m tests.bench.bench_both_answer [PLAN ...], or with a folder that holds `history/` and
`later.csv` (seeker_id, provider_id, seeker_yes, provider_yes, and the true chances where they are known).
"""

from __future__ import annotations

import csv
import sys
import tempfile
import time
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression

from graph.domain.kinds import MENTOR
from matching.offline_matcher import Pair, score_pairs
from matching.sources.folder import Folder
from matching.training.heads import auc
from tests.bench.made_gatherings import Gatherings, Plan, make_gatherings

Values = NDArray[np.float64]
Mask = NDArray[np.bool_]
Rows = tuple[NDArray[np.int64], ...]
PLANS = {
    "as shared": Plan(),
    "small": Plan(gatherings=5, size=12),
    "large": Plan(gatherings=20, size=22),
    "few meetings each": Plan(gatherings=24, size=16, share=0.25),
    "picky, alike": Plan(givers=(1.4, 1.2), receivers=(0.3, 0.3)),
    "tastes": Plan(taste=0.7, kinds=0.5, givers=(0.6, 0.6), receivers=(0.6, 0.6)),
    "come again": Plan(back=0.6),
    "a year apart": Plan(gatherings=6, gap=365, back=0.4),
    "left early": Plan(uneven=True),
    "half of the providers silent": Plan(silent=(0.0, 0.5)),
    "seekers silent": Plan(silent=(1.0, 0.0)),
}
LATER = timedelta(days=730)
_SEEDS = (1, 2)
_RATE, _RIDGE = 4.0, 0.5


def product(place: Path, made: Gatherings, as_of: date) -> Values:
    """(meetings to come, 2) chances as `liulu score` gives them."""
    return score_pairs(Folder([place]), MENTOR, as_of, [Pair(*pair) for pair in made.pairs()]).chances[:, :2]


def rates(made: Gatherings) -> Values:
    """Each side's chance from the giver's and the receiver's share of yes, each shrunk to everybody's."""
    return _by_side(made, _rates_of)


def ridge(made: Gatherings) -> Values:
    """Each side's chance by one effect for each giver and receiver, and what the two have in common."""
    return _by_side(made, _ridge_of)


def _by_side(made: Gatherings, model: object) -> Values:
    sides = (made.seekers, made.providers), (made.providers, made.seekers)
    found = []
    for side, who in enumerate(sides):
        past, later = made.is_past & made.heard[:, side], ~made.is_past
        said = made.said[past, side]
        known = len(np.unique(said)) == 2
        found.append(model(made, who, past, later, said) if known else np.full(later.sum(), 0.5))  # type: ignore[operator]
    return np.column_stack(found)


def _rates_of(
    made: Gatherings,
    who: tuple[NDArray[np.int64], ...],
    past: NDArray[np.bool_],
    later: NDArray[np.bool_],
    said: Values,
) -> Values:
    odds = np.zeros(int(later.sum()))
    for people in who:
        size, mean = int(people.max()) + 1, said.mean()
        yes = np.bincount(people[past], weights=said, minlength=size)
        share = (yes + _RATE * mean) / (np.bincount(people[past], minlength=size) + _RATE)
        odds += np.log(share / (1 - share))[people[later]]
    return np.asarray(1 / (1 + np.exp(-odds)))


def _ridge_of(
    made: Gatherings,
    who: tuple[NDArray[np.int64], ...],
    past: NDArray[np.bool_],
    later: NDArray[np.bool_],
    said: Values,
) -> Values:
    columns = np.hstack([*(people[:, None] == np.arange(people.max() + 1) for people in who), made.alike])
    model = LogisticRegression(C=_RIDGE, max_iter=500).fit(columns[past], said)
    return np.asarray(model.predict_proba(columns[later])[:, 1])


def aucs(made: Gatherings, chances: Values) -> Values:
    """AUC of the seeker's yes, of the provider's, and of both by the product and by the seeker's chance alone."""
    said = made.said[~made.is_past]
    both = said.prod(axis=1)
    heads = [auc(said[:, side], chances[:, side]) for side in (0, 1)]
    return np.asarray([*heads, auc(both, chances.prod(axis=1)), auc(both, chances[:, 0])])


def calibration_error(made: Gatherings, chances: Values) -> float:
    """How far the chances of both heads are off in tenths of equal size, on average."""
    errors = []
    for side in (0, 1):
        order = np.argsort(chances[:, side], kind="stable")
        said = made.said[~made.is_past, side]
        errors += [abs(said[part].mean() - chances[part, side].mean()) for part in np.array_split(order, 10)]
    return float(np.mean(errors))


def judge(title: str, place: Path, made: Gatherings) -> None:
    """Print one line for each way of scoring."""
    truth, started = made.chances[~made.is_past], time.process_time()
    now = product(place, made, made.as_of)
    seconds = time.process_time() - started
    ways = {
        "person rates": rates(made), "ridge": ridge(made), "liulu": now,
        "liulu, two years on": product(place, made, made.as_of + LATER), "truth": truth,
    }  # fmt: skip
    for name, chances in ways.items():
        if not np.isnan(chances).any():
            cells = " ".join(f"{value:.3f}" for value in aucs(made, chances))
            low, high = chances.min(), chances.max()
            off = calibration_error(made, chances)
            print(f"{title:30s} {name:20s} {cells}  off by {off:.3f}, chances {low:.3f} to {high:.3f}", flush=True)
    print(f"{title:30s} {int(made.is_past.sum())} answers, {len(now)} pairs, {seconds:.1f} s", flush=True)


def read(place: Path) -> Gatherings:
    """A folder made elsewhere: `history/` in the exchange format and `later.csv`."""
    tables = [list(csv.DictReader((place / name).open(encoding="utf-8-sig"))) for name in
              ("history/interactions.csv", "later.csv", "history/startups.csv", "history/people.csv")]  # fmt: skip
    past, later, *sides = tables
    rows = [{line["id"]: at for at, line in enumerate(side)} for side in sides]
    one, other = (
        np.asarray([rows[side][line[key]] for line in past + later])
        for side, key in enumerate(("seeker_id", "provider_id"))
    )
    told = np.asarray([[line["seeker_decision"], line["provider_decision"]] for line in past])
    new = np.asarray([[float(line["seeker_yes"]), float(line["provider_yes"])] for line in later])
    truth = [[float(line.get("seeker_true") or "nan"), float(line.get("provider_true") or "nan")] for line in later]
    tags = [[set(line["topics"].split("|")) for line in side] for side in sides]
    fields = [[line["industries"] for line in side] for side in sides]
    shared = np.asarray([len(tags[0][a] & tags[1][b]) for a, b in zip(one, other, strict=True)], dtype=float)
    same = np.asarray([fields[0][a] == fields[1][b] for a, b in zip(one, other, strict=True)])
    is_past = np.arange(len(one)) < len(past)
    made = Gatherings(
        one, other, np.vstack([told == "accepted", new]).astype(float),
        np.vstack([np.full((len(past), 2), np.nan), truth]), np.vstack([told != "none", new >= 0]),
        np.column_stack([shared - shared.mean(), same]), is_past,
        max(date.fromisoformat(line["decided_on"]) for line in past) + timedelta(days=77),
    )  # fmt: skip
    return _Read(**vars(made), names=[(line["seeker_id"], line["provider_id"]) for line in later])


class _Read(Gatherings):
    """Meetings whose people have names of their own."""

    def __init__(self, names: list[tuple[str, str]], **columns: object) -> None:
        super().__init__(**columns)  # type: ignore[arg-type]
        object.__setattr__(self, "names", names)

    def pairs(self) -> list[tuple[str, str]]:
        """The meetings to come."""
        return self.names  # type: ignore[attr-defined, no-any-return]


def main(wanted: list[str]) -> None:
    """Judge folders that are named, or those that are made here."""
    print(f"{'':51s} AUC of: seeker, provider, both by the product, both by the seeker's chance")
    folders = [Path(one) for one in wanted if Path(one).is_dir()]
    for place in folders:
        judge(place.name, place / "history", read(place))
    for title in [one for one in wanted if one in PLANS] or ([] if folders else PLANS):
        for seed in _SEEDS:
            with tempfile.TemporaryDirectory() as name:
                place = Path(name) / "data"
                judge(f"{title} ({seed})", place, make_gatherings(place, replace(PLANS[title]), seed))


if __name__ == "__main__":
    main(sys.argv[1:])
