"""What is asked beside what one person tells of: the help area they have done, the gap, and the words that show it."""

from __future__ import annotations

from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from graph.domain.help_areas import FoundBy
from graph.taxonomy import load
from graph.taxonomy.area_words import names_area
from matching.features.query import RankingQuery
from matching.relevance.evidence import AskedFor, about_areas
from matching.relevance.reference import shipped_reference
from matching.results import Label

# Of an area a question holds at least a little, and, unless its words name it, so much of what it holds of the first.
_BESIDE, _ASKED = 0.5, 0.1
# Somebody, or a passage, tells of an area so many standard deviations more than of others; of less than the second,
# hardly at all, whatever words stand there.
_TOLD, _HARDLY = 1.8, 0.3
# So near to a question are words that may stand for an answer to it.
_NEAR = 0.3
# Of fewer letters nobody learns anything.
_SHORTEST, _LONGEST = 18, 140
_SHORTEST_CHINESE = 8


class AskedFacts:
    """Facts of one person and what is asked; nothing where nothing is asked in words."""

    def __init__(self, query: RankingQuery, row: int) -> None:
        self._asked = query.seeker.asked
        self._chosen = query.seeker.need.help_areas if query.seeker.need.help_areas_found == FoundBy.CHOSEN else ()
        part, self._at = query.index.locate(row)
        self._evidence, self._quotes, self._confirmed = part.evidence, part.quotes, part.confirmed
        self._is_known = self._asked is not None and self._at < len(self._evidence)

    @cached_property
    def done(self) -> Label | None:
        """The area that is asked for and that they tell most of."""
        return _label(self._done) if self._done >= 0 else None

    @property
    def is_confirmed(self) -> bool:
        """Whether they themselves name that area as what they have done; else it was read from what they tell."""
        return self._done >= 0 and self._done in self._confirmed[self._at]

    @cached_property
    def is_told(self) -> bool:
        """Whether they have done it by their own account: they name it, or a word of it stands in what is quoted."""
        return self.is_confirmed or any(self.done and names_area(text, self.done.id) for text in self.quote)

    @cached_property
    def gap(self) -> Label | None:
        """The area that is asked for and that they hardly tell of, the one that is asked for most."""
        if not self._is_known:
            return None
        hardly = ~(self._named > 0) & ~(self._meant >= _HARDLY) & self._is_asked
        return _label(int(np.where(hardly, self._shares, 0).argmax())) if hardly.any() else None

    @property
    def is_gap_confirmed(self) -> bool:
        """Whether who asks named that area; else it was only read from the words of the question."""
        return self.gap is not None and self.gap.id in self._chosen

    @cached_property
    def quote(self) -> tuple[str, str]:
        """The words that show it, of those that are English and of those that are Chinese; empty where none do."""
        found = {"en": "", "zh": ""}
        if self._is_known:
            for text in self._nearest():
                language = "zh" if _is_chinese(text) else "en"
                found[language] = found[language] or _cut(text)
        return found["en"], found["zh"]

    @cached_property
    def _done(self) -> int:
        """The code of the area that they have done, -1 where there is none."""
        if not self._is_known:
            return -1
        tells = (self._named > 0) | (self._meant >= _TOLD)
        worth = self._shares * (1 + np.maximum(np.nan_to_num(self._meant), 0) + self._named)
        worth[~(tells & self._is_asked)] = 0
        return int(worth.argmax()) if worth.max() > 0 else -1

    @cached_property
    def _is_asked(self) -> NDArray[np.bool_]:
        """Areas that a question is about: those that its words name, and those that it means nearly as much as any."""
        named = self._asked.named > 0 if self._asked else np.zeros(0, dtype=np.bool_)
        return (self._shares >= _ASKED) & (named | (self._shares >= _BESIDE * float(self._shares.max())))

    @cached_property
    def _shares(self) -> NDArray[np.float32]:
        return shares_of(self._asked) if self._asked else np.zeros(0, dtype=np.float32)

    @cached_property
    def _meant(self) -> NDArray[np.float32]:
        return np.asarray(self._evidence.meant[self._at], dtype=np.float32)

    @cached_property
    def _named(self) -> NDArray[np.float32]:
        return np.asarray(self._evidence.named[self._at], dtype=np.float32)

    def _nearest(self) -> list[str]:
        """Passages that may be quoted and show it, the best first: those about the area that they have done, such as
        name it before others; without an area those that come near the question."""
        if self._asked is None:
            return []
        own, vectors = self._evidence.passages_of(self._at)
        near = np.maximum(vectors @ self._asked.title, vectors @ self._asked.description)
        about = about_areas(vectors, shipped_reference())[:, self._done] if self._done >= 0 else near
        least = _TOLD if self._done >= 0 else _NEAR
        found = []
        for place, text in enumerate(self._quotes[passage] for passage in own):
            names_it = self.done is not None and names_area(text, self.done.id)
            # What is not read yet can show it by its words alone.
            shows_it = about[place] >= (_HARDLY if names_it else least) or (names_it and np.isnan(about[place]))
            if shows_it and len(text) >= (_SHORTEST_CHINESE if _is_chinese(text) else _SHORTEST):
                found.append((not names_it, -float(np.nan_to_num(about[place] + near[place])), text))
        return [text for *_, text in sorted(found)]


def shares_of(asked: AskedFor) -> NDArray[np.float32]:
    """(areas,) how much of a question is about each; by its words alone where its meaning is not known."""
    if not np.isnan(asked.shares).any():
        return asked.shares
    total = float(asked.named.sum())
    return np.asarray(asked.named / total if total > 0 else asked.named, dtype=np.float32)


def _label(code: int) -> Label:
    area = list(load().help_areas.terms.values())[code]
    return Label(area.code, area.en, area.zh)


def _is_chinese(text: str) -> bool:
    return any("\u4e00" <= letter <= "\u9fff" for letter in text)


def _cut(text: str) -> str:
    """Short enough for a card; whole words of a text that has spaces."""
    if len(text) <= _LONGEST:
        return text.rstrip(".。;；")
    cut = text[:_LONGEST]
    return (cut.rsplit(" ", 1)[0] if " " in cut else cut).rstrip(",.;，。；") + "…"
