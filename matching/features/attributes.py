"""Sparse attribute vectors of requests and providers, unit length per kind, so that many tags say no more than one."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from matching.index.arrays import Codes
from matching.index.profiles import STAGES
from matching.index.provider_index import ProviderIndex

Numbers = NDArray[np.int64]
# Kinds of attributes lie beside each other (code times so many, plus which), so that a new code moves no other.
KINDS = "tag", "stage", "category", "region", "country"
_KINDS = len(KINDS)
_TAG, _STAGE, _CATEGORY, _REGION, _COUNTRY = range(_KINDS)


def attributes_of_providers(index: ProviderIndex) -> sparse.csr_matrix:
    """(rows of the index, attributes): tags with the broader ones, stages, category, and place; kept with the index."""
    if "attributes" not in index.fitted:
        parts = [_of_tags(part.tags) for part in index.parts]
        places = _unit([_single(index.regions, _REGION), _single(index.countries, _COUNTRY)])
        tags = _stacked(parts)
        kinds = [tags, _of_stages(index.stages), _unit([_single(index.categories, _CATEGORY)]), places]
        index.fitted["attributes"] = _side_by_side(kinds)
    found: sparse.csr_matrix = index.fitted["attributes"]
    return found


def attributes_of_requests(tags: Codes, stages: Numbers) -> sparse.csr_matrix:
    """(requests, attributes): what each is about and at which stage."""
    return _side_by_side([_of_tags(tags), _of_stages(stages)])


def providers_with_attribute(index: ProviderIndex, column: int) -> Numbers:
    """The rows of the providers with an attribute; kept with the index."""
    if "providers_with_attribute" not in index.fitted:
        index.fitted["providers_with_attribute"] = attributes_of_providers(index).tocsc()
    table = index.fitted["providers_with_attribute"]
    found: Numbers = table.indices[table.indptr[column] : table.indptr[column + 1]]
    return found


def attribute_of(column: int) -> tuple[str, int]:
    """The kind of an attribute (one of KINDS) and its code (of a stage: its place)."""
    code, kind = divmod(column, _KINDS)
    return KINDS[kind], code


def widened(table: sparse.csr_matrix, width: int) -> sparse.csr_matrix:
    """The same rows with at least so many columns."""
    if table.shape[1] >= width:
        return table
    return sparse.csr_matrix((table.data, table.indices, table.indptr), shape=(table.shape[0], width))


def _of_tags(tags: Codes) -> sparse.csr_matrix:
    return _rows(tags.starts, tags.values.astype(np.int64) * _KINDS + _TAG)


def _of_stages(stages: Numbers) -> sparse.csr_matrix:
    row, stage = np.nonzero((stages[:, None] >> np.arange(len(STAGES))) & 1)
    starts = np.searchsorted(row, np.arange(len(stages) + 1))
    return _rows(starts, stage * _KINDS + _STAGE)


def _single(codes: NDArray[np.int32], kind: int) -> sparse.csr_matrix:
    known = codes >= 0
    starts = np.concatenate([[0], np.cumsum(known)])
    return _ones(starts, codes[known].astype(np.int64) * _KINDS + kind)


def _rows(starts: Numbers, columns: Numbers) -> sparse.csr_matrix:
    return _unit([_ones(starts, columns)])


def _ones(starts: Numbers, columns: Numbers) -> sparse.csr_matrix:
    width = int(columns.max(initial=0)) + 1
    return sparse.csr_matrix((np.ones(len(columns)), columns, starts), shape=(len(starts) - 1, width))


def _unit(kinds: Sequence[sparse.csr_matrix]) -> sparse.csr_matrix:
    """The sum of tables of ones as rows of length 1 (or nothing)."""
    table = _side_by_side(kinds)
    sizes = np.diff(table.indptr)
    table.data = table.data / np.sqrt(np.repeat(sizes, sizes))
    return table


def _side_by_side(kinds: Sequence[sparse.csr_matrix]) -> sparse.csr_matrix:
    """Tables over the same columns, of which no two name the same one, as one."""
    width = max(kind.shape[1] for kind in kinds)
    table = sum((widened(kind, width) for kind in kinds[1:]), widened(kinds[0], width))
    return table.tocsr()


def _stacked(parts: Sequence[sparse.csr_matrix]) -> sparse.csr_matrix:
    width = max(part.shape[1] for part in parts)
    return sparse.vstack([widened(part, width) for part in parts], format="csr")
