"""An office replaces sets of rules by files of its own, each on its days."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from graph.errors import InvalidInputError
from graph.rules.in_force import check_rules, rules_on
from graph.rules.local_figures import LocalFigures

FIGURES = """id: local-figures
name: Figures of the city
name_zh: 本市数据
version: {version}
in_force_from: {since}
source: The city's bulletin
source_zh: 本市公报
confirmed: true
average_wage_10k_cny: {wage}
"""


def wage(folder: Path, day: date) -> float | None:
    return rules_on("local-figures", LocalFigures, folder, day).average_wage_10k_cny


def test_the_latest_of_an_office_in_force_counts_and_else_what_ships(tmp_path: Path) -> None:
    assert wage(tmp_path / "none", date(2026, 12, 1)) is None
    for version, since, figure in ((1, "2026-01-01", 14.5), (2, "2026-07-01", 15.1)):
        text = FIGURES.format(version=version, since=since, wage=figure)
        (tmp_path / f"local-figures-{version}.yaml").write_text(text, encoding="utf-8")
    check_rules(tmp_path)

    days = [date(2025, 12, 31), date(2026, 1, 1), date(2026, 6, 30), date(2026, 7, 1)]
    assert [wage(tmp_path, day) for day in days] == [None, 14.5, 14.5, 15.1]


def test_what_is_written_anew_counts_from_then_on_and_what_does_not_fit_is_named_by_its_line(tmp_path: Path) -> None:
    file = tmp_path / "local-figures.yaml"
    file.write_text(FIGURES.format(version=1, since="2026-01-01", wage=14.5), encoding="utf-8")
    assert wage(tmp_path, date(2026, 12, 1)) == 14.5

    file.write_text(FIGURES.format(version=1, since="2026-01-01", wage=-1), encoding="utf-8")
    with pytest.raises(InvalidInputError, match="line 9, average_wage_10k_cny"):
        check_rules(tmp_path)
