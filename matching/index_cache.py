"""Cache of one kind's index and history: shared snapshot, delta on top, invalidated by the graph's watermark."""

from __future__ import annotations

import fcntl
import os
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, timedelta
from pathlib import Path

from graph.domain.kinds import Kind
from graph.entities.profile import ChangeMark, InteractionRecord, ProfileRecord
from graph.ids import milliseconds
from matching.history.interactions import Interactions, build_interactions, join_interactions
from matching.history.provider_history import History, history_as_of
from matching.index.profiles import Books, build_profiles, profile_text
from matching.index.provider_index import ProviderIndex
from matching.index.snapshot import Snapshot, current_version, load_snapshot, save_snapshot
from matching.index.tags import TOPIC, Tags
from matching.index.text import TextEncoder
from matching.index.watermark import OVERLAP, Watermark
from matching.sources.base import Source

# So few that a look costs nothing worth saving.
_SMALL = 1000
# After a look at a large population, so many times its length passes before the next.
_SHARE = 9.0
_MOST_DELTA = 500


class IndexCache:
    """One kind's cache: hold its own `lock` around all calls; what it hands out is immutable."""

    def __init__(self, kind: Kind, folder: Path) -> None:
        self.kind = kind
        self.lock = threading.Lock()
        self.folder = folder
        self.index: ProviderIndex | None = None
        # As of which day what is dated was read.
        self._day = date.min
        self._delta: dict[str, ProfileRecord] = {}
        self._table: Interactions | None = None
        self._profiles_watch = Watermark(0, ChangeMark(0, 0))
        self._interactions_watch = Watermark(0, ChangeMark(0, 0))
        self._histories: dict[tuple[int, int], History] = {}
        self._write_mark = (-1, -1)
        self._next_look = 0.0

    def refresh(self, source: Source) -> ProviderIndex:
        """Bring everything up to date as of the source's day; cheap when nothing changed.

        Looking for changes costs the server a scan, so a large population is looked through only after a write by
        anybody, and then for at most a tenth of the time: what others see may be that much behind.
        """
        if self.index is not None and self._table is not None and not self._is_due(source):
            return self.index
        started = time.monotonic()
        index = self._refresh_profiles(source)
        self._refresh_interactions(source, index)
        self._next_look = time.monotonic() + _SHARE * (time.monotonic() - started)
        return index

    def rebuild(self, source: Source) -> ProviderIndex:
        """Read everybody anew whatever the watermark says; every other process adopts the new snapshot by itself.

        For what was stamped long before it was committed (a large import): a look behind the last change misses it.
        """
        self._adopt(self._rebuild(source, None, always=True))
        return self.refresh(source)

    def refresh_after(self, source: Source, stamped_at: datetime) -> ProviderIndex:
        """The same after a long write that put `stamped_at` on its changes: where that is too long ago for the
        watermark's margin, everybody is read anew."""
        is_beyond = _now() - milliseconds(stamped_at) > OVERLAP // 2
        return self.rebuild(source) if is_beyond else self.refresh(source)

    def _is_due(self, source: Source) -> bool:
        assert self.index is not None and self._table is not None  # noqa: S101, PT018 - asked by refresh only
        if self._day != source.day or self.index.snapshot.version != current_version(self.folder):
            return True
        if self.index.total + self._table.count <= _SMALL:
            return True
        mark = source.write_mark()
        if mark == self._write_mark or time.monotonic() < self._next_look:
            return False
        self._write_mark = mark
        return True

    def history(self, as_of: date, expire_after_days: int) -> History:
        """What was known at the end of a day (kept until something changes)."""
        if self.index is None or self._table is None:
            raise RuntimeError("refresh first")
        key = as_of.toordinal(), expire_after_days
        if key not in self._histories:
            if len(self._histories) > 3:
                self._histories.clear()
            # What stands in the graph is known, however young.
            self._histories[key] = history_as_of(
                self._table, self.index, as_of, expire_after_days=expire_after_days, results_after=timedelta(0)
            )
        return self._histories[key]

    def _refresh_profiles(self, source: Source) -> ProviderIndex:
        version = current_version(self.folder)
        if self.index is None or self.index.snapshot.version != version:
            self._adopt(load_snapshot(self.folder) or self._rebuild(source, version))
        watch, population = self._profiles_watch, self.kind.population
        mark = source.provider_mark(population, watch.since)
        if watch.has_news(mark):
            self._apply(source, source.list_changed_providers(population, watch.since))
        if self._day != source.day:
            self._apply(source, source.list_turned_providers(population, self._day))
            self._day = source.day
        if watch.has_news(mark) or watch.is_due(mark, _now()):
            since = watch.moved(mark, _now())
            again = mark if since == watch.since else source.provider_mark(population, since)
            self._profiles_watch = Watermark(since, again)
        assert self.index is not None  # noqa: S101 - set by _adopt
        if len(self._delta) > max(_MOST_DELTA, self.index.total // 20) or (
            source.count_providers(population) != self.index.total
        ):
            self._adopt(self._rebuild(source, self.index.snapshot.version))
        return self.index

    def _adopt(self, snapshot: Snapshot) -> None:
        self.index = ProviderIndex(snapshot)
        self._day = snapshot.day
        self._delta = {}
        self._table = None
        self._histories = {}
        self._profiles_watch = Watermark(snapshot.since, ChangeMark(*snapshot.seen))

    def _apply(self, source: Source, records: list[ProfileRecord]) -> None:
        assert self.index is not None  # noqa: S101 - called after _adopt
        news = {record.id: record for record in records if self._delta.get(record.id) != record}
        if not news:
            return
        self._delta |= news
        tags = self.index.tags
        before = len(tags)
        for record in news.values():
            tags.of_profile(record)
        unnamed = [key[len(TOPIC) :] for key in tags.keys[before:] if key.startswith(TOPIC)]
        if unnamed:
            tags.rename(source.list_topics_named(unnamed))
        snapshot = self.index.snapshot
        delta = build_profiles(list(self._delta.values()), tags, snapshot.books, snapshot.encoder)
        self.index = ProviderIndex(snapshot, delta)
        self._histories = {}

    def _rebuild(self, source: Source, known: str | None, *, always: bool = False) -> Snapshot:
        """Build a snapshot and put it in place, unless another process did so meanwhile."""
        self.folder.mkdir(parents=True, exist_ok=True)
        with _only_one(self.folder / "LOCK"):
            if not always and current_version(self.folder) != known:
                newer = load_snapshot(self.folder)
                if newer is not None:
                    return newer
            snapshot = build_snapshot(source, self.kind.population)
            save_snapshot(self.folder, snapshot)
            return load_snapshot(self.folder) or snapshot

    def _refresh_interactions(self, source: Source, index: ProviderIndex) -> None:
        if self._table is None:
            self._load_interactions(source, index)
            return
        watch, kind = self._interactions_watch, self.kind.name
        mark = source.interaction_mark(kind, watch.since)
        if not watch.has_news(mark) and not watch.is_due(mark, _now()):
            return
        if watch.has_news(mark):
            self._merge(source.list_changed_interactions(kind, watch.since), index)
        since = watch.moved(mark, _now())
        again = mark if since == watch.since else source.interaction_mark(kind, since)
        self._interactions_watch = Watermark(since, again)

    def _load_interactions(self, source: Source, index: ProviderIndex) -> None:
        mark = source.interaction_mark(self.kind.name, 0)
        since = max(0, mark.last - OVERLAP)
        seen = source.interaction_mark(self.kind.name, since)
        table = build_interactions([], index.tags)
        for page in source.interaction_pages(self.kind.name):
            table = join_interactions(table, build_interactions(page, index.tags))
        self._table = table
        self._interactions_watch = Watermark(since, seen)
        self._histories = {}

    def _merge(self, records: list[InteractionRecord], index: ProviderIndex) -> None:
        assert self._table is not None  # noqa: S101 - called after _load_interactions
        if records:
            self._table = join_interactions(self._table, build_interactions(records, index.tags))
            self._histories = {}


def index_folder(home: Path, kind: Kind) -> Path:
    """Where all processes of a machine keep a kind's index."""
    return home / "index" / kind.name


def build_snapshot(source: Source, population: str) -> Snapshot:
    """Read everybody and pack them; changes during the read are found again by the watermark."""
    last = source.provider_mark(population, 0).last
    since = max(0, last - OVERLAP)
    seen = source.provider_mark(population, since)
    providers = source.list_providers(population)
    tags, books = Tags(source.list_industries(), source.list_topics()), Books.empty()
    for record in sorted(providers, key=lambda one: one.id):
        tags.of_profile(record)
    everybody = sorted([*providers, *source.list_seekers()], key=lambda one: one.id)
    encoder = TextEncoder().fit([profile_text(record, tags) for record in everybody])
    profiles = build_profiles(providers, tags, books, encoder)
    version = f"{time.time_ns():020d}-{os.getpid()}"
    return Snapshot(version, source.day, since, (seen.count, seen.last), profiles, tags, books, encoder)


def _now() -> int:
    return time.time_ns() // 1_000_000


@contextmanager
def _only_one(path: Path) -> Iterator[None]:
    """Hold a lock between processes."""
    with path.open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield
