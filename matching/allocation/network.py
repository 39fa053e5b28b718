"""The network from projects over pairs and experts to a sink, solved by OR-tools' cost-scaling push-relabel."""

from __future__ import annotations

import numpy as np
from ortools.graph.python.min_cost_flow import SimpleMinCostFlow

from matching.allocation.cohort import Cohort, Ints


class Network:
    """Nodes: projects, then experts, then the sink."""

    def __init__(self, cohort: Cohort) -> None:
        self._cohort = cohort
        self._projects, self._experts = len(cohort.project_ids), len(cohort.expert_ids)
        self._sink = self._projects + self._experts
        self._flow = SimpleMinCostFlow()

    def add_pairs(self, pairs: Ints, costs: Ints) -> slice:
        """Arcs of some pairs."""
        return self.add_between(self._cohort.project[pairs], self._cohort.expert[pairs], costs)

    def add_between(self, projects: Ints, experts: Ints, costs: Ints) -> slice:
        """Arcs from projects to experts, one unit each."""
        return self._add(projects, self._projects + experts, np.ones_like(projects), costs)

    def add_loads(self, capacities: Ints, cost: int) -> slice:
        """Arcs from each expert to the sink."""
        nodes = self._projects + np.arange(self._experts)
        return self._add(nodes, np.full(self._experts, self._sink), capacities, np.full(self._experts, cost))

    def add_unasked(self, capacities: Ints, cost: int) -> slice:
        """Arcs from the sink back to each expert: units of a least load that nobody brings."""
        nodes = self._projects + np.arange(self._experts)
        return self._add(np.full(self._experts, self._sink), nodes, capacities, np.full(self._experts, cost))

    def add_unserved(self, capacities: Ints, cost: int) -> slice:
        """Arcs from each project past all experts to the sink."""
        nodes = np.arange(self._projects)
        return self._add(nodes, np.full(self._projects, self._sink), capacities, np.full(self._projects, cost))

    def solve(self, supplies: Ints) -> Ints | None:
        """The flow on each arc; None where the supplies cannot be sent."""
        nodes = np.arange(len(supplies), dtype=np.int32)
        self._flow.set_nodes_supplies(nodes, supplies.astype(np.int64))
        status = self._flow.solve()
        if status == SimpleMinCostFlow.INFEASIBLE:
            return None
        if status != SimpleMinCostFlow.OPTIMAL:
            raise ArithmeticError(f"SimpleMinCostFlow answers {status.name}")
        arcs = np.arange(self._flow.num_arcs(), dtype=np.int32)
        return np.asarray(self._flow.flows(arcs), dtype=np.int64)

    def _add(self, tails: Ints, heads: Ints, capacities: Ints, costs: Ints) -> slice:
        """Where the flows of these arcs will stand."""
        first = self._flow.num_arcs()
        self._flow.add_arcs_with_capacity_and_unit_cost(
            tails.astype(np.int32), heads.astype(np.int32), capacities.astype(np.int64), costs.astype(np.int64)
        )
        return slice(first, first + len(tails))
