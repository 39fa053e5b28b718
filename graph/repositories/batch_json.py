"""How what a batch keeps is written into properties: JSON that holds ids, numbers and codes, never words of people."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict
from datetime import date

from graph.entities.batch import Base, Edit, Frozen, Load, PairId, Settings, Wanting

_DIGITS = 6


def write_settings(settings: Settings) -> str:
    """Settings as text."""
    return json.dumps(
        {
            "name": settings.name,
            "startups": [[one, wanting.need_id, wanting.wants] for one, wanting in sorted(settings.startups.items())],
            "supervisors": [[one, load.least, load.most] for one, load in sorted(settings.supervisors.items())],
            "answer_by": settings.answer_by.isoformat(),
            "max_loss": settings.max_loss,
        },
        ensure_ascii=False,
    )


def read_settings(text: str) -> Settings:
    """Settings from what `write_settings` wrote."""
    kept = json.loads(text)
    return Settings(
        kept["name"],
        {one: Wanting(need_id, wants) for one, need_id, wants in kept["startups"]},
        {one: Load(least, most) for one, least, most in kept["supervisors"]},
        date.fromisoformat(kept["answer_by"]),
        kept["max_loss"],
    )


def write_frozen(frozen: Frozen) -> str:
    """What a batch is solved with as text."""
    return json.dumps(
        {
            "model_id": frozen.model_id,
            "at": frozen.at,
            "fit": [[*pair, round(fit, _DIGITS)] for pair, fit in sorted(frozen.fit.items())],
            "left_out": [[*pair, code] for pair, code in sorted(frozen.left_out.items())],
            "newcomers": sorted(frozen.newcomers),
        }
    )


def read_frozen(text: str) -> Frozen:
    """What a batch was solved with from what `write_frozen` wrote."""
    kept = json.loads(text)
    return Frozen(
        kept["model_id"],
        kept["at"],
        {(startup, person): fit for startup, person, fit in kept["fit"]},
        {(startup, person): code for startup, person, code in kept["left_out"]},
        frozenset(kept["newcomers"]),
    )


def write_base(base: Base) -> str:
    """What the solver gave as text."""
    return json.dumps({name: sorted(pairs) for name, pairs in asdict(base).items()})


def read_base(text: str) -> Base:
    """What the solver gave from what `write_base` wrote."""
    kept = json.loads(text)
    return Base(*(_pairs(kept[name]) for name in ("pairs", "locked", "forbidden")))


def write_edits(edits: Iterable[Edit]) -> str:
    """Edits as text."""
    return json.dumps([asdict(edit) for edit in edits])


def read_edits(text: str) -> tuple[Edit, ...]:
    """Edits from what `write_edits` wrote."""
    return tuple(Edit(**one) for one in json.loads(text))


def _pairs(rows: Iterable[Iterable[str]]) -> frozenset[PairId]:
    return frozenset((startup, person) for startup, person in rows)
