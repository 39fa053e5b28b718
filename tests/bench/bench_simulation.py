"""The loop, proved: five populations, four rankings; prints the tables and draws docs/images/simulation.svg.

Run: .venv/bin/python -m tests.bench.bench_simulation [ROUNDS [POPULATIONS [FOLDER]]]

With a folder, each population's figures are kept there and not played again.
"""

from __future__ import annotations

import json
import os
import sys
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import Any

import numpy as np

from matching.evaluation.simulated_figures import by_round, figures, mean_interval
from matching.evaluation.simulated_proof import two_sided
from matching.evaluation.simulator import simulate
from tests.bench.simulation_chart import draw

_TARGET = Path(__file__).parents[2] / "docs" / "images" / "simulation.svg"
_SHOWN = ("both", "both_last", "newcomers", "gini_first", "gini_last", "gini_rise")
_PROVED = ("random",)
# The strength of the pages was chosen on population 1.
_FIRST_SEED = 2


def play(task: tuple[int, int, Path | None]) -> dict[str, Any]:
    """One population, every ranking."""
    rounds, seed, folder = task
    kept = folder / f"population-{seed}.json" if folder else None
    if kept and kept.exists():
        found: dict[str, Any] = json.loads(kept.read_text(encoding="utf-8"))
        return found
    runs = simulate(rounds, seed)
    answer = {
        "figures": {run.name: figures(run.shown, run.world.people.supervisor_stay, rounds) for run in runs},
        "by_round": {run.name: by_round(run.shown, rounds).tolist() for run in runs},
        "proof": {run.name: two_sided(run.world, rounds) for run in runs if run.name in _PROVED},
    }
    if kept:
        kept.write_text(json.dumps(answer), encoding="utf-8")
    return answer


def main(rounds: int, seeds: int, folder: Path | None) -> None:
    """Play all, print, draw."""
    found = []
    tasks = [(rounds, seed, folder) for seed in range(_FIRST_SEED, seeds + _FIRST_SEED)]
    with ProcessPoolExecutor(min(2, os.cpu_count() or 1)) as pool:
        for seed, answer in enumerate(pool.map(play, tasks)):
            found.append(answer)
            print(f"{seed + 1} of {seeds} populations played", file=sys.stderr, flush=True)
    print(f"{rounds} rounds, {seeds} populations: mean and 95% interval over populations\n")
    print("| ranking | " + " | ".join(_SHOWN) + " |")
    print("| --- " * (len(_SHOWN) + 1) + "|")
    for name in found[0]["figures"]:
        cells = [_cell([one["figures"][name][figure] for one in found]) for figure in _SHOWN]
        print(f"| {name} | " + " | ".join(cells) + " |")
    for other in ("baseline", "baseline, re-ranked", "popularity", "random"):
        gains = [one["figures"]["learned"]["both_last"] - one["figures"][other]["both_last"] for one in found]
        print(f"learned less {other}, last quarter, same population: {_cell(gains)}")
    print("\n| history made by | product of the heads | seeker's head alone | gain |\n| --- | --- | --- | --- |")
    for name in _PROVED:
        cells = [_cell([one["proof"][name][key] for one in found]) for key in ("product", "seeker", "gain")]
        print(f"| {name} | " + " | ".join(cells) + " |")
    lines = {name: np.asarray([one["by_round"][name] for one in found]) for name in found[0]["by_round"]}
    _TARGET.parent.mkdir(parents=True, exist_ok=True)
    _TARGET.write_text(draw(lines), encoding="utf-8")


def _cell(values: list[float]) -> str:
    found = mean_interval(values)
    return f"{found['value']:.3f} [{found['low']:.3f}, {found['high']:.3f}]"


if __name__ == "__main__":
    given = sys.argv[1:]
    main(int(given[0]) if given else 20, int(given[1]) if len(given) > 1 else 5, Path(given[2]) if given[2:] else None)
