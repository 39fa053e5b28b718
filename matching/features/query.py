"""The ranking query: one need encoded against the provider index, with who is available now."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from graph.domain.eligibility import RuleCode
from graph.entities.profile import ProfileRecord
from matching.history.provider_history import History
from matching.index.profiles import profile_text, stage_bits
from matching.index.provider_index import EVERYBODY, ProviderIndex, Rows
from matching.relevance.evidence import AskedFor
from matching.sources.base import NeedRecord

# What the startup is about still counts where its need says something else, but less.
_PROFILE_SHARE = 0.5


@dataclass(frozen=True)
class Seeker:
    """A need beside its startup. `tag_shares` says how much each tag (own and broader) counts, 0 to 1; `asked`: what is
    asked in words, None where nothing is."""

    need: NeedRecord
    startup: ProfileRecord
    own_tags: tuple[int, ...]
    tag_shares: dict[int, float]
    vector: NDArray[np.float32]
    words: str
    stages: int
    languages: int
    region: int
    country: int
    category: int
    pools: tuple[int, ...]
    asked: AskedFor | None = None


def make_seeker(
    need: NeedRecord, startup: ProfileRecord, index: ProviderIndex, asked: AskedFor | None = None
) -> Seeker:
    """Look everything up in the index's books; what nobody in the index has gets no code and matches nobody."""
    tags, books = index.tags, index.books
    wanted = tags.codes(need.industries, need.topics)
    own = tags.of_profile(startup)
    shares = tags.shares(own, _PROFILE_SHARE if wanted else 1.0)
    for code, share in tags.shares(wanted, 1.0).items():
        shares[code] = max(share, shares.get(code, 0.0))
    words = f"{need.title}. {need.description}".strip(". ")
    profile = profile_text(startup, tags)
    stage = need.stage or (startup.stages[0] if startup.stages else None)
    return Seeker(
        need=need,
        startup=startup,
        own_tags=tuple(dict.fromkeys([*wanted, *own])),
        tag_shares=shares,
        vector=_vector(words, profile, index),
        words=f"{words}. {profile}",
        stages=stage_bits([stage or ""]),
        languages=_known_bits(need.languages or startup.languages, index),
        region=books.regions.find(startup.region),
        country=books.countries.find(startup.country),
        category=books.categories.find(need.category),
        pools=tuple(code for code in (books.pools.find(name) for name in startup.pools) if code >= 0),
        asked=asked,
    )


# A text of which the axes can tell less than this share would be brought to full length as noise: in a small population
# whose texts have no word in common, the direction of what is left is chance.
_TELLS_LITTLE = 0.1


def _vector(words: str, profile: str, index: ProviderIndex) -> NDArray[np.float32]:
    both = index.encoder.transform([words, profile])
    mixed = both[0] + (_PROFILE_SHARE if both[0].any() else 1.0) * both[1]
    length = float(np.linalg.norm(mixed))
    return np.asarray(mixed / length if length > _TELLS_LITTLE else np.zeros_like(mixed), dtype=np.float32)


def _known_bits(languages: tuple[str, ...], index: ProviderIndex) -> int:
    """Languages as bits; one that no provider names still makes the set non-empty, by a bit nobody has."""
    bits = 0
    for name in languages:
        code = index.books.languages.find(name)
        bits |= 1 << (min(code, 61) if code >= 0 else 62)
    return bits


@dataclass(frozen=True)
class Availability:
    """What changes by the minute, for everybody or for this need.

    `taken` places, (providers,); `marked`: the rows on which a conflict or a past decision bears, by the rule that it
    triggers; `holders`: who has a share in the startup that asks. `default_capacity` counts where a provider's number
    of places is not known; NaN where nobody says what counts then.
    """

    taken: NDArray[np.float32]
    marked: dict[RuleCode, NDArray[np.int64]] = field(default_factory=dict)
    holders: NDArray[np.int64] = field(default_factory=lambda: np.zeros(0, dtype=np.int64))
    default_capacity: float = np.nan

    def places(self, capacity: NDArray[np.float32]) -> NDArray[np.float32]:
        """How many startups each takes at once, known or not."""
        return np.where(np.isnan(capacity), np.float32(self.default_capacity), capacity)


@dataclass(frozen=True)
class RankingQuery:
    """One seeker beside the providers of the index, as of a day; `rows` are those whose features are wanted."""

    seeker: Seeker
    index: ProviderIndex
    history: History
    availability: Availability
    today: int
    rows: Rows = field(default_factory=lambda: EVERYBODY)
    # What was worked out of these rows once, by name.
    remembered: dict[str, Any] = field(default_factory=dict, init=False, compare=False, repr=False)

    @cached_property
    def count(self) -> int:
        """How many providers are looked at."""
        if isinstance(self.rows, slice):
            return len(range(*self.rows.indices(self.index.count)))
        return len(self.rows)

    @cached_property
    def tag_weights(self) -> NDArray[np.float32]:
        """What each tag is worth to this seeker: its increment in bits times its share."""
        weights = np.zeros(len(self.index.increments), dtype=np.float32)
        for code, share in self.seeker.tag_shares.items():
            if code < len(weights) and self.index.tag_counts[code] > 0:
                weights[code] = share * self.index.increments[code]
        return weights

    @cached_property
    def untold(self) -> float:
        """How many tags of the need (by their shares) nobody carries."""
        return sum(share for code, share in self.seeker.tag_shares.items() if self.index.tag_count(code) == 0)

    @cached_property
    def shared_bits(self) -> NDArray[np.float32]:
        """The worth of what each provider shares with the seeker, in bits."""
        return self.index.tag_scores(self.tag_weights, self.rows)

    @cached_property
    def past_likeness(self) -> NDArray[np.float32]:
        """How much each past interaction was about the same as this need, 0 to 1."""
        table = self.history.table
        weights = self.tag_weights
        size = int(table.tags.values.max(initial=-1)) + 1
        if size > len(weights):
            weights = np.pad(weights, (0, size - len(weights)))
        total = float(weights.sum())
        return table.tags.sums(weights) / total if total > 0 else np.zeros(table.count, dtype=np.float32)

    def per_provider(self, mask: NDArray[np.bool_], weights: NDArray[np.float32]) -> NDArray[np.float32]:
        """The sum of weights over each provider's past interactions under a mask."""
        rows = self.history.rows[mask]
        return np.bincount(rows, weights=weights[mask], minlength=self.index.count)[self.rows].astype(np.float32)
