"""Pairs of people as crossed traits, and what a few answers say of all of them: ridge over every crossing at once."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import sparse
from sklearn.linear_model import LogisticRegression
from sklearn.preprocessing import normalize
from threadpoolctl import threadpool_limits  # type: ignore[import-untyped]

from graph.entities.profile import ProfileRecord
from matching.learned.cases import Rows, Setting
from matching.profiles import STAGES

Column = NDArray[np.float64]
# How far (in log-odds) people are thought to differ: one person of either side, kinds of people, what one person thinks
# of kinds of people, what kinds think of kinds. Known before any answer; answers move each as far as they can carry.
_PERSON, _KIND, _OWN_TASTE, _SHARED_TASTE = 0.9, 0.3, 0.3, 0.4


@dataclass(frozen=True)
class Fitted:
    """Weights of the crossings that occurred among the answers; others say nothing."""

    columns: Rows
    weights: Column
    plain: Column

    def odds(self, crossings: sparse.csr_matrix, plain: Column) -> Column:
        """Log-odds as a difference from the mean of all."""
        return np.asarray(_among(crossings, self.columns) @ self.weights + plain @ self.plain)


class Crossings:
    """Requests and providers by what they are; each kind of trait is a unit vector: many tags say no more than one."""

    def __init__(self, setting: Setting) -> None:
        self._seeker_of, self._counts = setting.seeker_of, (len(setting.seekers), len(setting.providers))
        seekers = [setting.seekers[ask.seeker] for ask in setting.asks]
        tags = setting.index.tags
        wanted = [tags.codes(ask.need.industries, ask.need.topics) for ask in setting.asks]
        offered = [tags.of_profile(one) for one in setting.providers]
        own = [tags.of_profile(one) for one in seekers]
        self._wanted, size = _unit(wanted, len(tags)), len(tags)
        self._asks = [_unit(own, size), *_traits(seekers, setting)]
        self._providers = [_unit(offered, size), *_traits(setting.providers, setting)]
        self._asked = [_asked(setting, seekers, name) for name in ("industries", "topics")]

    def alike(self, asks: Rows, providers: Rows) -> Column:
        """(pairs, kinds of likeness): the cosine of each kind of trait, and of what is asked for with what is offered;
        then the shares of the industries and of the topics asked for that the provider names."""
        kinds = [*zip(self._asks, self._providers, strict=True), (self._wanted, self._providers[0]), *self._asked]
        products = [left[asks].multiply(right[providers]).sum(axis=1) for left, right in kinds]
        return np.column_stack([np.asarray(one).ravel() for one in products])

    def of(self, asks: Rows, providers: Rows) -> sparse.csr_matrix:
        """One row a pair: the two people, their traits, and what these make together."""
        seeker = _one_hot(self._seeker_of[asks], self._counts[0])
        provider = _one_hot(providers, self._counts[1])
        left, right = _joined(self._asks, asks), _joined(self._providers, providers)
        parts = [
            _PERSON * seeker,
            _PERSON * provider,
            _KIND * left,
            _KIND * right,
            _OWN_TASTE * crossed(seeker, right),
            _OWN_TASTE * crossed(provider, left),
            _SHARED_TASTE * crossed(left, right),
        ]
        return sparse.hstack(parts, format="csr")


def fit(crossings: sparse.csr_matrix, plain: Column, said: Column) -> Fitted:
    """Logistic ridge: the mode of a mixed model whose spreads are known."""
    columns = np.unique(crossings.indices)
    table = sparse.hstack([_among(crossings, columns), sparse.csr_matrix(plain)], format="csr")
    with threadpool_limits(limits=1):
        model = LogisticRegression(C=1.0, max_iter=200, tol=1e-3).fit(table, said > 0.5)
    weights = model.coef_[0]
    return Fitted(columns, weights[: len(columns)], weights[len(columns) :])


def crossed(left: sparse.csr_matrix, right: sparse.csr_matrix) -> sparse.csr_matrix:
    """Row by row every product of an entry of `left` and one of `right`."""
    counts = np.diff(left.indptr), np.diff(right.indptr)
    row = np.repeat(np.arange(left.shape[0]), counts[0])
    each = counts[1][row]
    first = np.repeat(np.arange(left.nnz), each)
    within = np.arange(int(each.sum())) - np.repeat(np.cumsum(each) - each, each)
    second = right.indptr[row[first]] + within
    columns = left.indices[first].astype(np.int64) * right.shape[1] + right.indices[second]
    starts = np.concatenate([[0], np.cumsum(counts[0] * counts[1])])
    shape = (left.shape[0], left.shape[1] * right.shape[1])
    return sparse.csr_matrix((left.data[first] * right.data[second], columns, starts), shape=shape)


def _among(table: sparse.csr_matrix, columns: Rows) -> sparse.csr_matrix:
    """Only these columns (sorted), numbered anew."""
    if len(columns) == 0:
        return sparse.csr_matrix((table.shape[0], 0))
    at = np.minimum(np.searchsorted(columns, table.indices), len(columns) - 1)
    known = columns[at] == table.indices
    rows = np.repeat(np.arange(table.shape[0]), np.diff(table.indptr))
    return sparse.csr_matrix((table.data[known], (rows[known], at[known])), shape=(table.shape[0], len(columns)))


def _one_hot(rows: Rows, size: int) -> sparse.csr_matrix:
    return sparse.csr_matrix((np.ones(len(rows)), rows, np.arange(len(rows) + 1)), shape=(len(rows), size))


def _joined(kinds: Sequence[sparse.csr_matrix], rows: Rows) -> sparse.csr_matrix:
    return sparse.hstack([kind[rows] for kind in kinds], format="csr")


def _traits(people: Sequence[ProfileRecord], setting: Setting) -> list[sparse.csr_matrix]:
    """By kind of trait a matrix of unit rows: stages, category, place."""
    everybody = (*setting.seekers, *setting.providers)
    places = _numbered(place for one in everybody for place in (one.region, one.country))
    categories = _numbered(one.category for one in everybody)
    stages = {name: at for at, name in enumerate(STAGES)}
    return [
        _unit([[stages[name] for name in one.stages if name in stages] for one in people], len(stages)),
        _unit([[categories[one.category]] if one.category else [] for one in people], len(categories)),
        _unit([[places[name] for name in (one.region, one.country) if name] for one in people], len(places)),
    ]


def _asked(
    setting: Setting, seekers: Sequence[ProfileRecord], name: str
) -> tuple[sparse.csr_matrix, sparse.csr_matrix]:
    """What each ask wants of one sort of tag (rows that sum to 1; the seeker's own where it does not say), and what
    each provider names."""
    wanted = [getattr(ask.need, name) or getattr(own, name) for ask, own in zip(setting.asks, seekers, strict=True)]
    offered = [getattr(one, name) for one in setting.providers]
    columns = _numbered(tag for names in (*wanted, *offered) for tag in names)
    left, right = ([[columns[tag] for tag in dict.fromkeys(names)] for names in rows] for rows in (wanted, offered))
    asks = _counted(left, len(columns))
    return normalize(asks, norm="l1") if len(left) else asks, _counted(right, len(columns))


def _numbered(names: Iterable[str | None]) -> dict[str, int]:
    return {name: at for at, name in enumerate(sorted({name for name in names if name}))}


def _unit(codes: Sequence[Sequence[int]], size: int) -> sparse.csr_matrix:
    table = _counted(codes, size)
    return normalize(table) if len(codes) else table


def _counted(codes: Sequence[Sequence[int]], size: int) -> sparse.csr_matrix:
    columns = [code for one in codes for code in one]
    starts = np.cumsum([0, *(len(one) for one in codes)])
    return sparse.csr_matrix((np.ones(len(columns)), columns, starts), shape=(len(codes), max(size, 1)))
