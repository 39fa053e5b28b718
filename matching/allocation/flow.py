"""The best total, and the most that can be served, as min-cost flows.

The network is that of the transportation problem (Ahuja, Magnanti, Orlin: Network Flows, 1993, chapters 1 and 10): with
integer capacities an optimal flow is integral, so that the linear relaxation of the assignment is exact.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from matching.allocation.cohort import Cohort, Floats, Ints, Mask
from matching.allocation.network import Network

_LARGEST = 1e9
_NOTHING = 1e-200
_BOUND = 2.0**60  # of costs times nodes, beyond which the solver refuses


@dataclass(frozen=True)
class Scaled:
    """Gains as integers: `values` (n,) = round(gain x `unit`)."""

    values: Ints
    unit: float

    @property
    def spread(self) -> int:
        """More than any exchange of one pair for another can win."""
        return int(self.values.max(initial=0) - self.values.min(initial=0)) + 1


def scaled(gain: Floats, largest: float = _LARGEST) -> Scaled:
    """Nine digits of the largest gain, which leaves the solver room for its own scaling by the number of nodes."""
    top = float(np.abs(gain).max(initial=0.0))
    unit = largest / (top if top > _NOTHING else 1.0)
    return Scaled(np.rint(gain * unit).astype(np.int64), unit)


def largest_total(cohort: Cohort, gain: Floats) -> Mask | None:
    """The draft of the largest total gain that meets every demand and every least load; None where there is none."""
    free = np.flatnonzero(~cohort.fixed)
    demand, least, most = _left(cohort)
    if (demand < 0).any() or (most < 0).any():
        return None
    network = Network(cohort)
    pairs = network.add_pairs(free, -scaled(gain).values[free])
    network.add_loads(most - least, 0)
    spare = int(demand.sum() - least.sum())
    if spare < 0:
        return None
    supplies = np.concatenate([demand, -least, [-spare]])
    flows = network.solve(supplies)
    return None if flows is None else _chosen(cohort, free, flows[pairs])


def most_served(cohort: Cohort, gain: Floats, *, evenly: bool = False) -> Mask:
    """A draft where demand or least loads cannot all be met: the most demand, then least loads, then total gain.

    `evenly`: before the total, nobody gets a second expert while somebody could have a first (falling rewards for
    each further expert). The penalties exceed what any exchange along one simple cycle of the network can win.
    """
    free = np.flatnonzero(~cohort.fixed)
    demand, least, most = (np.maximum(part, 0) for part in _left(cohort))
    shorter = min(len(demand), len(most)) + 1
    tiers = int(demand.max(initial=0)) if evenly else 0
    nodes = len(demand) + len(most) + 2
    integers = scaled(gain, min(_LARGEST, _BOUND / (nodes * shorter * 2 * (5 + 3 * tiers))))
    step = shorter * integers.spread
    network = Network(cohort)
    pairs = network.add_pairs(free, -integers.values[free])
    network.add_loads(np.minimum(least, most), -step * (2 if tiers else 1))
    network.add_loads(np.maximum(most - least, 0), 0)
    base = step * (4 + 2 * tiers)
    if tiers:
        for served in range(tiers):
            network.add_unserved((demand > served).astype(np.int64), base + step * (tiers - served))
    else:
        network.add_unserved(demand, base)
    flows = network.solve(np.concatenate([demand, np.zeros_like(most), [-demand.sum()]]))
    if flows is None:
        raise ArithmeticError("A network in which every unit may stay unserved has a flow")
    return _chosen(cohort, free, flows[pairs])


def reduced(cohort: Cohort, chosen: Mask) -> Cohort:
    """The cohort that asks for no more than a partial draft gives."""
    return replace(
        cohort,
        demand=np.minimum(cohort.demand, cohort.served(chosen)),
        least=np.minimum(cohort.least, cohort.loads(chosen)),
    )


def _left(cohort: Cohort) -> tuple[Ints, Ints, Ints]:
    """Demand, least and most loads beside the fixed pairs."""
    loads = cohort.loads(cohort.fixed)
    return (
        cohort.demand - cohort.served(cohort.fixed),
        np.maximum(cohort.least - loads, 0),
        cohort.most - loads,
    )


def _chosen(cohort: Cohort, free: Ints, flows: Ints) -> Mask:
    chosen = cohort.fixed.copy()
    chosen[free] = flows > 0
    return chosen
