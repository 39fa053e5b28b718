"""Trains the three heads from a source's interactions before a cut-off."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from typing import Any

import numpy as np
from numpy.typing import NDArray

from matching.features.cases import ALL_FOLDS, Cases, InteractionEvents, Rows, Setting
from matching.features.expected_answers import expected_column
from matching.models.artifact import TrainedModel, log_odds, with_golden
from matching.models.card import HEADS, ModelCard, checksum_of, library_versions
from matching.training.dataset import Dataset, DatasetBuilder
from matching.training.heads import NO_ANSWERS, Head, Labelled, Split, learn_head, log_losses, note_on
from matching.training.judging import compared
from matching.training.negatives import draw_negatives
from matching.training.propensity import answer_weights, positions_of
from matching.training.splits import dates_tell, folds_of, time_splits

Values = NDArray[np.float64]
Negatives = Callable[[DatasetBuilder, Cases], Cases]
_GOLDEN_ROWS = 32
# By so many standard errors, and by such a share of the loss, must who was chosen be told from who was not. Who was
# never met is drawn without the met: of many assigned pairs that alone tells a little, however surely.
_SURE, _LEAST_GAIN = 2.0, 0.02
# A side of which nothing is recorded grows neutral as the other side answers: its rules count so / (so + answers),
# and nothing from so many on. Before, the other side's head has not yet learned what these rules know.
_HALF_NEUTRAL, _NEUTRAL = 300.0, 1500


@dataclass(frozen=True)
class Learned:
    """A model with what it was learned from, ready to score more cases of the same setting."""

    model: TrainedModel
    builder: DatasetBuilder

    def chances(self, cases: Cases) -> Values:
        """(n, 3) chances."""
        table = self.builder.make(cases)
        return self.model.chances(table.matrix, table.baseline)

    def cases_now(self, asks: Sequence[int], providers: Sequence[int]) -> Cases:
        """Pairs as of the setting's day, with all that was known then."""
        n = len(asks)
        days = np.full(n, self.builder.setting.as_of.toordinal())
        every = np.full(n, ALL_FOLDS, dtype=np.int64)
        return Cases(np.asarray(asks, dtype=np.int64), np.asarray(providers, dtype=np.int64), days, every)


def learn(
    setting: Setting,
    *,
    at: datetime | None = None,
    negatives: Negatives = draw_negatives,
    builder_of: Callable[[Setting], DatasetBuilder] = DatasetBuilder,
) -> Learned:
    """Learn from the answers of a setting. Never fails for want of answers: then the starting rules remain.

    `negatives` draws people who were not chosen, for where every recorded answer of the seekers is yes;
    `builder_of` makes the columns. Seekers' answers are weighted by the place of the list at which each was shown.
    """
    folds = folds_of(setting.events)
    if setting.at_once or not dates_tell(setting.events):
        setting.events = setting.events.with_folds(folds)
    builder = builder_of(setting)
    cases = _cases_of(setting)
    table = builder.make(cases)
    answers = {
        "seeker": setting.events.seeker_yes,
        "provider": setting.events.provider_yes,
        "outcome": setting.events.outcome,
    }
    noted, ones = positions_of(setting.records), np.ones(len(folds))
    seen = answer_weights(noted, answers["seeker"], log_odds(table.baseline)[:, 0])
    heads = {}
    for name in HEADS:
        weights = seen if name == "seeker" else ones
        rows = np.flatnonzero(~np.isnan(answers[name]))
        mine = Labelled(
            table.matrix[rows], table.baseline[rows], answers[name][rows], weights[rows], [],
            expected_column(builder.names, name),
        )  # fmt: skip
        if name == "seeker" and len(rows) and mine.answers.min() == 1:
            heads[name] = _against_negatives(builder, cases.take(rows), mine, negatives)
        else:
            heads[name] = learn_head(name, replace(mine, splits=_splits(builder, cases.take(rows), folds[rows], mine)))
    heads = _neutral(heads)
    first = slice(0, _GOLDEN_ROWS)
    card = _card(setting, builder, heads, {name: (answers[name], table.baseline) for name in HEADS}, at)
    files = {name: head.content for name, head in heads.items() if head.content is not None}
    return Learned(with_golden(card, files, table.matrix[first], table.baseline[first]), builder)


def _cases_of(setting: Setting) -> Cases:
    """Every event as a case: as of its own day, or with folds as of today without its own fold."""
    events = setting.events
    days = events.seen_on
    if (events.folds != ALL_FOLDS).any():
        days = np.full(len(days), setting.as_of.toordinal())
    return Cases(events.asks, events.providers, days, events.folds)


