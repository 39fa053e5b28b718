"""Trains a candidate for the model store and evaluates it on the latest held-out requests."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

import numpy as np
from numpy.typing import NDArray

from graph.domain.kinds import Kind
from matching.features.cases import Cases
from matching.metrics.ranking import interval, intervals, per_seeker
from matching.models.artifact import TrainedModel
from matching.sources.records import RecordSource
from matching.training.held_out import AskKey, HeldOut, cases_of, held_out
from matching.training.promotion import DECIDES, GAIN
from matching.training.report import judged_answers
from matching.training.serving_dataset import ServingDatasetBuilder, ServingSetting
from matching.training.train import learn
from matching.training.window_answers import records_of, wanted_of

Values = NDArray[np.float64]
Progress = Callable[[str, int, int], None]
# The model that serves is judged on so many requests made after it learned, or not at all: of what it learned from
# it knows the answers.
_LEAST_LATER = 20
# What has more groups than this is no slice.
_MOST_GROUPS = 12
# Some five were shown: twenty places hold them all, so that only their order tells models apart.
_FIGURES = DECIDES, "mrr"


def make_candidate(
    source: RecordSource, kind: Kind, at: datetime, *, today: date, model_id: str, rival: TrainedModel | None,
    progress: Progress,
) -> TrainedModel:  # fmt: skip
    """A model of all that happened up to and with `today`, with the figures that the gate decides by in its card.

    `rival` is the model that serves, judged on the same held-out requests where enough came after it had learned.
    `progress` may raise to stop.
    """
    as_of = today + timedelta(days=1)
    held, fair = _held_for(source.before(as_of), kind, rival)
    judged: dict[str, Any] = {}
    if held is not None:
        progress("judge", 0, len(held.requests))
        judged = _judge(source, kind, held, fair, as_of, progress)
        if rival is not None and fair is None:
            judged["rival"] = {"id": rival.card.id}
    progress("fit", 0, 0)
    setting = ServingSetting(source.before(as_of), kind, as_of)
    model = learn(setting, at=at, builder_of=ServingDatasetBuilder).model
    # Its own figures are of the answers that chose its estimators: only those of the last slice are told.
    model.card = replace(model.card, id=model_id, **({"metrics": {}, "baseline": {}} | judged))
    return model


def _held_for(
    source: RecordSource, kind: Kind, rival: TrainedModel | None
) -> tuple[HeldOut | None, TrainedModel | None]:
    """What is held out, and the rival where that is later than all it knows."""
    if rival is not None:
        later = held_out(source, kind, rival.card.data_until)
        if later is not None and len(later.requests) >= _LEAST_LATER:
            return later, rival
    return held_out(source, kind), None


def _judge(
    source: RecordSource, kind: Kind, held: HeldOut, rival: TrainedModel | None, as_of: date, progress: Progress,
) -> dict[str, Any]:  # fmt: skip
    """Metrics, slices and the rival's figures by a model that knew nothing from the held-out day on.

    Three slices by time: it learns on the first, chooses its estimators and n0 on the latest of what came before the
    held-out day (heads.py), and is judged on what came from that day on: each request as its page was that morning.
    """
    later = records_of(source, kind, held.day, as_of)
    wanted = list(dict.fromkeys([*(one.ask for one in held.requests), *wanted_of(later)]))
    setting = ServingSetting(source.before(held.day), kind, held.day, wanted)
    learned = learn(setting, builder_of=ServingDatasetBuilder)
    pages = ServingDatasetBuilder(ServingSetting(source.before(as_of), kind, as_of, wanted))
    if rival is not None and not set(rival.card.features) <= set(learned.builder.names):
        rival = None
    asks, values = [], defaultdict(list)
    for done, request in enumerate(held.requests, start=1):
        progress("judge", done, len(held.requests))
        cases, agreed = cases_of(pages.setting, request)
        if not 0 < agreed < len(cases):
            continue
        asks.append(request.ask)
        for name, line in _lines(learned.model, rival, pages, cases, agreed).items():
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
        "slices": _slices(source, asks, found, _newcomers(source, kind, held)),
    }


def _lines(
    model: TrainedModel, rival: TrainedModel | None, pages: ServingDatasetBuilder, cases: Cases, hits: int
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
    figures = per_seeker(place[:hits], np.zeros(hits, dtype=np.int64), np.asarray([hits]))
    return {name: figures[name] for name in _FIGURES}


def _newcomers(source: RecordSource, kind: Kind, held: HeldOut) -> set[str]:
    """The seekers of whom nothing was known before the held-out day."""
    known = {one.seeker_id for one in source.before(held.day).interactions_of(kind.name)}
    return {request.ask[0] for request in held.requests} - known


def _slices(
    source: RecordSource, asks: list[AskKey], found: Mapping[str, Mapping[str, Values]], newcomers: set[str]
) -> dict[str, Any]:
    """NDCG@10 by region, stage and first field of who asked, and of those who never asked before."""
    groups: dict[str, dict[str, list[int]]] = defaultdict(lambda: defaultdict(list))
    for at, (seeker, _) in enumerate(asks):
        record = source.profiles[seeker]
        for name, value in (
            ("region", record.region), ("stage", next(iter(record.stages), None)),
            ("industry", next(iter(record.industries), None)),
            ("newcomer", "yes" if seeker in newcomers else "no"),
        ):  # fmt: skip
            if value:
                groups[name][value].append(at)
    return {
        name: {group: _figures(rows, found) for group, rows in sorted(members.items(), key=lambda item: -len(item[1]))[
            :_MOST_GROUPS]}
        for name, members in groups.items()
    }  # fmt: skip


def _figures(rows: list[int], found: Mapping[str, Mapping[str, Values]]) -> dict[str, Any]:
    own = {name: values[DECIDES][rows] for name, values in found.items()}
    means = {name: round(float(values.mean()), 4) for name, values in own.items()}
    gain = interval(own["learned"] - own.get("rival", own["baseline"])).to_json()
    return {"n": len(rows), DECIDES: means.pop("learned"), GAIN: gain, **means}
