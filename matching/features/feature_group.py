"""Base class of feature groups: a transformer of a query into named float32 columns, missing is NaN."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, ClassVar, Self

import numpy as np
from numpy.typing import NDArray
from sklearn.base import BaseEstimator, TransformerMixin

from matching.features.query import RankingQuery
from matching.index.provider_index import ProviderIndex

Matrix = NDArray[np.float32]


class FeatureGroup(TransformerMixin, BaseEstimator):  # type: ignore[misc]  # scikit-learn has no types
    """Columns that need the same thing; `fit` learns from the providers, `transform` gives (providers, columns)."""

    names: ClassVar[tuple[str, ...]] = ()

    def fit(self, index: ProviderIndex, y: None = None) -> Self:  # noqa: ARG002 - scikit-learn's signature
        """Nothing to learn, unless a group says otherwise."""
        self.fitted_ = True
        return self

    def transform(self, query: RankingQuery) -> Matrix:
        """One row per provider of `query.rows`, excluded ones too."""
        columns = [np.asarray(column, dtype=np.float32) for column in self.columns(query)]
        return np.column_stack(columns)

    def columns(self, query: RankingQuery) -> Sequence[NDArray[Any]]:
        """The columns in the order of `names`."""
        raise NotImplementedError

    def get_feature_names_out(self, input_features: None = None) -> NDArray[np.object_]:  # noqa: ARG002  # scikit-learn's signature
        """The names of the columns."""
        return np.asarray(self.names, dtype=object)
