"""What one refresh read of a kind, immutable: its providers with the changes since the snapshot, and what happened."""

from __future__ import annotations

import threading
import time
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from graph.entities.profile import ChangeMark, ProfileRecord
from matching.history.interactions import Interactions, build_interactions, join_interactions
from matching.history.provider_history import History, history_as_of
from matching.index.profiles import build_profiles
from matching.index.provider_index import ProviderIndex
from matching.index.snapshot import Snapshot
from matching.index.tags import Tags, topic_key
from matching.index.watermark import OVERLAP, Watermark
from matching.relevance.evidence import Reader
from matching.sources.base import Source

_MOST_DELTA = 500


@dataclass(frozen=True)
class Providers:
    """The index of all providers; `day`: as of which what is dated was read; `delta`: who changed since the snapshot,
    by id."""

    index: ProviderIndex
    day: date
    watch: Watermark
    reader: Reader | None = None
    delta: Mapping[str, ProfileRecord] = field(default_factory=dict)

    @classmethod
    def of(cls, snapshot: Snapshot, reader: Reader | None = None) -> Providers:
        """Those of a snapshot, before anything changed; `reader` reads what those who change say."""
        watch = Watermark(snapshot.since, ChangeMark(*snapshot.seen))
        return cls(ProviderIndex(snapshot), snapshot.day, watch, reader)

    @property
    def is_outgrown(self) -> bool:
        """Whether so much changed that a new snapshot costs less than this one."""
        return len(self.delta) > max(_MOST_DELTA, self.index.total // 20)

    def refreshed(self, source: Source, population: str) -> Providers:
        """The same with what changed since, as of the source's day."""
        watch, found = self.watch, self
        mark = source.provider_mark(population, watch.since)
        if watch.has_news(mark):
            found = found.with_changes(source, source.list_changed_providers(population, watch.since))
        if self.day != source.day:
            found = found.with_changes(source, source.list_turned_providers(population, self.day))
            found = replace(found, day=source.day)
        if watch.has_news(mark) or watch.is_due(mark, now()):
            since = watch.moved(mark, now())
            again = mark if since == watch.since else source.provider_mark(population, since)
            found = replace(found, watch=Watermark(since, again))
        return found

    def with_changes(self, source: Source, records: list[ProfileRecord]) -> Providers:
        """The same with these records on top."""
        news = {record.id: record for record in records if self.delta.get(record.id) != record}
        if not news:
            return self
        snapshot, delta = self.index.snapshot, {**self.delta, **news}
        unknown = _unknown_topics(snapshot.tags, list(news.values()))
        if unknown:
            snapshot.tags.name_topics(source.list_topics_named(unknown))
        records = list(delta.values())
        profiles = build_profiles(records, snapshot.tags, snapshot.books, snapshot.encoder, self.reader)
        return replace(self, index=ProviderIndex(snapshot, profiles), delta=delta)


@dataclass(frozen=True)
class Past:
    """All interactions, packed with the tags of an index."""

    table: Interactions
    watch: Watermark

    @classmethod
    def read(cls, source: Source, kind: str, tags: Tags) -> Past:
        """Everything anew; changes during the read are found again by the watermark."""
        since = max(0, source.interaction_mark(kind, 0).last - OVERLAP)
        seen = source.interaction_mark(kind, since)
        table = build_interactions([], tags)
        for page in source.interaction_pages(kind):
            table = join_interactions(table, build_interactions(page, tags))
        return cls(table, Watermark(since, seen))

    def refreshed(self, source: Source, kind: str, tags: Tags) -> Past:
        """The same with what changed since."""
        watch, table = self.watch, self.table
        mark = source.interaction_mark(kind, watch.since)
        if not watch.has_news(mark) and not watch.is_due(mark, now()):
            return self
        if watch.has_news(mark):
            records = source.list_changed_interactions(kind, watch.since)
            table = join_interactions(table, build_interactions(records, tags)) if records else table
        since = watch.moved(mark, now())
        again = mark if since == watch.since else source.interaction_mark(kind, since)
        return Past(table, Watermark(since, again))


class Histories:
    """What was known at the end of a day, by day and time to expiry; each worked out once."""

    def __init__(self, index: ProviderIndex, table: Interactions) -> None:
        self.index, self.table = index, table
        self._lock = threading.Lock()
        self._found: dict[tuple[date, int], History] = {}

    def get(self, as_of: date, expire_after_days: int) -> History:
        """The history of a day."""
        key = as_of, expire_after_days
        with self._lock:
            if key not in self._found:
                if len(self._found) > 3:
                    self._found.clear()
                # What stands in the graph is known, however young.
                self._found[key] = history_as_of(
                    self.table, self.index, as_of, expire_after_days=expire_after_days, results_after=timedelta(0)
                )
            return self._found[key]


@dataclass(frozen=True)
class IndexState:
    """One kind as one refresh left it; every array in it stays as it is."""

    providers: Providers
    past: Past
    histories: Histories

    @classmethod
    def of(cls, providers: Providers, past: Past, before: IndexState | None) -> IndexState:
        """A state; histories go on where nothing changed that they were worked out of."""
        known = before.histories if before else None
        if known is None or known.index is not providers.index or known.table is not past.table:
            known = Histories(providers.index, past.table)
        return cls(providers, past, known)

    @property
    def index(self) -> ProviderIndex:
        """All providers."""
        return self.providers.index

    @property
    def day(self) -> date:
        """As of which what is dated was read."""
        return self.providers.day

    @property
    def version(self) -> str:
        """The snapshot's."""
        return self.index.snapshot.version

    @property
    def size(self) -> int:
        """How many providers and interactions there are."""
        return self.index.total + self.past.table.count

    def history(self, as_of: date, expire_after_days: int) -> History:
        """What was known at the end of a day."""
        return self.histories.get(as_of, expire_after_days)


def now() -> int:
    """This moment in milliseconds, as changes are stamped."""
    return time.time_ns() // 1_000_000


def _unknown_topics(tags: Tags, records: list[ProfileRecord]) -> list[str]:
    topics = {topic for record in records for topic in record.topics}
    return sorted(topic for topic in topics if topic_key(topic) not in tags.code_of)
