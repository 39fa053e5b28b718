"""The loop, proved: five populations, six rankings; prints the tables and draws docs/images/simulation.svg.

Run: .venv/bin/python -m tests.bench.bench_simulation [ROUNDS [POPULATIONS]]

Every figure is played anew; how long that took is printed below the tables.
"""

from __future__ import annotations

import os
import sys
import time
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import Any

import numpy as np

from graph.domain.kinds import MENTOR
from matching.evaluation.two_sided import FIGURES, judge_two_sided
from matching.simulation.figures import by_round, figures, mean_interval
from matching.simulation.people import day_of
from matching.simulation.simulator import SyntheticMarket, simulate
from tests.bench.simulation_chart import draw

_TARGET = Path(__file__).parents[2] / "docs" / "images" / "simulation.svg"
_SHOWN = ("both", "both_last", "newcomers", "gini_first", "gini_last", "gini_rise")
_PROVED = ("random",)
_LEARN_SHARE = 0.7
# Settings were chosen on populations 1 and 7.
_FIRST_SEED = 2


def play(task: tuple[int, int]) -> dict[str, Any]:
    """One population, every ranking."""
    rounds, seed = task
    runs = simulate(rounds, seed)
    return {
        "figures": {run.name: figures(run.shown, run.world.people.supervisor_stay, rounds) for run in runs},
        "by_round": {run.name: by_round(run.shown, rounds).tolist() for run in runs},
        "proof": {run.name: _proof(run.world, rounds) for run in runs if run.name in _PROVED},
    }


def _proof(world: SyntheticMarket, rounds: int) -> dict[str, dict[str, float]]:
    """Learned from the first rounds, judged on later pairs of people with a history, all and the answered."""
    by_day = {day_of(number): number for number in range(rounds + 1)}
    edge = day_of(round(_LEARN_SHARE * rounds))
    judged = judge_two_sided(lambda day: world.source(by_day[day]), MENTOR, edge, day_of(rounds)).with_history()
    return {"all": judged.aucs(), "both sides answered": judged.both_answered().aucs()}


def main(rounds: int, seeds: int) -> None:
    """Play all, print, draw."""
    begun, found = time.monotonic(), []
    tasks = [(rounds, seed) for seed in range(_FIRST_SEED, seeds + _FIRST_SEED)]
    with ProcessPoolExecutor(min(2, os.cpu_count() or 1)) as pool:
        for done, answer in enumerate(pool.map(play, tasks), start=1):
            found.append(answer)
            print(f"{done} of {seeds} populations played", file=sys.stderr, flush=True)
    _print_figures(rounds, found)
    lines = {name: np.asarray([one["by_round"][name] for one in found]) for name in found[0]["by_round"]}
    _TARGET.parent.mkdir(parents=True, exist_ok=True)
    _TARGET.write_text(draw(lines), encoding="utf-8")
    print(f"\nplayed in {(time.monotonic() - begun) / 60:.0f} minutes; drawn in {_TARGET}")


def _print_figures(rounds: int, found: list[dict[str, Any]]) -> None:
    print(f"{rounds} rounds, {len(found)} populations: mean and 95% interval over populations\n")
    print("| ranking | " + " | ".join(_SHOWN) + " |")
    print("| --- " * (len(_SHOWN) + 1) + "|")
    for name in found[0]["figures"]:
        cells = [_cell([one["figures"][name][figure] for one in found]) for figure in _SHOWN]
        print(f"| {name} | " + " | ".join(cells) + " |")
    for other in ("baseline", "baseline, re-ranked", "popularity", "random"):
        gains = [one["figures"]["learned"]["both_last"] - one["figures"][other]["both_last"] for one in found]
        print(f"learned less {other}, last quarter, same population: {_cell(gains)}")
    print("\n| history made by | pairs | both sides' heads | seeker's head alone | gain |")
    print("| --- | --- | --- | --- | --- |")
    for name in _PROVED:
        for pairs in found[0]["proof"][name]:
            cells = [_cell([one["proof"][name][pairs][key] for one in found]) for key in FIGURES]
            print(f"| {name} | {pairs} | " + " | ".join(cells) + " |")


def _cell(values: list[float]) -> str:
    found = mean_interval(values)
    return f"{found['value']:.3f} [{found['low']:.3f}, {found['high']:.3f}]"


if __name__ == "__main__":
    given = [int(one) for one in sys.argv[1:]]
    main(given[0] if given else 20, given[1] if given[1:] else 5)
