"""A candidate for the model store: learned from everything known, judged on the latest requests by an earlier self."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any

import numpy as np
from numpy.typing import NDArray

from graph.entities.profile import InteractionRecord
from matching.evaluation.answered import records_of, wanted_of
from matching.evaluation.metrics import interval, intervals, per_seeker
from matching.folder import Folder
from matching.gate import DECIDES, GAIN
from matching.kinds import Kind
from matching.learned.cases import ALL_FOLDS, Cases, Setting
from matching.learned.model import TrainedModel
from matching.learned.report import judged_answers
from matching.learned.serving_table import ServingSetting, ServingTableMaker
from matching.learned.train import learn

Values = NDArray[np.float64]
Progress = Callable[[str, int, int], None]
Ask = tuple[str, str | None]
# The latest fifth of what both sides said yes to is held out.
_HELD_OUT = 0.2
_MOST_ASKS = 300
_MOST_PROVIDERS = 300
_SEED = 20261122
# What has more groups than this is no slice.
_MOST_GROUPS = 12


@dataclass(frozen=True)
class HeldOut:
    """What was proposed from a day on: by (seeker, need) with whom both sides agreed, and the day of each request."""

    day: date
    hits: Mapping[Ask, frozenset[str]]
    asked_on: Mapping[Ask, date]


def make_candidate(
    folder: Folder, kind: Kind, at: datetime, *, model_id: str, rival: TrainedModel | None, progress: Progress
) -> TrainedModel:
    """A model of all that happened before tomorrow, with the figures that the gate decides by in its card.

    `rival` is the model that serves, judged on the same held-out requests. `progress` may raise to stop.
    """
    today = at.date() + timedelta(days=1)
    held = held_out(folder.before(today), kind)
    judged: dict[str, Any] = {}
    if held is not None:
        progress("judge", 0, len(held.hits))
        judged = _judge(folder, kind, held, rival, today, progress)
    progress("fit", 0, 0)
    model = learn(ServingSetting(folder.before(today), kind, today), at=at, maker_of=ServingTableMaker).model
    # Its own figures are of the answers that chose its estimators: only those of the last slice are told.
    model.card = replace(model.card, id=model_id, **({"metrics": {}, "baseline": {}} | judged))
    return model


def held_out(folder: Folder, kind: Kind) -> HeldOut | None:
    """The latest requests on which both sides agreed; None where there are too few days to hold any out."""
    agreed = [one for one in folder.interactions_of(kind.name) if _is_agreed(one)]
    days = sorted({_day(one) for one in agreed})
    if len(days) < 2:
        return None
    every = sorted(_day(one) for one in agreed)
    day = max(every[int(len(every) * (1 - _HELD_OUT))], days[1])
    hits: dict[Ask, set[str]] = defaultdict(set)
    asked_on: dict[Ask, date] = {}
    for one in agreed:
        if _day(one) >= day:
            ask = one.seeker_id, one.need_id
            hits[ask].add(one.provider_id)
            asked_on[ask] = min(_day(one), asked_on.get(ask, date.max))
    chosen = sorted(hits, key=str)
    if len(chosen) > _MOST_ASKS:
        drawn = np.random.default_rng(_SEED).choice(len(chosen), _MOST_ASKS, replace=False)
        chosen = [chosen[at] for at in sorted(drawn)]
    return HeldOut(day, {ask: frozenset(hits[ask]) for ask in chosen}, asked_on)


def _judge(
    folder: Folder, kind: Kind, held: HeldOut, rival: TrainedModel | None, today: date, progress: Progress
) -> dict[str, Any]:  # fmt: skip
    """Metrics, slices and the rival's figures by a model that knew nothing from the held-out day on.

    Three slices by time: it learns on the first, chooses its estimators and n0 on the latest of what came before the
    held-out day (heads.py), and is judged on what came from that day on: each request as its page was that morning.
    """
    later = records_of(folder, kind, held.day, today)
    wanted = list(dict.fromkeys([*held.hits, *wanted_of(later)]))
    setting = ServingSetting(folder.before(held.day), kind, held.day, wanted)
    learned = learn(setting, maker_of=ServingTableMaker)
    pages = ServingTableMaker(ServingSetting(folder.before(today), kind, today, wanted))
    if rival is not None and not set(rival.card.features) <= set(learned.maker.names):
        rival = None
    asks, values = [], defaultdict(list)
    for done, (ask, hits) in enumerate(held.hits.items(), start=1):
        progress("judge", done, len(held.hits))
        cases, found_hits = _cases(pages.setting, ask, hits, held.asked_on[ask])
        if not found_hits:
            continue
        asks.append(ask)
        for name, line in _lines(learned.model, rival, pages, cases, found_hits).items():
            values[name].append(line)
    if not asks:
        return {}
    found = {name: {key: np.concatenate([line[key] for line in lines]) for key in lines[0]}
             for name, lines in values.items()}  # fmt: skip
    other = found.get("rival", found["baseline"])
    of_heads, of_rules = judged_answers(learned, later, pages)
    metrics = {**of_heads, **intervals(found["learned"])}
    metrics[GAIN] = interval(found["learned"][DECIDES] - other[DECIDES]).to_json()
    told = {"id": rival.card.id, **intervals(found["rival"])} if rival else {}
    return {
        "metrics": metrics,
        "baseline": {**of_rules, **intervals(found["baseline"])},
        "rival": told,
        "slices": _slices(folder, asks, found),
    }


def _cases(setting: Setting, ask: Ask, hits: frozenset[str], day: date) -> tuple[Cases, int]:
    """(one request as of its day: the hits first, then others drawn evenly; how many are hits)."""
    row = setting.ask_rows[ask]
    known = [setting.provider_rows[name] for name in sorted(hits) if name in setting.provider_rows]
    others = np.setdiff1d(np.arange(len(setting.providers)), known)
    if len(others) > _MOST_PROVIDERS:
        others = np.sort(np.random.default_rng(_SEED + row).choice(others, _MOST_PROVIDERS, replace=False))
    rows = np.concatenate([np.asarray(known, dtype=np.int64), others])
    count = len(rows)
    days = np.full(count, day.toordinal())
    return Cases(np.full(count, row), rows, days, np.full(count, ALL_FOLDS)), len(known)


def _lines(
    model: TrainedModel, rival: TrainedModel | None, pages: ServingTableMaker, cases: Cases, hits: int
) -> dict[str, dict[str, Values]]:
    """The metrics of one request by each ranking."""
    table = pages.make(cases)
    chances = {"learned": model.chances(table.matrix, table.baseline), "baseline": table.baseline}
    if rival is not None:
        columns = [pages.names.index(name) for name in rival.card.features]
        chances["rival"] = rival.chances(table.matrix[:, columns], table.baseline)
    return {name: _placed(np.round(found.prod(axis=1), 6), cases.providers, hits) for name, found in chances.items()}


def _placed(score: Values, rows: NDArray[np.int64], hits: int) -> dict[str, Values]:
    order = np.lexsort((rows, -score))
    place = np.empty(len(order), dtype=np.int64)
    place[order] = np.arange(len(order))
    return per_seeker(place[:hits], np.zeros(hits, dtype=np.int64), np.asarray([hits]))


def _slices(folder: Folder, asks: list[Ask], found: Mapping[str, Mapping[str, Values]]) -> dict[str, Any]:
    """NDCG@10 by region, stage and first field of who asked."""
    groups: dict[str, dict[str, list[int]]] = defaultdict(lambda: defaultdict(list))
    for at, (seeker, _) in enumerate(asks):
        record = folder.profiles[seeker]
        for name, value in (
            ("region", record.region), ("stage", next(iter(record.stages), None)),
            ("industry", next(iter(record.industries), None)),
        ):  # fmt: skip
            if value:
                groups[name][value].append(at)
    return {
        name: {group: _figures(rows, found) for group, rows in sorted(members.items(), key=lambda item: -len(item[1]))[
            :_MOST_GROUPS]}
        for name, members in groups.items()
    }  # fmt: skip


def _figures(rows: list[int], found: Mapping[str, Mapping[str, Values]]) -> dict[str, Any]:
    means = {name: round(float(values[DECIDES][rows].mean()), 4) for name, values in found.items()}
    return {"n": len(rows), DECIDES: means.pop("learned"), **means}


def _is_agreed(record: InteractionRecord) -> bool:
    return record.seeker_decision == record.provider_decision == "accepted" and record.proposed_on is not None


def _day(record: InteractionRecord) -> date:
    return record.proposed_on or date.min
