"""Query-provider features as named float32 columns, vectorised over providers, missing is NaN."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Self

import numpy as np
from numpy.typing import NDArray

from graph.domain.kinds import KINDS, Kind
from matching.features.acceptance import ExpectedAnswers
from matching.features.behaviour import Experience, Habits
from matching.features.co_choice import Together
from matching.features.feature_group import FeatureGroup, Matrix
from matching.features.preferences import Preferences
from matching.features.proximity import Closeness, SameEmployer
from matching.features.query import RankingQuery
from matching.index.profiles import STAGES
from matching.index.provider_index import ProviderIndex

# What a tag of the need is worth that no provider carries.
_UNKNOWN_BITS = 4.0


class SharedTags(FeatureGroup):
    """How much two profiles share, a rare tag counting more than a common one.

    `shared_bits`: log2(1 + summed information content of the shared tags), 0 where either carries none.
    `need_covered`: the share of the need's information that the provider covers (a tag that nobody carries counts
    for a few bits that nobody covers), NaN where the need has no tag. `profile_share`: the share of the provider's
    own information that is about the need, so that somebody who does little else comes before somebody who names
    everything; NaN where the provider has no tag.
    """

    names = ("shared_bits", "need_covered", "profile_share")

    def fit(self, index: ProviderIndex, y: None = None) -> Self:  # noqa: ARG002 - scikit-learn's signature
        """Learn how much each provider's tags say in all."""
        self.information_ = index.tag_scores(index.increments)
        return self

    def columns(self, query: RankingQuery) -> Sequence[NDArray[Any]]:
        total = float(query.tag_weights.sum()) + _UNKNOWN_BITS * query.untold
        covered = query.shared_bits / total if total > 0 else np.full(query.count, np.nan)
        own = self.information_[query.rows]
        share = np.divide(query.shared_bits, own, out=np.full(len(own), np.nan, dtype=np.float32), where=own > 0)
        return np.log2(1 + query.shared_bits), covered, share


class TextFit(FeatureGroup):
    """`text_fit`: cosine of the need's text and the profile's, cut at 0; NaN where either says nothing."""

    names = ("text_fit",)

    def columns(self, query: RankingQuery) -> Sequence[NDArray[Any]]:
        if not query.seeker.vector.any():
            return (np.full(query.count, np.nan),)
        return (np.maximum(query.index.text_scores(query.seeker.vector, query.rows), 0),)


class StageFit(FeatureGroup):
    """`stage_fit`: 1 where the provider works at the need's stage, .5 one stage away, 0 farther; NaN if unknown."""

    names = ("stage_fit",)

    def columns(self, query: RankingQuery) -> Sequence[NDArray[Any]]:
        wanted, have = query.seeker.stages, query.index.stages[query.rows]
        if not wanted:
            return (np.full(query.count, np.nan),)
        beside = wanted << 1 | wanted >> 1
        # By sets of stages, of which there are few.
        sets = np.arange(1 << len(STAGES))
        fit = np.where(sets & wanted, 1.0, np.where(sets & beside, 0.5, 0.0)).astype(np.float32)
        fit[0] = np.nan
        return (fit[have],)


class TicketFit(FeatureGroup):
    """`ticket_fit`: 1 where the amount sought lies within the provider's tickets, less by the half for each doubling
    beyond them; NaN where the need names no amount or the provider no ticket."""

    names = ("ticket_fit",)

    def columns(self, query: RankingQuery) -> Sequence[NDArray[Any]]:
        amount, index, rows = query.seeker.need.amount, query.index, query.rows
        if not amount:
            return (np.full(query.count, np.nan),)
        return (ticket_fit(amount, index.ticket_min[rows], index.ticket_max[rows]),)


def ticket_fit(amount: float, least: NDArray[np.float32], most: NDArray[np.float32]) -> NDArray[np.float32]:
    """How well an amount fits between bounds of which either may be unknown (NaN); NaN where both are."""
    low = np.where(np.isnan(least), amount, np.maximum(least, 1.0))
    high = np.where(np.isnan(most), amount, np.maximum(most, 1.0))
    beyond = np.maximum(np.maximum(np.log2(low / amount), np.log2(amount / high)), 0.0)
    return np.where(np.isnan(least) & np.isnan(most), np.nan, np.exp2(-beyond)).astype(np.float32)


class Location(FeatureGroup):
    """`place_fit`: 1 in the same region, .5 in the same country, 0 elsewhere, NaN if unknown.

    `same_pool`: 1 where the provider is in the pool of the startup's incubator; NaN without an incubator.
    """

    names = ("place_fit", "same_pool")

    def columns(self, query: RankingQuery) -> Sequence[NDArray[Any]]:
        seeker, index, rows = query.seeker, query.index, query.rows
        regions, countries = index.regions[rows], index.countries[rows]
        near = (regions == seeker.region) & (seeker.region >= 0)
        country = (countries == seeker.country) & (seeker.country >= 0)
        unknown = ((regions < 0) & (countries < 0)) | (not seeker.startup.region and not seeker.startup.country)
        fit = np.where(near, 1.0, np.where(country, 0.5, 0.0))
        pool = index.carry_any("pools", seeker.pools, rows) if seeker.pools else np.full(query.count, np.nan)
        return np.where(unknown, np.nan, fit), pool