def _against_negatives(builder: DatasetBuilder, cases: Cases, mine: Labelled, negatives: Negatives) -> Head:
    """The seeker's head where nobody is known to have been refused: against people who were not chosen."""
    others = negatives(builder, cases)
    table = builder.make(others)
    joined = cases.join(others)
    folds = folds_of(_as_events(builder.setting, joined))
    labelled = Labelled(
        np.vstack([mine.matrix, table.matrix]),
        np.vstack([mine.baseline, table.baseline]),
        np.concatenate([mine.answers, np.zeros(len(others))]),
        np.concatenate([mine.weights, np.ones(len(others))]),
        [],
        mine.expected,
    )
    head = learn_head("seeker", replace(labelled, splits=_splits(builder, joined, folds, labelled)))
    if not _tells(head, labelled.answers):
        return _unasked(head)
    notes = [note_on("against_not_chosen", count=len(others)), *head.info["notes"]]
    nobody = np.zeros(0, dtype=np.int64)
    return replace(head, info=head.info | {"notes": notes}, held_rows=nobody, held=np.zeros(0))


def _tells(head: Head, answers: Values) -> bool:
    """Whether who was chosen can be told from who was not: else somebody assigned them, and yes says nothing."""
    if len(head.held) == 0:
        return False
    truth, share = answers[head.held_rows], float(answers.mean())
    blind = log_losses(log_odds(np.full(len(truth), share)), truth)
    gain = blind - log_losses(log_odds(head.held), truth)
    return bool(gain.mean() > max(_SURE * gain.std() / np.sqrt(len(gain)), _LEAST_GAIN * blind.mean()))


def _unasked(head: Head) -> Head:
    """The starting rules, as where nothing was answered."""
    info = head.info | NO_ANSWERS
    return Head(info, None, np.zeros(0, dtype=np.int64), np.zeros(0))


def _splits(builder: DatasetBuilder, cases: Cases, pair_folds: Rows, labelled: Labelled) -> list[Split]:
    found = []
    for train, held, hidden in time_splits(cases, pair_folds):
        table = Dataset(labelled.matrix, labelled.baseline) if hidden == ALL_FOLDS else builder.make(cases, hidden)
        found.append(Split(train, held, table.matrix, table.baseline))
    return found


def _as_events(setting: Setting, cases: Cases) -> InteractionEvents:
    return replace(setting.events, seekers=setting.seeker_of[cases.asks], providers=cases.providers)


def _neutral(heads: dict[str, Head]) -> dict[str, Head]:
    """A side of which nothing is recorded grows neutral as the other side's answers are learned from."""
    sides = [heads["seeker"], heads["provider"]]
    for name, other in (("seeker", sides[1]), ("provider", sides[0])):
        info, n = heads[name].info, int(other.info["n"])
        if info["n"] or other.content is None:
            continue
        share = _HALF_NEUTRAL / (_HALF_NEUTRAL + n)
        told: dict[str, Any] = {
            "base_slope": share, "notes": [*info["notes"], note_on("rules_count", share=share)],
        }  # fmt: skip
        if n >= _NEUTRAL:
            told = {"estimator": "constant", "notes": [note_on("answers_unknown")]}
        heads[name] = replace(heads[name], info=info | told)
    return heads


def _card(
    setting: Setting, builder: DatasetBuilder, heads: dict[str, Head], truth: dict[str, tuple[Values, Values]],
    at: datetime | None,
) -> ModelCard:  # fmt: skip
    moment = at or datetime.now(UTC)
    content = b"".join(head.content or b"" for head in heads.values())
    metrics, baseline = compared(heads, truth)
    title = f"{setting.kind.name}-{setting.as_of:%Y%m%d}-{checksum_of(content + repr(moment).encode())[:8]}"
    last = setting.events.told_on[setting.events.told_on < setting.as_of.toordinal()].max(initial=1)
    return ModelCard(
        id=title,
        kind=setting.kind.name,
        name=_name(heads),
        trained_at=moment,
        data_until=date.fromordinal(int(last)) if len(setting.records) else setting.as_of,
        features=builder.names,
        heads={name: head.info for name, head in heads.items()},
        labels={name: int(head.info["n"]) for name, head in heads.items()} | {"interactions": len(setting.records)},
        metrics=metrics,
        baseline=baseline,
        versions=library_versions(),
    )


def _name(heads: dict[str, Head]) -> str:
    told = [f"{name}: {head.info['estimator']}" for name, head in heads.items()]
    return "; ".join(told)
