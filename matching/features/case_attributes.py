"""Attributes of a folder's requests and providers, and their crosses, for the mixed model of all answers."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import NDArray
from scipy import sparse
from sklearn.preprocessing import normalize

from graph.entities.profile import ProfileRecord
from matching.features.cases import Rows, Setting
from matching.features.feature_crosses import cross_features, one_hot
from matching.index.profiles import STAGES

Column = NDArray[np.float64]


class CaseAttributes:
    """Requests and providers as one unit vector per kind of attribute, so that many tags say no more than one."""

    def __init__(self, setting: Setting) -> None:
        self._seeker_of, self._counts = setting.seeker_of, (len(setting.seekers), len(setting.providers))
        seekers = [setting.seekers[ask.seeker] for ask in setting.asks]
        tags = setting.index.tags
        wanted = [tags.codes(ask.need.industries, ask.need.topics) for ask in setting.asks]
        offered = [tags.of_profile(one) for one in setting.providers]
        own = [tags.of_profile(one) for one in seekers]
        self._wanted, size = _unit(wanted, len(tags)), len(tags)
        self._asks = [_unit(own, size), *_attributes_of(seekers, setting)]
        self._providers = [_unit(offered, size), *_attributes_of(setting.providers, setting)]
        self._asked = [_asked(setting, seekers, name) for name in ("industries", "topics")]

    def similarity(self, asks: Rows, providers: Rows) -> Column:
        """(pairs, kinds of similarity): the cosine of each kind of attribute, and of what is asked for with what is
        offered; then the shares of the industries and of the topics asked for that the provider names."""
        kinds = [*zip(self._asks, self._providers, strict=True), (self._wanted, self._providers[0]), *self._asked]
        products = [left[asks].multiply(right[providers]).sum(axis=1) for left, right in kinds]
        return np.column_stack([np.asarray(one).ravel() for one in products])

    def of(self, asks: Rows, providers: Rows) -> sparse.csr_matrix:
        """One row a pair: the two people, their attributes, and what these make together."""
        seeker = one_hot(self._seeker_of[asks], self._counts[0])
        provider = one_hot(providers, self._counts[1])
        return cross_features(seeker, provider, _joined(self._asks, asks), _joined(self._providers, providers))


def _joined(kinds: Sequence[sparse.csr_matrix], rows: Rows) -> sparse.csr_matrix:
    return sparse.hstack([kind[rows] for kind in kinds], format="csr")


def _attributes_of(people: Sequence[ProfileRecord], setting: Setting) -> list[sparse.csr_matrix]:
    """By kind of attribute a matrix of unit rows: stages, category, place."""
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
