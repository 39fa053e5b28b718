"""Scores pairs and ranks for seekers from a folder alone, by what was learned from the days before one day."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from graph.entities.profile import ProfileRecord
from matching.answers import make_live
from matching.candidates import excluded_by
from matching.folder import Folder, FolderError
from matching.kinds import Kind
from matching.learned.cases import Setting
from matching.learned.train import Learned, learn
from matching.seekers import Pairs, make_seeker

Progress = Callable[[str, int, int], None]
_AT_ONCE = 50_000


@dataclass(frozen=True)
class Pair:
    """One pair to score; without a need the seeker's profile is read as one."""

    seeker_id: str
    provider_id: str
    need_id: str | None = None


@dataclass(frozen=True)
class Place:
    """One line of a ranking."""

    seeker_id: str
    need_id: str | None
    provider_id: str
    position: int
    score: float


def score_pairs(folder: Folder, kind: Kind, as_of: date, pairs: Sequence[Pair]) -> tuple[NDArray[np.float64], Learned]:
    """(n, 3) chances in the order of `pairs`, and the model that gave them."""
    past = folder.before(as_of)
    wanted = list(dict.fromkeys((pair.seeker_id, pair.need_id) for pair in pairs))
    setting = Setting(past, kind, as_of, wanted, _outside(past, kind, [pair.provider_id for pair in pairs]))
    learned = learn(setting)
    asks = [setting.ask_rows[pair.seeker_id, pair.need_id] for pair in pairs]
    providers = [setting.provider_rows[pair.provider_id] for pair in pairs]
    return chances_of(learned, asks, providers), learned


def rank_seekers(
    folder: Folder,
    kind: Kind,
    as_of: date,
    seekers: Sequence[tuple[str, str | None]],
    limit: int,
    progress: Progress | None = None,
) -> tuple[list[Place], Learned]:
    """The best `limit` providers for each (seeker, need), best first, ties by id; hard rules forbid as in the web."""
    past = folder.before(as_of)
    setting = Setting(past, kind, as_of, list(dict.fromkeys(seekers)), _outside(past, kind, []))
    learned = learn(setting)
    places: list[Place] = []
    for done, (seeker_id, need_id) in enumerate(seekers, start=1):
        places += _best(past, learned, seeker_id, need_id, limit)
        if progress:
            progress("rank", done, len(seekers))
    return places, learned


def chances_of(learned: Learned, asks: Sequence[int], providers: Sequence[int]) -> NDArray[np.float64]:
    """Chances in slices, so that memory stays flat."""
    parts = [
        learned.chances(learned.cases_now(asks[at : at + _AT_ONCE], providers[at : at + _AT_ONCE]))
        for at in range(0, len(asks), _AT_ONCE)
    ]
    return np.vstack(parts) if parts else np.zeros((0, 3))


def refuse_undated(folder: Folder, kind: Kind) -> None:
    """Raises FolderError where there are interactions but none has a day: nobody can say what was known when."""
    without, total = folder.undated.get(kind.name, (0, 0))
    if total and without == total:
        raise FolderError(
            f"interactions.csv: none of the {total} interactions of kind {kind.name} says when it was. "
            "Write the day into proposed_on (or decided_on), or take the file out to rank without history."
        )


def notes_on(folder: Folder, kind: Kind, as_of: date) -> list[str]:
    """What somebody should know about the data that were learned from, one sentence each."""
    notes = list(folder.notes)
    without, total = folder.undated.get(kind.name, (0, 0))
    if without:
        notes.append(f"{without} of {total} interactions have no date and were left out. Write it into proposed_on.")
    before = len(folder.before(as_of).interactions_of(kind.name))
    if total - without > before:
        notes.append(f"{total - without - before} interactions are dated {as_of} or later and were left out.")
    if not before:
        notes.append(f"No interaction of kind {kind.name} is dated before {as_of}: the starting rules alone.")
    return notes


def _outside(past: Folder, kind: Kind, ids: Sequence[str]) -> list[ProfileRecord]:
    """People who take part although the kind's population does not hold them."""
    inside = {record.id for record in past.list_providers(kind.population)}
    met = [record.provider_id for record in past.interactions_of(kind.name)]
    return [past.profiles[name] for name in dict.fromkeys([*ids, *met]) if name not in inside]


def _best(past: Folder, learned: Learned, seeker_id: str, need_id: str | None, limit: int) -> list[Place]:
    setting = learned.maker.setting
    ask = setting.ask_rows[seeker_id, need_id]
    rows = _eligible(past, setting, ask)
    first = chances_of(learned, [ask] * len(rows), rows.tolist())
    score = np.round(first.prod(axis=1), 6)
    ids = np.asarray([setting.providers[row].id for row in rows])
    order = np.lexsort((ids, -score))[:limit]
    return [
        Place(seeker_id, need_id, str(ids[row]), position, float(score[row]))
        for position, row in enumerate(order, start=1)
    ]


def _eligible(past: Folder, setting: Setting, ask: int) -> NDArray[np.int64]:
    need, startup = setting.asks[ask].need, setting.seekers[setting.asks[ask].seeker]
    index, kind = setting.index, setting.kind
    decisions = past.list_decisions(startup.id, kind.name)
    conflicting = past.list_conflicting(startup.id, setting.as_of)
    live = make_live(index, need.id, setting.as_of, past.taken_places(), decisions, conflicting)
    history = setting.history_now
    pairs = Pairs(make_seeker(need, startup, index), index, history, live, setting.as_of.toordinal())
    return np.flatnonzero((excluded_by(pairs, kind.rules) < 0) & index.alive)
