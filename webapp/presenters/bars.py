"""The bars of "What moved the fit" as rows of a table, few enough to be read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from flask_babel import gettext as _

from matching.results import ContributionBar
from webapp.words.bars import bar_heading, bar_subtitle

# More are read by nobody; the starting rules make as many.
MOST_ROWS = 9


@dataclass(frozen=True)
class Row:
    """What moved the fit, the fact behind it, and by how much."""

    name: str
    hint: str
    value: float


def fold_bars(kind: str, bars: Sequence[ContributionBar]) -> tuple[list[Row], list[Row]]:
    """The rows of the table, and the smallest of very many, for which one row stands there with their sum."""
    rows = [Row(bar_heading(kind, bar.group), bar_subtitle(kind, bar.subtitle), bar.contribution) for bar in bars]
    if len(rows) <= MOST_ROWS:
        return rows, []
    large = sorted(range(len(rows)), key=lambda at: -abs(rows[at].value))[: MOST_ROWS - 1]
    small = [row for at, row in enumerate(rows) if at not in large]
    rest = Row(_("All else"), _("small effects, listed below"), sum(row.value for row in small))
    return [rows[at] for at in sorted(large)] + [rest], small
