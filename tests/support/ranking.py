"""Rankings of made-up people, without a graph."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from types import MappingProxyType

from graph.domain.kinds import MENTOR, Kind
from graph.entities.profile import InteractionRecord, ProfileRecord
from matching.features.query import RankingQuery, make_seeker
from matching.history.interactions import build_interactions
from matching.history.provider_history import history_as_of
from matching.index.provider_index import ProviderIndex
from matching.ranking.eligibility import make_availability
from matching.ranking.rank import Ranked, rank
from matching.sources.base import NeedRecord
from tests.unit.matching.index.test_provider_index import snapshot_of

DAY = date(2026, 11, 22)
STARTUP = ProfileRecord("s-1", "Welder", summary="robots weld cars", industries=("robotics",), region="Lingang")


def ranked(
    people: list[ProfileRecord],
    startup: ProfileRecord = STARTUP,
    need: NeedRecord | None = None,
    interactions: tuple[InteractionRecord, ...] = (),
    kind: Kind = MENTOR,
    taken: Mapping[str, int] = MappingProxyType({}),
) -> Ranked:
    """These people ranked for a need, else for the startup's profile."""
    index = ProviderIndex(snapshot_of(people))
    history = history_as_of(build_interactions(interactions, index.tags), index, DAY, expire_after_days=14)
    seeker = make_seeker(need or NeedRecord("", "mentor"), startup, index)
    availability = make_availability(kind, index, "", DAY, taken, [], [])
    return rank(kind, RankingQuery(seeker, index, history, availability, DAY.toordinal()))
