"""Whether both heads together tell mutual acceptance better than the seeker's head alone, on a made-up history."""

from __future__ import annotations

import numpy as np

from matching.evaluation.simulated_people import day_of
from matching.evaluation.simulator import World
from matching.kinds import MENTOR
from matching.learned.cases import Cases, Setting
from matching.learned.habits import before
from matching.learned.heads import auc
from matching.learned.table import TableMaker
from matching.learned.train import learn

_LEARN_SHARE = 0.7
_SOME_HISTORY = 3


def two_sided(world: World, rounds: int) -> dict[str, float]:
    """AUC of the product, of the seeker's head and of their difference, on the later rounds of a run.

    Learned from the first rounds only; each later pair is looked at as of its own day. Counted are pairs whose
    supervisor had answered at least three requests before that day.
    """
    edge = day_of(round(_LEARN_SHARE * rounds))
    whole = world.source(rounds)
    past = world.source(round(_LEARN_SHARE * rounds))
    model = learn(Setting(past, MENTOR, edge)).model
    setting = Setting(whole, MENTOR, whole.as_of)
    events = setting.events
    told = ~np.isnan(events.provider_yes)
    known = before(
        events.providers[told], events.told_on[told], np.ones(int(told.sum())), events.providers, events.seen_on
    )[0]
    rows = np.flatnonzero((events.seen_on >= edge.toordinal()) & (known >= _SOME_HISTORY))
    table = TableMaker(setting).make(
        Cases(events.asks[rows], events.providers[rows], events.seen_on[rows], events.folds[rows])
    )
    chances = model.chances(table.matrix, table.baseline)
    both = ((events.seeker_yes == 1) & (events.provider_yes == 1))[rows].astype(np.float64)
    product, alone = auc(both, chances.prod(axis=1)), auc(both, chances[:, 0])
    return {"pairs": float(len(rows)), "agreed": float(both.sum()), "product": product, "seeker": alone, "gain": product - alone}  # fmt: skip # noqa: E501