class CategoryFit(FeatureGroup):
    """`category_fit`: 1 where the provider is of the category that the need names, NaN where none is named or known."""

    names = ("category_fit",)

    def columns(self, query: RankingQuery) -> Sequence[NDArray[Any]]:
        if query.seeker.category < 0:
            return (np.full(query.count, np.nan),)
        categories = query.index.categories[query.rows]
        return (np.where(categories < 0, np.nan, categories == query.seeker.category),)


class Answers(FeatureGroup):
    """How a provider answers: `accept_rate` (shrunk share of yes), `answer_days` (log1p, shrunk), `idle_years`."""

    names = ("accept_rate", "answer_days", "idle_years")

    def columns(self, query: RankingQuery) -> Sequence[NDArray[Any]]:
        history, rows = query.history, query.rows
        days = _log_days(history.answer_days_shrunk[rows])
        return history.accept_rate[rows], days, history.idle_days[rows] / 365.25


class Results(FeatureGroup):
    """What came of it: `rating` (shrunk mean, 1 to 5) and `finished_share` (shrunk share that ended well)."""

    names = ("rating", "finished_share")

    def columns(self, query: RankingQuery) -> Sequence[NDArray[Any]]:
        return query.history.rating_shrunk[query.rows], query.history.finished_share[query.rows]


class TrackRecord(FeatureGroup):
    """Past work on the same things: `guided_alike` and `refused_alike`.

    Each past proposal counts by how much of this need's information it was about; the sum goes through log1p.
    `refused_alike` sums those that the provider declined as the wrong field. Nobody is missing here: none is none.
    """

    names = ("guided_alike", "refused_alike")

    def columns(self, query: RankingQuery) -> Sequence[NDArray[Any]]:
        likeness, history = query.past_likeness, query.history
        guided = np.log1p(query.per_provider(history.guided, likeness))
        refused = np.log1p(query.per_provider(history.refused_field, likeness))
        return guided, refused


class Capacity(FeatureGroup):
    """`free_share` of the provider's places (NaN where their number is unknown) and `waiting` requests, log1p."""

    names = ("free_share", "waiting")

    def columns(self, query: RankingQuery) -> Sequence[NDArray[Any]]:
        capacity = query.index.capacity[query.rows]
        free = np.maximum(capacity - query.availability.taken[query.rows], 0)
        share = np.divide(free, capacity, out=np.zeros_like(capacity), where=capacity > 0)
        return np.where(np.isnan(capacity), np.nan, share), np.log1p(query.history.pending[query.rows])


GROUPS: dict[str, type[FeatureGroup]] = {
    "fields": SharedTags,
    "text": TextFit,
    "stage": StageFit,
    "ticket": TicketFit,
    "place": Location,
    "category": CategoryFit,
    "answers": Answers,
    "results": Results,
    "track": TrackRecord,
    "places": Capacity,
    "habits": Habits,
    "experience": Experience,
    "together": Together,
    "tastes": Preferences,
    "expected": ExpectedAnswers,
    "closeness": Closeness,
    "employer": SameEmployer,
}


@KINDS.rule
def _unknown_groups(kind: Kind) -> list[str]:
    named = (*kind.features, *kind.learned_features)
    return [f"there is no group of features {name!r}" for name in named if name not in GROUPS]


def _log_days(days: NDArray[np.float32] | float) -> NDArray[np.float32]:
    """log1p of days. A request answered on its day takes 0; a date entered the wrong way round is no speed."""
    return np.log1p(np.maximum(np.asarray(days, dtype=np.float32), 0))


class PairFeatures(FeatureGroup):
    """The groups that a kind of match declares, side by side in one matrix."""

    def __init__(self, groups: tuple[str, ...]) -> None:
        self.groups = groups

    def fit(self, index: ProviderIndex, y: None = None) -> Self:  # noqa: ARG002 - scikit-learn's signature
        """Fit every group."""
        self.transformers_ = [GROUPS[name]().fit(index) for name in self.groups]
        self.names_ = tuple(name for group in self.transformers_ for name in group.names)
        return self

    def transform(self, query: RankingQuery) -> Matrix:
        """(providers, columns) float32 in Fortran order: one feature's values lie together."""
        columns = [column for group in self.transformers_ for column in group.columns(query)]
        matrix = np.empty((query.count, len(columns)), dtype=np.float32, order="F")
        for at, column in enumerate(columns):
            matrix[:, at] = column
        return matrix

    def expected(self, query: RankingQuery) -> dict[str, float]:
        """What to expect, by feature, of somebody without any history."""
        priors = query.history.priors
        return {**priors, "answer_days": float(_log_days(priors["answer_days"]))}

    def get_feature_names_out(self, input_features: None = None) -> NDArray[np.object_]:  # noqa: ARG002  # scikit-learn's signature
        """The names of all columns, in order."""
        return np.asarray(self.names_, dtype=object)
