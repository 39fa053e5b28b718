"""How true the chances are on answers that came later: `python -m tests.bench.bench_calibration DIR` (an export)."""

from __future__ import annotations

import itertools
import sys
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from graph.domain.kinds import KINDS
from matching.metrics.calibration import head_report
from matching.models.card import HEADS
from matching.sources.folder import Folder
from matching.training.held_out import held_out
from matching.training.serving_dataset import ServingDatasetBuilder, ServingSetting
from matching.training.train import learn
from matching.training.window_answers import answers_told, records_of, wanted_of

Values = NDArray[np.float64]


def main(folder: Folder, kind_name: str, today: date) -> None:
    """Learn on what came before the latest fifth of agreements, judge on what came after."""
    kind = KINDS[kind_name]
    held = held_out(folder.before(today), kind)
    if held is None:
        print("Too few agreements to hold any out.")
        return
    later = records_of(folder, kind, held.day, today)
    setting = ServingSetting(folder.before(held.day), kind, held.day, wanted_of(later))
    learned = learn(setting, builder_of=ServingDatasetBuilder)
    later = [record for record in later if record.provider_id in setting.provider_rows]
    asks = np.asarray([setting.ask_rows[item.seeker_id, item.need_id] for item in later], dtype=np.int64)
    rows = [setting.provider_rows[item.provider_id] for item in later]
    table = learned.builder.make(learned.cases_now(asks.tolist(), rows))
    answers = answers_told(later, asks, setting)
    agreed = np.asarray([r.seeker_decision == r.provider_decision == "accepted" for r in later], dtype=np.float64)
    rankings = (("baseline", table.baseline), ("learned", learned.model.chances(table.matrix, table.baseline)))
    print(f"{kind_name}: learned before {held.day}, judged on {len(later)} later proposals")
    for name, chances in rankings:
        for at, head in enumerate(HEADS):
            known = ~np.isnan(answers[head])
            told = head_report(chances[known, at], answers[head][known])
            print(f"  {name:9} {head:9} " + "  ".join(f"{key} {value}" for key, value in told.items()))
        _print_bands(name, chances, agreed)


def _print_bands(name: str, chances: Values, agreed: Values) -> None:
    """How often both agreed, by their chances."""
    score = chances.prod(axis=1)
    fit = np.cbrt(score)
    edges = np.quantile(fit, np.linspace(0, 1, 6))
    for low, high in itertools.pairwise(edges.tolist()):
        mask = (fit >= low) & ((fit < high) | (high == edges[-1]))
        print(
            f"  {name:9} mean chance {low:.2f} to {high:.2f}: both agreed to {agreed[mask].mean():.1%} of {mask.sum()}"
        )


if __name__ == "__main__":
    if len(sys.argv) < 2:
        sys.exit("Name a folder in the exchange format, such as `liulu export` writes.")
    chosen = sys.argv[2] if len(sys.argv) > 2 else "mentor"
    main(Folder([Path(sys.argv[1])]), chosen, datetime.now(UTC).date() + timedelta(days=1))
