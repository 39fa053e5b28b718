"""Facts about collaboration paths between a seeker and a provider."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from matching.features.query import RankingQuery
from matching.history.decisions import decisions_of, proposals_of
from matching.results import Label


@dataclass(frozen=True)
class Path:
    """How the two are joined by past work. `together`: how often they worked with each other; `through`: with whom both
    the seeker and most of the provider's startups (`startups` of them) worked."""

    together: int
    through: Label | None
    startups: int


def path_of(query: RankingQuery, row: int) -> Path | None:
    """What joins the two; None where the seeker worked with nobody yet."""
    mine = _worked_with(query)
    if len(mine) == 0:
        return None
    through, startups = _between(query, row, np.unique(mine[mine != row]))
    return Path(int((mine == row).sum()), through, startups)


def colleague_of(query: RankingQuery, row: int) -> Label | None:
    """Somebody else of the provider's employer with whom the seeker worked."""
    employers, mine = query.index.employers, np.unique(_worked_with(query))
    same = mine[(employers[mine] == employers[row]) & (mine != row)]
    return _label(query, int(same[0])) if len(same) and employers[row] >= 0 else None


def _worked_with(query: RankingQuery) -> NDArray[np.int64]:
    """The row of each one with whom the seeker worked, as often as they did."""
    own = decisions_of(query.history).of_seeker(query.seeker.startup.id)
    return query.history.rows[own[query.history.guided[own]]]


def _between(query: RankingQuery, row: int, others: NDArray[np.int64]) -> tuple[Label | None, int]:
    """With whom of those whom the seeker worked with most other startups of the provider worked too."""
    history, seekers = query.history, query.history.table.seeker_ids
    theirs = proposals_of(history, row)
    startups = np.unique(seekers[theirs[history.guided[theirs]]])
    startups = startups[startups != query.seeker.startup.id.encode()]
    both = np.flatnonzero(history.guided & np.isin(seekers, startups) & np.isin(history.rows, others))
    if len(both) == 0:
        return None, 0
    names = np.searchsorted(startups, seekers[both])
    rows, counts = np.unique(np.unique(np.column_stack([history.rows[both], names]), axis=0)[:, 0], return_counts=True)
    best = int(np.argmax(counts))
    return _label(query, int(rows[best])), int(counts[best])


def _label(query: RankingQuery, row: int) -> Label:
    part, at = query.index.locate(row)
    return Label(part.id_of(at), part.names[at], part.names_zh[at])
