"""How well scores order made people by a known truth: with no, few and many answers, beside texts alone and BM25."""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy import sparse
from sklearn.feature_extraction.text import CountVectorizer

from graph.domain.kinds import MENTOR
from matching.features.terms import stem
from matching.index.text import split_words
from matching.offline_matcher import Pair, score_pairs
from matching.results import Fact
from matching.sources.folder import Folder
from matching.training.heads import auc
from tests.bench.made_people import AS_OF, Made, make_meetings, make_papers, make_posts
from webapp.words.files import in_english

_SOME_HISTORY = 3
# BM25's usual constants (Robertson and Zaragoza 2009).
_K1, _B = 1.2, 0.75
Make = Callable[[Path, int, int], Made]
Values = NDArray[np.float64]


def chances(make: Make, n: int, seed: int) -> tuple[Made, Values, list[Fact], Values | None]:
    """What is true of the pairs, (pairs, 3) chances, what is told of the heads, and BM25 where there is any text."""
    with tempfile.TemporaryDirectory() as name:
        made = make(Path(name) / "data", n, seed)
        folder, pairs = Folder([Path(name) / "data"]), [Pair(*pair) for pair in made.pairs]
        scores = score_pairs(folder, MENTOR, AS_OF, pairs)
        return made, scores.chances, scores.told, bm25(folder, made.pairs) if n == 0 else None


def bm25(folder: Folder, pairs: list[tuple[str, str]]) -> Values:
    """The mean of the best three documents of each provider by BM25, or of the one text."""
    people = {one.id: one for one in folder.list_providers("supervisors")}
    texts = [(name, text) for name, one in people.items() for text in _texts(one.documents, one.summary)]
    counter = CountVectorizer(analyzer=lambda text: [stem(word) for word in split_words(text)], dtype=np.float64)
    table = counter.fit_transform([text for _, text in texts]).tocsr()
    lengths, df = np.asarray(table.sum(axis=1)).ravel(), np.bincount(table.indices, minlength=table.shape[1])
    norms = np.repeat(_K1 * (1 - _B + _B * lengths / lengths.mean()), np.diff(table.indptr))
    table.data = table.data * (_K1 + 1) / (table.data + norms)
    weights = sparse.diags(np.log(1 + (len(texts) - df + 0.5) / (df + 0.5)))
    seekers = sorted({seeker for seeker, _ in pairs})
    asked = counter.transform([folder.get_startup(seeker).summary for seeker in seekers])
    found = (asked @ weights @ table.T).toarray()
    own = np.asarray([name for name, _ in texts])
    best = {name: -np.sort(-found[:, own == name], axis=1)[:, :3].mean(axis=1) for name in people}
    row = {seeker: at for at, seeker in enumerate(seekers)}
    return np.asarray([best[provider][row[seeker]] for seeker, provider in pairs])


def _texts(documents: object, summary: str) -> list[str]:
    return [document.text for document in documents] or [summary]  # type: ignore[attr-defined]


def texts(make: Make, title: str, counts: tuple[int, ...], seeds: range) -> None:
    """Few answers must not order worse than none, which is text relevance alone; many must order better."""
    for n in counts:
        found, references = [], []
        for seed in seeds:
            made, given, told, plain = chances(make, n, seed)
            both = [one.astype(float) for one in (made.truth, made.answers)]
            found.append([auc(one, given.prod(axis=1)) for one in both])
            references += [[auc(one, plain) for one in both]] if plain is not None else []
            if "-v" in sys.argv:
                print(in_english(told))
        for what, values in (("learned" if n else "text alone", found), ("BM25", references)):
            if values:
                known, said = np.mean(values, axis=0)
                print(
                    f"{title}, {n:5d} answers, {what:10s}: AUC {known:.3f} of what fits, {said:.3f} of answers to come"
                )
        sys.stdout.flush()


def meetings(seeds: range) -> None:
    """The product of the heads against the seeker's head alone, on people with some history."""
    for n in (30, 100, 300, 1000):
        found = []
        for seed in seeds:
            made, given, told, _ = chances(make_meetings, n, seed)
            known, truth = made.history >= min(_SOME_HISTORY, n // 30), made.truth.astype(float)
            found.append([auc(truth[known], score[known]) for score in (given.prod(axis=1), given[:, 0], given[:, 1])])
            if "-v" in sys.argv:
                print(in_english(told))
        mean, gain = np.mean(found, axis=0), np.round(np.subtract(*np.transpose(found)[:2]), 3)
        heads = f"product {mean[0]:.3f}, seeker's head {mean[1]:.3f}, provider's {mean[2]:.3f}"
        print(f"meetings, {n:4d} answers: AUC of the {heads}; gain by seed {gain}", flush=True)


if __name__ == "__main__":
    which: dict[str, Callable[[range], None]] = {
        "papers": lambda seeds: texts(make_papers, "papers", (0, 30, 60, 200, 600, 2000), seeds),
        "posts": lambda seeds: texts(make_posts, "posts", (0, 60, 300, 1000, 8000), seeds),
        "meetings": meetings,
    }
    for name in [one for one in sys.argv[1:] if one in which] or which:
        which[name](range(3))
