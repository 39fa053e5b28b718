"""Collaborative filtering: item-item model in closed form (EASE), refitted at each month's start and cached."""

from __future__ import annotations

import hashlib
import threading
from collections import OrderedDict
from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray
from scipy import sparse
from threadpoolctl import threadpool_limits

from matching.history.decisions import decisions_of
from matching.history.provider_history import History
from matching.index.arrays import Codes

# Of very many providers the most often chosen, and the most common tags.
_MOST_PROVIDERS, _MOST_TAGS = 1000, 300
_RIDGE = 20.0
_SIDE = 0.5
_LEAST = 20
_KEPT = 16


@dataclass(frozen=True)
class ItemItemModel:
    """Item-item weights (Steck 2019) of providers, with the tags of what was asked for as further columns, so that a
    seeker who chose nobody yet is covered too."""

    providers: NDArray[np.bytes_]
    tags: NDArray[np.int64]
    weights: NDArray[np.float32]

    def scores(self, chosen: NDArray[np.bytes_], tags: NDArray[np.int64]) -> NDArray[np.float32]:
        """(providers,) for somebody who chose some and asks for tags."""
        known = np.isin(self.providers, chosen).astype(np.float32)
        side = np.isin(self.tags, tags).astype(np.float32) * np.float32(_SIDE)
        return np.asarray(np.concatenate([known, side]) @ self.weights, dtype=np.float32)


_made: OrderedDict[str, ItemItemModel] = OrderedDict()
_lock = threading.Lock()


def item_item_model_of(history: History) -> ItemItemModel | None:
    """The model of all that was chosen before the month of the history's day began; None while that is too little.

    What made it is its key: histories of other days of that month share it, and so do all indexes.
    """
    if "affinity" not in history.remembered:
        history.remembered["affinity"] = _of_month(history)
    found: ItemItemModel | None = history.remembered["affinity"]
    return found


def _of_month(history: History) -> ItemItemModel | None:
    table = history.table
    first = date.fromordinal(max(history.as_of, 1)).replace(day=1).toordinal()
    decisions = np.flatnonzero(decisions_of(history).wanted & (np.maximum(table.proposed_on, table.asked_on) < first))
    if len(decisions) < _LEAST:
        return None
    # In an order of its own: in which order proposals were read decides no digit.
    order = decisions[
        np.lexsort((table.provider_ids[decisions], table.seeker_ids[decisions], table.proposed_on[decisions]))
    ]
    seekers, providers, tags = table.seeker_ids[order], table.provider_ids[order], table.tags.take(order)
    key = hashlib.blake2b(digest_size=16)
    for part in (np.char.ljust(seekers, 64), np.char.ljust(providers, 64), tags.starts, tags.values):
        key.update(np.ascontiguousarray(part).tobytes())
    with _lock:
        if key.hexdigest() in _made:
            _made.move_to_end(key.hexdigest())
        else:
            _made[key.hexdigest()] = _fit(seekers, providers, tags)
            while len(_made) > _KEPT:
                _made.popitem(last=False)
        return _made[key.hexdigest()]


def _fit(seekers: NDArray[np.bytes_], providers: NDArray[np.bytes_], tags: Codes) -> ItemItemModel:
    people, person = np.unique(seekers, return_inverse=True)
    names, named, often = np.unique(providers, return_inverse=True, return_counts=True)
    common = np.sort(np.lexsort((names, -often))[:_MOST_PROVIDERS])
    codes, coded, used = np.unique(tags.values, return_inverse=True, return_counts=True)
    telling = np.sort(np.lexsort((codes, -used))[:_MOST_TAGS])
    chosen = _ones(person, named, (len(people), len(names)))[:, common]
    of_tag = np.repeat(person, np.diff(tags.starts))
    side = _ones(of_tag, coded, (len(people), max(len(codes), 1)))[:, telling] * np.float32(_SIDE)
    rows = sparse.hstack([chosen, side], format="csr")
    gram = np.asarray((rows.T @ rows).todense(), dtype=np.float64)
    gram[np.diag_indices_from(gram)] += _RIDGE
    with threadpool_limits(limits=1):
        inverse = np.linalg.inv(gram)
    size = len(common)
    weights = -inverse[:, :size] / np.diag(inverse)[:size]
    weights[np.arange(size), np.arange(size)] = 0
    return ItemItemModel(names[common], codes[telling].astype(np.int64), weights.astype(np.float32))


def _ones(rows: NDArray[np.int64], columns: NDArray[np.int64], shape: tuple[int, int]) -> sparse.csr_matrix:
    found = sparse.csr_matrix((np.ones(len(rows), dtype=np.float32), (rows, columns)), shape=shape)
    found.data[:] = 1
    return found
