"""How well scores order made people by a known truth: with no, few and many answers, and by both sides' answers."""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from matching.folder import Folder
from matching.kinds import MENTOR
from matching.learned.heads import auc
from matching.offline import Pair, score_pairs
from tests.bench.made_people import AS_OF, Made, make_meetings, make_papers

_SOME_HISTORY = 3
Values = NDArray[np.float64]


def chances(make: Callable[[Path, int, int], Made], n: int, seed: int) -> tuple[Made, Values, list[str]]:
    """What is true of the pairs, and (pairs, 3) chances."""
    with tempfile.TemporaryDirectory() as name:
        made = make(Path(name) / "data", n, seed)
        pairs = [Pair(*pair) for pair in made.pairs]
        return made, *score_pairs(Folder([Path(name) / "data"]), MENTOR, AS_OF, pairs)


def papers(seeds: range) -> None:
    """Few answers must not order worse than none."""
    for n in (0, 20, 60, 100, 200, 600):
        found = []
        for seed in seeds:
            made, given, told = chances(make_papers, n, seed)
            found.append([auc(one.astype(float), given.prod(axis=1)) for one in (made.truth, made.answers)])
        known, said = np.mean(found, axis=0)
        print(
            f"papers, {n:4d} answers: AUC {known:.3f} of what they know, {said:.3f} of what they would say", flush=True
        )
        if "-v" in sys.argv:
            print("\n".join(told))


def meetings(seeds: range) -> None:
    """The product of the heads against the seeker's head alone."""
    for n in (30, 100, 300, 1000):
        found = []
        for seed in seeds:
            made, given, told = chances(make_meetings, n, seed)
            known, truth = made.history >= min(_SOME_HISTORY, n // 30), made.truth.astype(float)
            found.append([auc(truth[known], score[known]) for score in (given.prod(axis=1), given[:, 0], given[:, 1])])
        mean, gain = np.mean(found, axis=0), np.round(np.subtract(*np.transpose(found)[:2]), 3)
        heads = f"product {mean[0]:.3f}, seeker's head {mean[1]:.3f}, provider's {mean[2]:.3f}"
        print(f"meetings, {n:4d} answers: AUC of the {heads}; gain by seed {gain}", flush=True)
        if "-v" in sys.argv:
            print("\n".join(told))


if __name__ == "__main__":
    which = {"papers": papers, "meetings": meetings}
    for title in [one for one in sys.argv[1:] if one in which] or which:
        which[title](range(4))
