"""Seeker-provider cases to learn from or to score, each as of a day, with the setting they refer to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from graph.domain.kinds import Kind
from graph.entities.profile import ProfileRecord
from matching.features.answers import answer_at_once, answers_of, asked_on, numbers, said_on, silent_of, tuples
from matching.history.interactions import Interactions, build_interactions
from matching.history.provider_history import History, history_as_of
from matching.index.profiles import Books, build_profiles, profile_text
from matching.index.provider_index import ProviderIndex
from matching.index.snapshot import Snapshot
from matching.index.tags import Tags
from matching.index.text import TextEncoder
from matching.sources.base import HistorySource, NeedRecord, Source

Rows = NDArray[np.int64]
ALL_FOLDS = -1
# Where nobody is asked, nothing expires: a missing answer was not noted.
_NEVER = 100_000


@dataclass(frozen=True)
class Ask:
    """A need, or a seeker's profile read as one."""

    need: NeedRecord
    seeker: int


@dataclass(frozen=True)
class Cases:
    """Pairs: the row of the ask, of the provider, and the day (ordinal) as of which each is looked at.

    A case with a fold sees no event of its own fold: where dates do not tell before from after, events are split so
    that no case sees its own answer. ALL_FOLDS sees all.
    """

    asks: Rows
    providers: Rows
    days: Rows
    folds: Rows

    def __len__(self) -> int:
        return len(self.asks)

    def take(self, rows: Rows | slice | NDArray[np.bool_]) -> Cases:
        """Some of the cases."""
        return Cases(self.asks[rows], self.providers[rows], self.days[rows], self.folds[rows])

    def join(self, other: Cases) -> Cases:
        """These, then the others."""
        return Cases(*(np.concatenate([getattr(self, name), getattr(other, name)]) for name in vars(self)))


@dataclass(frozen=True)
class InteractionEvents:
    """What happened, one row an interaction, in rows of the setting. Answers 1 yes, 0 no, NaN none; ratings 1 to 5.

    `seen_on` is the day on which the provider was shown, `said_on` that from which on the seeker's answer was known,
    `told_on` the day of the provider's, of the end and of ratings. `rating_by_...` is the mean of a side's ratings,
    `ratings_by_...` are all of them, the oldest first.
    """

    asks: Rows
    seekers: Rows
    providers: Rows
    seen_on: Rows
    said_on: Rows
    told_on: Rows
    seeker_yes: NDArray[np.float64]
    provider_yes: NDArray[np.float64]
    outcome: NDArray[np.float64]
    rating_by_seeker: NDArray[np.float64]
    rating_by_provider: NDArray[np.float64]
    ratings_by_seeker: NDArray[np.object_]
    ratings_by_provider: NDArray[np.object_]
    folds: Rows

    def take(self, mask: NDArray[np.bool_]) -> InteractionEvents:
        """Some of the events."""
        return InteractionEvents(**{name: column[mask] for name, column in vars(self).items()})

    def with_folds(self, folds: Rows) -> InteractionEvents:
        """The same events in other folds."""
        return replace(self, folds=folds)


class Setting:
    """Everybody and everything known when a day began; built once, then shared by all features.

    `at_once`: both sides answer by themselves, so that no answer came of another.
    """

    def __init__(
        self,
        source: HistorySource,
        kind: Kind,
        as_of: date,
        wanted: Sequence[tuple[str, str | None]] = (),
        more_providers: Sequence[ProfileRecord] = (),
    ) -> None:
        """`wanted`: (seeker, need) of the cases to come; `more_providers`: people outside the kind's population."""
        self.kind, self.as_of = kind, as_of
        by_id = {record.id: record for record in [*source.list_providers(kind.population), *more_providers]}
        self.records = [record for page in source.interaction_pages(kind.name) for record in page]
        self.providers = [by_id[name] for name in sorted(by_id, key=str.encode)]
        self.provider_rows = {record.id: row for row, record in enumerate(self.providers)}
        self.records = [record for record in self.records if record.provider_id in self.provider_rows]
        self.at_once = answer_at_once(self.records)
        self.expire_after_days = _NEVER if self.at_once else source.expire_after_days
        self._list_asks(source, wanted)
        self.index, self.table = self._index(source)
        self.events = self._events()

    @cached_property
    def history_now(self) -> History:
        """What was known before the setting's day began."""
        day_before = self.as_of - timedelta(days=1)
        return history_as_of(self.table, self.index, day_before, expire_after_days=self.expire_after_days)

    def _list_asks(self, source: Source, wanted: Sequence[tuple[str, str | None]]) -> None:
        pairs = [(record.seeker_id, record.need_id) for record in self.records]
        everyone = dict.fromkeys([*pairs, *wanted])
        names = sorted({seeker for seeker, _ in everyone})
        self.seekers = [source.get_startup(name) for name in names]
        self.seeker_rows = {name: row for row, name in enumerate(names)}
        self.asks: list[Ask] = []
        self.ask_rows: dict[tuple[str, str | None], int] = {}
        for seeker, need_id in everyone:
            need = source.get_need(need_id)[0] if need_id else NeedRecord("", self.kind.name)
            self.ask_rows[seeker, need_id] = len(self.asks)
            self.asks.append(Ask(need, self.seeker_rows[seeker]))
        self.seeker_of = np.asarray([ask.seeker for ask in self.asks], dtype=np.int64)

    def _index(self, source: Source) -> tuple[ProviderIndex, Interactions]:
        tags, books = Tags(source.list_industries(), source.list_topics()), Books.empty()
        texts = [profile_text(record, tags) for record in [*self.providers, *self.seekers]]
        encoder = TextEncoder().fit([text for text in texts if text] or [""])
        profiles = build_profiles(self.providers, tags, books, encoder)
        table = build_interactions(self.records, tags)
        return ProviderIndex(Snapshot("", source.day, 0, (0, 0), profiles, tags, books, encoder)), table

    def _events(self) -> InteractionEvents:
        records = self.records
        asks = np.asarray([self.ask_rows[item.seeker_id, item.need_id] for item in records], dtype=np.int64)
        providers = np.asarray([self.provider_rows[item.provider_id] for item in records], dtype=np.int64)
        seen = [(item.proposed_on or item.decided_on or date.min).toordinal() for item in records]
        told = [(item.decided_on or item.proposed_on or date.min).toordinal() for item in records]
        answers = answers_of(records, asks)
        silent = silent_of(records, self.expire_after_days)
        expires = [asked_on(item).toordinal() + self.expire_after_days for item in records]
        told_on = np.where(silent, np.asarray(expires, dtype=np.int64), np.asarray(told, dtype=np.int64))
        return InteractionEvents(
            asks=asks,
            seekers=self.seeker_of[asks] if len(asks) else asks,
            providers=providers,
            seen_on=np.asarray(seen, dtype=np.int64),
            said_on=said_on(records, asks, answers["seeker"]),
            told_on=told_on,
            seeker_yes=answers["seeker"],
            provider_yes=np.where(silent, 0.0, answers["provider"]),
            outcome=answers["outcome"],
            rating_by_seeker=numbers(item.rating_by_seeker for item in records),
            rating_by_provider=numbers(item.rating_by_provider for item in records),
            ratings_by_seeker=tuples([item.ratings_by_seeker for item in records]),
            ratings_by_provider=tuples([item.ratings_by_provider for item in records]),
            folds=np.full(len(records), ALL_FOLDS, dtype=np.int64),
        )
