"""Which day a moment falls on is asked of a calendar: no module cuts the day off a moment by itself."""

from __future__ import annotations

import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
_CUT = re.compile(r"\.date\(\)|date\.today\(|utcnow\(")
# Days that are given, not made from the clock: a cell of a workbook, options of a command, the made-up city's hours.
GIVEN = ("graph/domain/calendar.py", "graph/exchange/reading/child/workbook.py", "webapp/cli/", "webapp/demo/")


def test_only_the_calendar_makes_days_of_moments() -> None:
    found = [
        f"{file.relative_to(ROOT)}:{number}: {line.strip()}"
        for part in ("graph", "matching", "webapp")
        for file in sorted((ROOT / part).rglob("*.py"))
        if not str(file.relative_to(ROOT)).startswith(GIVEN)
        for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), 1)
        if _CUT.search(line)
    ]

    assert found == []


def test_only_fragments_compare_the_days_of_a_relation() -> None:
    by_hand = re.compile(r"\.(from|to) *(<|>|<=|>=) *\$|\.to IS NULL(?! AND \(row)")
    found = [
        f"{file.name}:{number}: {line.strip()}"
        for file in sorted((ROOT / "graph" / "queries").glob("*.cypher"))
        if file.name != "fragments.cypher"
        for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), 1)
        if by_hand.search(line)
    ]

    assert found == []
