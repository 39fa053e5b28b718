"""How well some providers fit one need, and which rules leave others out: what a whole cohort is matched by."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from graph.domain.eligibility import forbids
from matching.ranking.rank import Ranked
from matching.ranking.responses import model_info


@dataclass(frozen=True)
class Scores:
    """Of some providers for one need, by id: the fit of those who may be asked, 0 to 1, and the code of the rule
    against each other."""

    model_id: str
    fit: Mapping[str, float]
    left_out: Mapping[str, str]


def scores_of(ranked: Ranked, provider_ids: Sequence[str]) -> Scores:
    """The scores of these providers; whom the index does not know has none."""
    index = ranked.query.index
    rows = {one: row for one in provider_ids if (row := index.row_of(one)) >= 0}
    ranked = ranked.including(*rows.values()) if rows else ranked
    codes = {one: ranked.code_of(row) for one, row in rows.items()}
    left_out = {one: str(code) for one, code in codes.items() if code is not None and forbids(code)}
    fit = {one: ranked.fit_of(row) for one, row in rows.items() if one not in left_out}
    return Scores(model_info(ranked).id, fit, left_out)
