"""Mixed-effects logistic model of each side's acceptance, refitted at each month's start and cached."""

from __future__ import annotations

import hashlib
import threading
from collections import OrderedDict
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from matching.features.attributes import attributes_of_providers, attributes_of_requests, widened
from matching.features.feature_crosses import (
    KIND,
    OWN_PREFERENCE,
    PERSON,
    SHARED_PREFERENCE,
    Fitted,
    cross_features,
    fit,
    one_hot,
)
from matching.history.decisions import decisions_of
from matching.history.provider_history import History, history_as_of
from matching.history.workload import load_of
from matching.index.provider_index import ProviderIndex

Column = NDArray[np.float64]
Rows = NDArray[np.int64]
# Beyond so many answers only the latest are looked at.
_MOST = 5_000
_LEAST = 8
_KEPT = 64


@dataclass(frozen=True)
class AcceptanceModel:
    """Log-odds of yes as differences from the mean of all: of persons, of kinds of requests (`left`) and of providers
    (`right`), of what each makes of the other's kind, and of what lies plainly beside these (likeness, load)."""

    seeker_ids: NDArray[np.bytes_]
    provider_ids: NDArray[np.bytes_]
    seekers: Column
    providers: Column
    left: Column
    right: Column
    of_seekers: sparse.csr_matrix
    of_providers: sparse.csr_matrix
    shared: sparse.csr_matrix
    plain: Column

    def of_request(self, request: sparse.csr_matrix, seeker_id: str) -> tuple[Column, float]:
        """What each attribute of a provider adds to this seeker's request (1, attributes), and what all get."""
        left = widened(request, len(self.left))[:, : len(self.left)]
        preference = self.right + (left @ self.shared).toarray().ravel()
        level = float((left @ self.left)[0])
        at = np.flatnonzero(self.seeker_ids == seeker_id.encode())
        for row in at:
            preference = preference + self.of_seekers[row].toarray().ravel()
            level += float(self.seekers[row])
        return preference, level

    def of_people(self, request: sparse.csr_matrix) -> Column:
        """What each provider who answered (or was answered) adds by themselves, and by what they make of such
        requests."""
        left = widened(request, len(self.left))[:, : len(self.left)]
        return self.providers + np.asarray((self.of_providers @ left.T).todense(), dtype=np.float64).ravel()


_made: OrderedDict[str, AcceptanceModel | None] = OrderedDict()
_lock = threading.Lock()


def acceptance_models_of(
    history: History, index: ProviderIndex
) -> tuple[AcceptanceModel | None, AcceptanceModel | None]:
    """What is to be expected of seekers and of providers after all that was known when the month of the history's day
    began; None where that is too little.

    What made a model is its key: histories of other days of that month share it.
    """
    if "expected" not in history.remembered:
        first = date.fromordinal(max(history.as_of, 2)).replace(day=1).toordinal()
        day_before = date.fromordinal(max(first - 1, 1))
        then = history_as_of(history.table, index, day_before, expire_after_days=history.expire_after_days)
        decisions = decisions_of(then)
        seeker = _fitted(then, index, decisions.wanted, decisions.wanted | decisions.passed, with_load=False)
        provider = _fitted(then, index, then.guided, then.guided | then.refused, with_load=True)
        history.remembered["expected"] = seeker, provider
    found: tuple[AcceptanceModel | None, AcceptanceModel | None] = history.remembered["expected"]
    return found


def _fitted(
    then: History, index: ProviderIndex, yes: NDArray[np.bool_], answered: NDArray[np.bool_], *, with_load: bool
) -> AcceptanceModel | None:
    table = then.table
    rows = np.flatnonzero(answered & (then.rows >= 0))
    # In an order of its own: in which order proposals were read decides no digit.
    order = np.lexsort((table.ids[rows], table.proposed_on[rows]))
    rows = rows[order][-_MOST:]
    if len(rows) < _LEAST or not 0 < yes[rows].sum() < len(rows):
        return None
    requests = attributes_of_requests(table.tags.take(rows), table.stages[rows])
    providers = attributes_of_providers(index)[then.rows[rows]]
    plain = [similarity(requests, providers)]
    if with_load:
        plain += load_of(then, index, then.rows[rows], table.proposed_on[rows].astype(np.int64))
    parts: list[Any] = [table.seeker_ids[rows], table.provider_ids[rows], yes[rows], np.column_stack(plain)]
    parts += [part for matrix in (requests, providers) for part in (matrix.indptr, matrix.indices, matrix.data)]
    key = hashlib.blake2b(digest_size=16)
    for part in parts:
        key.update(np.ascontiguousarray(part).tobytes())
    with _lock:
        if key.hexdigest() in _made:
            _made.move_to_end(key.hexdigest())
        else:
            _made[key.hexdigest()] = _fit(parts[0], parts[1], requests, providers, parts[3], yes[rows])
            while len(_made) > _KEPT:
                _made.popitem(last=False)
        return _made[key.hexdigest()]


def similarity_to_all(request: sparse.csr_matrix, providers: sparse.csr_matrix) -> Column:
    """The same of one request with many providers."""
    width = max(request.shape[1], providers.shape[1])
    vector = widened(request, width).toarray().ravel()
    return np.asarray(widened(providers, width) @ vector, dtype=np.float64)


def similarity(requests: sparse.csr_matrix, providers: sparse.csr_matrix) -> Column:
    """Row by row the likeness of a request and a provider: what they share of tags and stages."""
    width = max(requests.shape[1], providers.shape[1])
    shared = widened(requests, width).multiply(widened(providers, width))
    return np.asarray(shared.sum(axis=1), dtype=np.float64).ravel()


def _fit(
    seeker_ids: NDArray[np.bytes_], provider_ids: NDArray[np.bytes_], requests: sparse.csr_matrix,
    providers: sparse.csr_matrix, plain: Column, said: NDArray[np.bool_],
) -> AcceptanceModel:  # fmt: skip
    seekers, seeker = np.unique(seeker_ids, return_inverse=True)
    people, person = np.unique(provider_ids, return_inverse=True)
    sides = one_hot(seeker, len(seekers)), one_hot(person, len(people))
    found = fit(cross_features(*sides, requests, providers), plain, said)
    return _unfolded(found, seekers, people, requests.shape[1], providers.shape[1])


def _unfolded(
    found: Fitted, seekers: NDArray[np.bytes_], providers: NDArray[np.bytes_], left: int, right: int
) -> AcceptanceModel:
    """The weights by what they are about, in the order in which `cross_features` lays them side by side."""
    shapes = [
        (PERSON, 1, len(seekers)), (PERSON, 1, len(providers)), (KIND, 1, left), (KIND, 1, right),
        (OWN_PREFERENCE, len(seekers), right), (OWN_PREFERENCE, len(providers), left), (SHARED_PREFERENCE, left, right),
    ]  # fmt: skip
    blocks: list[sparse.csr_matrix] = []
    start = 0
    for scale, height, width in shapes:
        inside = slice(*np.searchsorted(found.columns, [start, start + height * width]))
        row, column = np.divmod(found.columns[inside] - start, width)
        blocks.append(sparse.csr_matrix((scale * found.weights[inside], (row, column)), shape=(height, width)))
        start += height * width
    of_seeker, of_provider, of_left, of_right = (block.toarray().ravel() for block in blocks[:4])
    of_seekers, of_providers, shared = blocks[4:]
    return AcceptanceModel(
        seekers, providers, of_seeker, of_provider, of_left, of_right, of_seekers, of_providers, shared, found.plain
    )
