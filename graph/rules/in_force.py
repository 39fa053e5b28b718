"""Sets of rules that an office may replace: its own files in a folder, each on its days, before those that ship."""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import TypeVar

from graph.rules.documents import find_document, read_document
from graph.rules.indicators import IndicatorSet
from graph.rules.local_figures import LocalFigures
from graph.rules.routes import RouteSet
from graph.rules.versioned import Versioned

Rules = TypeVar("Rules", bound=Versioned)

REPLACEABLE: dict[str, type[Versioned]] = {
    "routes": RouteSet,
    "work-permit-points": IndicatorSet,
    "local-figures": LocalFigures,
}
"""What an office may write anew, by the name with which its files begin."""


def rules_on(name: str, model: type[Rules], folder: Path, day: date) -> Rules:
    """The rules of this name in force on a day: an office's latest (`name*.yaml` of the folder), or those that ship.

    Raises InvalidInputError with the line of each error of a file that does not fit.
    """
    own = [_read(path, path.stat().st_mtime_ns, model) for path in sorted(folder.glob(f"{name}*.yaml"))]
    standing = [rules for rules in own if rules.is_in_force(day)]
    shipped = _read(find_document(name), 0, model)
    found: Rules = max(standing, key=lambda rules: rules.in_force_from, default=shipped)
    return found


def check_rules(folder: Path) -> None:
    """Read all that an office wrote. Raises InvalidInputError with the line of each error."""
    for name, model in REPLACEABLE.items():
        for path in sorted(folder.glob(f"{name}*.yaml")):
            read_document(path, model)


@lru_cache(maxsize=32)
def _read(path: Path, _changed_at: int, model: type[Rules]) -> Rules:
    return read_document(path, model)
