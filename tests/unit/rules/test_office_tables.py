"""An office's own tables of conflicts of interest, each in force on its days; the one that ships otherwise."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from graph.errors import InvalidInputError
from graph.rules.conflict_rules import (
    ConflictKind,
    Severity,
    conflict_rules_on,
    shipped_conflict_rules,
    use_office_tables,
)
from graph.rules.documents import find_document

SHIPPED = find_document("conflicts").read_text(encoding="utf-8")


@pytest.fixture(autouse=True)
def _office(tmp_path: Path) -> Iterator[None]:
    yield
    use_office_tables(tmp_path / "none")


def _table(folder: Path, name: str, since: str, until: str = "") -> None:
    text = SHIPPED.replace(
        "in_force_from: 2026-01-01", f"in_force_from: {since}" + (f"\nin_force_to: {until}" if until else "")
    )
    text = text.replace("  advises: {mentor: ask, talent: ask}", "  advises: {mentor: forbids, talent: ask}")
    (folder / name).write_text(text, encoding="utf-8")


def test_the_table_in_force_on_a_day_counts(tmp_path: Path) -> None:
    _table(tmp_path, "conflicts-2027.yaml", "2027-01-01", "2027-12-31")
    assert use_office_tables(tmp_path) == 1

    def severity(day: date) -> Severity | None:
        return conflict_rules_on(day).severity[ConflictKind.ADVISES].of("mentor")

    assert [severity(date(2026, 12, 31)), severity(date(2027, 1, 1))] == [Severity.ASK, Severity.FORBIDS]
    assert [severity(date(2027, 12, 31)), severity(date(2028, 1, 1))] == [Severity.FORBIDS, Severity.ASK]


def test_without_a_folder_the_one_that_ships_counts(tmp_path: Path) -> None:
    assert use_office_tables(tmp_path / "none") == 0
    assert conflict_rules_on(date(2026, 11, 1)) is shipped_conflict_rules()


def test_a_table_that_does_not_fit_and_two_from_one_day_are_refused(tmp_path: Path) -> None:
    _table(tmp_path, "conflicts-a.yaml", "2027-01-01")
    _table(tmp_path, "conflicts-b.yaml", "2027-01-01")
    with pytest.raises(InvalidInputError, match="stands twice"):
        use_office_tables(tmp_path)
    (tmp_path / "conflicts-b.yaml").write_text(SHIPPED.replace("mentor: ask", "mentor: perhaps"), encoding="utf-8")
    with pytest.raises(InvalidInputError, match="line"):
        use_office_tables(tmp_path)
