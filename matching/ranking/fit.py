"""Fit: how well what each candidate has done answers what is asked, on one scale for every kind of match and model."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from matching.features.pair_features import GROUPS
from matching.features.query import RankingQuery
from matching.features.relevance import relevance_columns
from matching.ranking.baseline_ranker import WEIGHTS
from matching.relevance.line import COLUMNS, Line, shipped_line
from matching.results import BANDS, FLOORS

Values = NDArray[np.float64]
Matrix = NDArray[np.float32]
OF_QUESTIONS: Mapping[str, tuple[str, ...]] = {
    "help_area": ("area_meaning", "area_words"),
    "meaning": ("meaning", "meaning_above_usual"),
    "fields": ("tags", "field"),
    "stage": ("stage",),
}
"""The columns of the learned line by group of facts."""
OF_PROFILES = ("fields", "text", "stage", "ticket", "category", "track")
"""The groups of features that tell of the two, where nothing is asked in words."""
# Among those of one fit word, what the chance of a yes counts beside the fit.
_CHANCE_SHARE = 0.3
# Without words nobody is known to have done what is asked: what the starting rules say of being wanted, spread so and
# so low that in the demonstration a tenth of the candidates are strong and a third good or better, as with words.
_SPREAD, _UNASKED = 1.5, -3.8
_WANTED = {weight.feature: weight.seeker for weight in WEIGHTS}
_CENTRE = {weight.feature: weight.centre for weight in WEIGHTS}
# Below a band by so much, in log-odds, is the most that somebody gets who lacks what it takes.
_SHORT = 0.01


@dataclass(frozen=True)
class Fit:
    """`terms`: by group of facts, (rows,) what it adds to the log-odds of the fit; `rest`: what all have in common."""

    terms: Mapping[str, Values]
    rest: float

    @property
    def log_odds(self) -> Values:
        """(rows,)."""
        return np.asarray(sum(self.terms.values()) + self.rest, dtype=np.float64)

    @property
    def values(self) -> Values:
        """(rows,) 0 to 1."""
        return np.asarray(1 / (1 + np.exp(-self.log_odds)), dtype=np.float64)

    def parts(self, candidates: NDArray[np.bool_]) -> dict[str, Values]:
        """By group, (rows,) what it moves from the log-odds of the average one of the candidates."""
        looked_at = candidates if candidates.any() else slice(None)
        return {group: values - values[looked_at].mean() for group, values in self.terms.items()}


def fit_of(query: RankingQuery, names: Sequence[str], filled: Matrix) -> Fit:
    """The fit of a query's rows. `filled` (rows, `names`): the kind's own features without NaN."""
    seeker, index = query.seeker, query.index
    if seeker.asked is None:
        return by_profiles(names, filled)
    parts = [part.evidence for part in index.parts]
    return by_question(relevance_columns(seeker.need, seeker.startup, seeker.asked, index, parts, query.rows))


def by_question(columns: Matrix, line: Line | None = None) -> Fit:
    """By the learned line, (rows, matching.relevance.line.COLUMNS) -> a row each.

    A good fit takes the help area: without a word of it, and without meaning anything like it more than of others, the
    rest does not do. A strong one takes the setting too: nobody is who shares none of the fields and topics asked for.
    """
    line = line or shipped_line()
    each = dict(zip(COLUMNS, (line.slope * line.terms(columns)).T, strict=True))
    terms = {group: np.sum([each[name] for name in names], axis=0) for group, names in OF_QUESTIONS.items()}
    meant, said = (columns[:, COLUMNS.index(name)] for name in OF_QUESTIONS["help_area"])
    has_done = np.asarray((said > 0) | (np.nan_to_num(meant) > 0))
    shared = columns[:, [COLUMNS.index(name) for name in OF_QUESTIONS["fields"]]]
    is_near = np.asarray((shared > 0).any(axis=1) | np.isnan(shared).all(axis=1))
    fit = Fit(terms, line.shift)
    for group, is_so, band in (("help_area", has_done, "good"), ("fields", is_near, "strong")):
        fit = _short_of(fit, group, is_so, band)
    return fit


def _short_of(fit: Fit, group: str, is_so: NDArray[np.bool_], band: str) -> Fit:
    """The same, where those of whom something is not so stay below a band; it is told as that group's."""
    most = np.log(FLOORS[band] / (1 - FLOORS[band])) - _SHORT
    beyond = np.maximum(fit.log_odds - most, 0.0)
    # Who lies farther beyond still stands before the others.
    beyond = np.where(is_so, 0.0, beyond - _SHORT / 2 * beyond / (1 + beyond))
    return Fit({**fit.terms, group: fit.terms[group] - beyond}, fit.rest)


def by_profiles(names: Sequence[str], filled: Matrix) -> Fit:
    """By what the starting rules say that a seeker looks for in a profile."""
    terms = {}
    for group in OF_PROFILES:
        own = [name for name in GROUPS[group].names if name in names]
        if own:
            columns = filled[:, [names.index(name) for name in own]].astype(np.float64)
            terms[group] = _SPREAD * ((columns - [_CENTRE[name] for name in own]) @ [_WANTED[name] for name in own])
    return Fit(terms, _UNASKED)


def order_of(fit: Values, chance: Values, *, knows_answers: bool) -> Values:
    """What a page is ordered by, 0 to 1: the fit; among those of one fit word the chance of a yes counts too, once it
    is known from answers. Nobody passes anybody of a better word."""
    if not knows_answers or not len(fit):
        return fit
    floors = [*(FLOORS[name] for name in reversed(BANDS)), 1.0]
    band = np.clip(np.searchsorted(floors, fit, side="right") - 1, 0, len(BANDS) - 1)
    low, high = np.asarray(floors)[band], np.asarray(floors)[band + 1]
    within = (fit - low) / (high - low)
    likely = chance / max(float(chance.max()), 1e-9)
    mixed = (1 - _CHANCE_SHARE) * within + _CHANCE_SHARE * likely
    return np.asarray(low + (high - low) * np.minimum(mixed, 1 - 1e-6), dtype=np.float64)
