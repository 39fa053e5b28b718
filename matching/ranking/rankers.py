"""Which ranker scores a kind of match, and the features that it reads."""

from __future__ import annotations

from collections.abc import Sequence

from graph.domain.kinds import KINDS, Kind
from matching.features.pair_features import GROUPS, PairFeatures
from matching.index.provider_index import ProviderIndex
from matching.models.artifact import TrainedModel
from matching.ranking.baseline_ranker import BaselineRanker
from matching.ranking.learned_ranker import LearnedRanker


def check_model(kind: str, model: TrainedModel) -> None:
    """Raise ModelError where a model can not rank a kind with the features that are made here."""
    ranker_of(KINDS[kind], model)


def ranker_of(kind: Kind, model: TrainedModel | None) -> BaselineRanker | LearnedRanker:
    """The model's ranker, or the starting rules; raises ModelError where the model needs other features."""
    baseline = BaselineRanker(names_of(kind.features))
    if model is None:
        return baseline
    return LearnedRanker(model, baseline, names_of((*kind.features, *kind.learned_features)))


def groups_of(kind: Kind, ranker: BaselineRanker | LearnedRanker) -> tuple[str, ...]:
    """The groups of features that a ranker reads: the kind's own first."""
    return kind.features if isinstance(ranker, BaselineRanker) else (*kind.features, *kind.learned_features)


def features_of(kind: Kind, index: ProviderIndex, groups: tuple[str, ...] | None = None) -> PairFeatures:
    """Groups of features (the kind's own, unless others are named), fitted to an index once."""
    groups = groups or kind.features
    fitted: PairFeatures | None = index.fitted.get("/".join(groups))
    if fitted is None:
        fitted = index.fitted["/".join(groups)] = PairFeatures(groups).fit(index)
    return fitted


def names_of(groups: Sequence[str]) -> tuple[str, ...]:
    """The columns of groups of features, in order."""
    return tuple(name for group in groups for name in GROUPS[group].names)
