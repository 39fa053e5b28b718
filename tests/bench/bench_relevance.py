"""Judged questions: the learned line beside tags, BM25, tf-idf and the encoder alone, by language.

Usage: .venv/bin/python -m tests.bench.bench_relevance [FOLDER]

FOLDER holds a judged set (exchange format and `grades.csv`; `traits.csv` with `no_shared_words`, if there is one);
without it, the set that ships, on which every figure of the line is out of fold by question. On another set the line
is the one that ships. Each line also prints how often it was chosen (the most top tens that one person is in).
"""

from __future__ import annotations

import csv
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy import sparse
from sklearn.feature_extraction.text import CountVectorizer, TfidfVectorizer

from matching.evaluation.relevance import agreement
from matching.features.terms import stem
from matching.index.text import split_words
from matching.relevance.encoder import WORDS_ALONE, SentenceEncoder, encoder_of
from matching.relevance.line import COLUMNS, shipped_line
from matching.relevance.passages import words_of
from matching.relevance.reference import shipped_reference
from matching.training.relevance_line import JudgedSet, out_of_fold

SHIPPED = Path(__file__).resolve().parents[2] / "matching" / "relevance" / "judged"
Values = NDArray[np.float64]
_K1, _B = 1.2, 0.75


def main() -> None:
    """Print the table."""
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else SHIPPED
    judged = JudgedSet.read(folder)
    is_learned_from = folder.resolve() == SHIPPED
    with tempfile.TemporaryDirectory() as home:
        encoder = encoder_of(Path(home), is_wanted=True)
        columns = judged.columns(encoder, shipped_reference())
        alone = _line(judged, WORDS_ALONE, is_learned_from=is_learned_from)
        found = {
            "tags": np.nan_to_num(columns[..., COLUMNS.index("tags")].astype(np.float64)),
            "BM25": _bm25(judged),
            "tf-idf": _tfidf(judged),
            "encoder alone": columns[..., COLUMNS.index("meaning")].astype(np.float64),
            "line, words alone": alone,
            "line" + (", out of fold" if is_learned_from else ""): _line(
                judged, encoder, is_learned_from=is_learned_from
            ),
        }
    masks = _masks(judged, folder)
    print(f"{'':20} NDCG@5 NDCG@10 {' '.join(f'{name:>15}' for name in masks)}  a three in five  most top tens")
    for name, scores in found.items():
        told = agreement(scores, judged.grades)
        slices = " ".join(
            f"{told.ndcg_5[mask].mean():15.3f}" if mask.any() else f"{'-':>15}" for mask in masks.values()
        )
        tens = np.bincount(np.argsort(-scores, axis=1)[:, :10].ravel()).max()
        print(f"{name:20} {told.ndcg_5.mean():6.3f} {told.ndcg_10.mean():7.3f} {slices} {told.has_best.mean():16.2f} {tens:14}")  # fmt: skip  # noqa: E501


def _line(judged: JudgedSet, encoder: SentenceEncoder, *, is_learned_from: bool) -> Values:
    columns = judged.columns(encoder, shipped_reference())
    if is_learned_from:
        return out_of_fold(columns, judged.grades)
    return np.asarray([shipped_line().along(rows) for rows in columns])


def _masks(judged: JudgedSet, folder: Path) -> dict[str, NDArray[np.bool_]]:
    titles = [ask.need.title for ask in judged.setting.asks]
    chinese = np.asarray([any("\u3400" <= sign <= "\u9fff" for sign in title) for title in titles])
    hard = np.zeros(len(titles), dtype=np.bool_)
    if (folder / "traits.csv").exists():
        with (folder / "traits.csv").open(encoding="utf-8-sig", newline="") as file:
            rows = {row["need_id"]: row["no_shared_words"] == "1" for row in csv.DictReader(file)}
        hard = np.asarray([rows[ask.need.id] for ask in judged.setting.asks])
    return {"Chinese": chinese, "English": ~chinese, "no shared word": hard}


def _texts(judged: JudgedSet) -> tuple[list[str], list[str]]:
    asked = [f"{ask.need.title}. {ask.need.description}" for ask in judged.setting.asks]
    return asked, [words_of(one) for one in judged.setting.providers]


def _stems() -> Callable[[str], list[str]]:
    return lambda text: [stem(word) for word in split_words(text)]


def _bm25(judged: JudgedSet) -> Values:
    asked, people = _texts(judged)
    counter = CountVectorizer(analyzer=_stems(), dtype=np.float64)
    table = counter.fit_transform(people).tocsr()
    lengths, df = np.asarray(table.sum(axis=1)).ravel(), np.bincount(table.indices, minlength=table.shape[1])
    norms = np.repeat(_K1 * (1 - _B + _B * lengths / lengths.mean()), np.diff(table.indptr))
    table.data = table.data * (_K1 + 1) / (table.data + norms)
    weights = sparse.diags(np.log(1 + (len(people) - df + 0.5) / (df + 0.5)))
    return np.asarray((counter.transform(asked) @ weights @ table.T).toarray())


def _tfidf(judged: JudgedSet) -> Values:
    asked, people = _texts(judged)
    vectorizer = TfidfVectorizer(analyzer=_stems(), sublinear_tf=True).fit(people)
    return np.asarray((vectorizer.transform(asked) @ vectorizer.transform(people).T).toarray())


if __name__ == "__main__":
    main()
