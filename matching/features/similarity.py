"""Content similarity to those whom either side accepted or refused before."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from scipy import sparse
from sklearn.preprocessing import normalize

from graph.entities.profile import ProfileRecord
from matching.features.cases import Cases, InteractionEvents, Rows, Setting
from matching.index.profiles import profile_text

Column = NDArray[np.float64]
SIMILARITY_NAMES = (
    "tags_alike",
    "seeker_liked_tags",
    "seeker_refused_tags",
    "seeker_liked_text",
    "seeker_refused_text",
    "provider_liked_tags",
    "provider_refused_tags",
    "provider_liked_text",
    "provider_refused_text",
)
# Few answers say little: the sum of likenesses is divided by their number and this.
_WEIGHT = 2.0


class Similarity:
    """Both sides as vectors of what they are (tags, category, stages, places) and of what they say."""

    def __init__(self, setting: Setting) -> None:
        self._setting = setting
        tags = setting.index.tags
        facts = [_facts(record, setting) for record in [*setting.providers, *setting.seekers]]
        names = {name: at for at, name in enumerate(sorted({name for found in facts for name in found}))}
        starts = np.cumsum([0, *(len(found) for found in facts)])
        columns = [names[name] for found in facts for name in found]
        table = sparse.csr_matrix((np.ones(len(columns)), columns, starts), shape=(len(facts), max(len(names), 1)))
        df = np.bincount(columns, minlength=table.shape[1]) if columns else np.zeros(table.shape[1])
        weighted = normalize(table @ sparse.diags(np.log((1 + len(facts)) / (1 + df)) + 0.1)).tocsr()
        self._providers, self._seekers = weighted[: len(setting.providers)], weighted[len(setting.providers) :]
        texts = [profile_text(record, tags) for record in setting.seekers]
        encoder = setting.index.encoder
        self._provider_texts = np.asarray(setting.index.parts[0].vectors)
        self._seeker_texts = encoder.transform(texts or [""])

    def within(self) -> tuple[sparse.csr_matrix, sparse.csr_matrix]:
        """(seekers, providers) as unit rows of their facts: their products say how like those of one side are."""
        return self._seekers, self._providers

    def columns(self, cases: Cases, events: InteractionEvents) -> list[Column]:
        """One column a name of ALIKE_NAMES; NaN where nothing of the kind was answered before."""
        seekers = self._setting.seeker_of[cases.asks]
        both = self._seekers[seekers].multiply(self._providers[cases.providers])
        own = np.asarray(both.sum(axis=1)).ravel()
        sides = _Sides(self._providers, self._provider_texts, cases.providers, events.providers)
        theirs = _Sides(self._seekers, self._seeker_texts, seekers, events.seekers)
        found = [own]
        found += self._compare(cases, (seekers, events.seekers), sides, events.seeker_yes, events.said_on, events)
        found += self._compare(
            cases, (cases.providers, events.providers), theirs, events.provider_yes, events.told_on, events
        )
        return found

    def _compare(
        self, cases: Cases, who: tuple[Rows, Rows], other: _Sides, said: Column, day: Rows, events: InteractionEvents
    ) -> list[Column]:
        """(liked, refused) by tags, then by text: likeness to the other side's people to whom they said so before."""
        result = np.full((len(cases), 4), np.nan)
        known = ~np.isnan(said)
        by_person = _rows_of(who[1], known)
        for person, mine in _rows_of(who[0], np.ones(len(cases), dtype=np.bool_)).items():
            past = by_person.get(person)
            if past is None:
                continue
            counts = day[past][None, :] < cases.days[mine][:, None]
            counts &= (cases.folds[mine][:, None] < 0) | (events.folds[past][None, :] != cases.folds[mine][:, None])
            counts &= other.past[past][None, :] != other.now[mine][:, None]
            likeness = other.compare(mine, past)
            for at, answer in enumerate((1.0, 0.0)):
                mask = counts & (said[past] == answer)[None, :]
                n = mask.sum(axis=1)
                for place, values in enumerate(likeness):
                    mean = (values * mask).sum(axis=1) / (n + _WEIGHT)
                    result[mine, 2 * place + at] = np.where(n > 0, mean, np.nan)
        return list(result.T)


class _Sides:
    """One side's vectors, with whom each case and each event is about."""

    def __init__(self, tags: sparse.csr_matrix, texts: NDArray[np.float32], now: Rows, past: Rows) -> None:
        self._tags, self._texts = tags, texts
        self.now, self.past = now, past

    def compare(self, cases: Rows, events: Rows) -> tuple[Column, Column]:
        """Likeness of each case's person to each event's, by tags and by text."""
        left, right = self.now[cases], self.past[events]
        by_tags = (self._tags[left] @ self._tags[right].T).toarray()
        return by_tags, np.asarray(self._texts[left] @ self._texts[right].T, dtype=np.float64)


def _facts(record: ProfileRecord, setting: Setting) -> list[str]:
    tags = setting.index.tags
    found = {f"tag {code}" for code in tags.with_broader(tags.of_profile(record))}
    found |= {f"stage {stage}" for stage in record.stages} | {f"language {name}" for name in record.languages}
    single = {"category": record.category, "region": record.region, "country": record.country, "kind": record.kind}
    return sorted(found | {f"{name} {value}" for name, value in single.items() if value})


def _rows_of(people: Rows, mask: NDArray[np.bool_]) -> dict[int, Rows]:
    rows = np.flatnonzero(mask)
    if len(rows) == 0:
        return {}
    rows = rows[np.argsort(people[rows], kind="stable")]
    names, starts = np.unique(people[rows], return_index=True)
    return {int(name): part for name, part in zip(names, np.split(rows, starts[1:]), strict=True)}
