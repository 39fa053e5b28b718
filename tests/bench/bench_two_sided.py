"""Who says yes to whom: both sides' heads against the seeker's head alone, on the demonstration city and four others.

Run: .venv/bin/python -m tests.bench.bench_two_sided [FOLDER ...]
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from datetime import date
from pathlib import Path

import numpy as np

from graph.domain.kinds import MENTOR
from matching.evaluation.two_sided import FIGURES, SOME_HISTORY, Judged, judge_two_sided
from matching.simulation.figures import mean_interval
from matching.sources.folder import Folder

_HELD_SHARE = 0.3
_ROUNDS = 500
# The demonstration itself is the first.
_SEEDS = (6, 31, 32, 33, 34)


def make_city(target: Path, seed: int) -> None:
    """A demonstration city as a folder."""
    command, home = str(Path(sys.executable).with_name("liulu")), target.with_name(f"home-{seed}")
    for arguments in (["demo", "--seed", str(seed)], ["export", str(target)]):
        made = subprocess.run(
            [command, *arguments], check=False, env=os.environ | {"LIULU_HOME": str(home)}, capture_output=True
        )
        if made.returncode:
            sys.exit(made.stderr.decode())


def of_folder(folder: Folder) -> Judged:
    """Learned from the first 70% of proposals by day, judged on the rest."""
    days = sorted(record.proposed_on for record in folder.interactions_of(MENTOR.name) if record.proposed_on)
    edge = days[int(len(days) * (1 - _HELD_SHARE))]
    return judge_two_sided(folder.before, MENTOR, edge, date.max)


def show(title: str, judged: Judged) -> dict[str, float]:
    """Print the figures of one city, with 95% bootstrap intervals over pairs."""
    rng, n = np.random.default_rng(0), len(judged.both)
    drawn = [judged.take(rng.integers(0, n, n)).aucs() for _ in range(_ROUNDS)]
    found = judged.aucs()
    cells = []
    for name in FIGURES:
        low, high = np.nanquantile([one[name] for one in drawn], [0.025, 0.975])
        cells.append(f"{name} {found[name]:.3f} [{low:.3f}, {high:.3f}]")
    print(f"{title}: {n} pairs, {int(judged.both.sum())} agreed; AUC " + ", ".join(cells), flush=True)
    return found


def main(folders: list[tuple[str, Folder]]) -> None:
    """Judge each city, then all together."""
    found: dict[str, list[dict[str, float]]] = {}
    for title, folder in folders:
        judged = of_folder(folder)
        known = judged.with_history()
        for words, some in (
            ("everybody", judged),
            (f"{SOME_HISTORY} answers or more before", known),
            ("of these, both sides answered", known.both_answered()),
        ):
            found.setdefault(words, []).append(show(f"{title}, {words}", some))
    for words, figures in found.items() if len(folders) > 1 else ():
        for name in FIGURES:
            print(f"{words}: {name}, mean over cities: {mean_interval([one[name] for one in figures])}")


if __name__ == "__main__":
    if len(sys.argv) > 1:
        main([(place, Folder([Path(place)])) for place in sys.argv[1:]])
    else:
        with tempfile.TemporaryDirectory() as place:
            for seed in _SEEDS:
                make_city(Path(place) / f"city-{seed}", seed)
            main([(f"city {seed}", Folder([Path(place) / f"city-{seed}"])) for seed in _SEEDS])
