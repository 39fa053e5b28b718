"""Cache of one kind's index and history: shared snapshot, delta on top, invalidated by the graph's watermark."""

from __future__ import annotations

import fcntl
import os
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from graph.domain.kinds import KINDS, Kind
from graph.ids import milliseconds
from matching.index.profiles import Books, build_profiles, profile_text
from matching.index.snapshot import Snapshot, current_version, load_snapshot, save_snapshot
from matching.index.tags import Tags
from matching.index.text import TextEncoder
from matching.index.watermark import OVERLAP
from matching.index_aside import Aside
from matching.index_state import IndexState, Past, Providers, now
from matching.relevance.encoder import WORDS_ALONE, SentenceEncoder
from matching.relevance.evidence import Reader
from matching.relevance.reference import shipped_reference
from matching.sources.base import Source

# So few that a look costs nothing worth saving.
_SMALL = 1000
# After a look at a large population, so many times its length passes before the next.
_SHARE = 9.0
# So many new passages are read while somebody waits, a second or two; the others by a job, and until then nothing is
# known of what they mean.
_READ_AT_ONCE = 200
# So many changed people of a large population are read while somebody waits, some tenths of a second.
_PATCHED_AT_ONCE = 100


class IndexCache:
    """One kind's cache, for many threads: its state is one immutable object, swapped at once.

    Who ranks a small population looks for changes itself, and so sees all that was committed before. A large one is
    looked through only after a write by anybody, by one thread at a time, and for at most a tenth of the time: the
    others take the last state, and what they see may be that much behind. Nobody waits for another's reads but for
    the first state of a process or of a day; and with `aside`, nobody for the changes of many people or for a new
    snapshot either: a thread reads them, and until then all take the last state.
    """

    def __init__(
        self,
        kind: Kind,
        home: Path,
        encoder: SentenceEncoder = WORDS_ALONE,
        *,
        aside: Aside | None = None,
        prepare: Callable[[IndexState], None] | None = None,
    ) -> None:
        """`home`: where all processes of a machine keep their indexes. `aside`: what takes long is done there; None:
        by whoever finds it. `prepare` works out what the first ranking on a state made aside would wait for."""
        self.kind, self._aside, self._prepare = kind, aside, prepare
        self.folder = index_folder(home, kind)
        self.reader = Reader(encoder, shipped_reference(), _READ_AT_ONCE) if kind.answers_questions else None
        self.state: IndexState | None = None
        # Held by the one who looks for changes on behalf of all.
        self._looking = threading.Lock()
        # Held to swap the state, never while something is read.
        self._swapping = threading.Lock()
        self._read_from = 0.0
        self._write_mark = (-1, -1)
        self._next_look = 0.0

    def refresh(self, source: Source) -> IndexState:
        """The state as of the source's day; cheap when nothing changed."""
        state = self.state
        if state is None or state.day != source.day:
            return self._first_of_day(source)
        if state.size <= _SMALL:
            return self._renew(source)
        if not self._looking.acquire(blocking=False):
            return state
        try:
            return self._look(state, source)
        finally:
            self._looking.release()

    def rebuild(self, source: Source) -> IndexState:
        """Read everybody anew whatever the watermark says; every other process adopts the new snapshot by itself.

        For what was stamped long before it was committed (a large import): a look behind the last change misses it.
        """
        with self._looking:
            self._rebuild(source, None, always=True)
            return self._renew(source)

    def refresh_after(self, source: Source, stamped_at: datetime) -> IndexState:
        """The same after a long write that put `stamped_at` on its changes: where that is too long ago for the
        watermark's margin, everybody is read anew."""
        is_beyond = now() - milliseconds(stamped_at) > OVERLAP // 2
        return self.rebuild(source) if is_beyond else self.refresh(source)

    def _first_of_day(self, source: Source) -> IndexState:
        with self._looking:
            state = self.state
            if state is not None and state.day == source.day and state.size > _SMALL:
                return state
            return self._renew(source)

    def _look(self, state: IndexState, source: Source) -> IndexState:
        """Renew a large population's state where a write, or another process's snapshot, calls for it."""
        if self._aside is not None and self._aside.is_busy:
            return state
        is_replaced, mark = state.version != current_version(self.folder), source.write_mark()
        if not is_replaced and (mark == self._write_mark or time.monotonic() < self._next_look):
            return state
        if self._aside is not None and (is_replaced or self._takes_long(state, source)):
            self._aside.start(self._renew_aside)
            return state
        renewed = self._renew(source)
        self._write_mark = mark
        return renewed

    def _takes_long(self, state: IndexState, source: Source) -> bool:
        """Whether so many people changed, or one is gone, that whoever asks would wait for it."""
        providers, population = state.providers, self.kind.population
        news = source.provider_mark(population, providers.watch.since).count - providers.watch.seen.count
        is_many = len(providers.delta) + news > _PATCHED_AT_ONCE
        return is_many or source.count_providers(population) < providers.index.total

    def _renew_aside(self, source: Source) -> None:
        """Read everything that there is to read; at first what a patch can tell, so that all see it soon."""
        mark, state = source.write_mark(), self.state
        if state is not None and state.day == source.day and state.version == current_version(self.folder):
            self._put(lambda: self._patched(state, source))
        self._renew(source)
        self._write_mark = mark

    def _renew(self, source: Source) -> IndexState:
        """Read what changed since the last state, and put the new one in its place unless a later read did so."""
        return self._put(lambda: self._read_changes(self.state, source))

    def _put(self, read: Callable[[], IndexState]) -> IndexState:
        started = time.monotonic()
        renewed = read()
        if self._aside is not None and self._aside.is_busy and self._prepare is not None:
            self._prepare(renewed)
        ended = time.monotonic()
        with self._swapping:
            if started >= self._read_from:
                self.state, self._read_from = renewed, started
                self._next_look = ended + _SHARE * (ended - started)
        return renewed

    def _patched(self, before: IndexState, source: Source) -> IndexState:
        """The state with what changed since, however much that is."""
        providers = before.providers.refreshed(source, self.kind.population)
        past = before.past.refreshed(source, self.kind.name, providers.index.tags)
        return IndexState.of(providers, past, before)

    def _read_changes(self, before: IndexState | None, source: Source) -> IndexState:
        population, version = self.kind.population, current_version(self.folder)
        if before is None or before.version != version:
            before = None
            providers = Providers.of(load_snapshot(self.folder) or self._rebuild(source, version), self.reader)
        else:
            providers = before.providers
        providers = providers.refreshed(source, population)
        if providers.is_outgrown or source.count_providers(population) != providers.index.total:
            before = None
            rebuilt = self._rebuild(source, providers.index.snapshot.version)
            providers = Providers.of(rebuilt, self.reader).refreshed(source, population)
        tags, kind = providers.index.tags, self.kind.name
        past = Past.read(source, kind, tags) if before is None else before.past.refreshed(source, kind, tags)
        return IndexState.of(providers, past, before)

    def _rebuild(self, source: Source, known: str | None, *, always: bool = False) -> Snapshot:
        """Build a snapshot and put it in place, unless another process did so meanwhile."""
        self.folder.mkdir(parents=True, exist_ok=True)
        with _only_one(self.folder / "LOCK"):
            if not always and current_version(self.folder) != known:
                newer = load_snapshot(self.folder)
                if newer is not None:
                    return newer
            snapshot = build_snapshot(source, self.kind.population, self.reader)
            save_snapshot(self.folder, snapshot)
            return load_snapshot(self.folder) or snapshot


def index_folder(home: Path, kind: Kind) -> Path:
    """Where all processes of a machine keep a kind's index."""
    return home / "index" / kind.name


def index_caches(home: Path, encoder: SentenceEncoder = WORDS_ALONE) -> list[IndexCache]:
    """Of every kind."""
    return [IndexCache(kind, home, encoder) for kind in KINDS.values()]


def build_snapshot(source: Source, population: str, reader: Reader | None = None) -> Snapshot:
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
    profiles = build_profiles(providers, tags, books, encoder, reader)
    version = f"{time.time_ns():020d}-{os.getpid()}"
    return Snapshot(version, source.day, since, (seen.count, seen.last), profiles, tags, books, encoder)


@contextmanager
def _only_one(path: Path) -> Iterator[None]:
    """Hold a lock between processes."""
    with path.open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield
