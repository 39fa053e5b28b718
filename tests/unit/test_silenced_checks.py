"""A check that a line silences is silenced for a reason, and the line says which."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

_ROOT = Path(__file__).parents[2]
_FOLDERS = ("graph", "matching", "webapp")
_MARK = re.compile(r"#\s*(type: ignore(\[[\w, -]+\])?|noqa(: [A-Z0-9, ]+)?|nosec( B\d+)?|fmt: \w+|pragma: [\w ]+)")
_SILENCES = re.compile(r"#\s*(type: ignore|noqa|nosec)")


def _lacks_reason(line: str) -> bool:
    """Whether a line silences a check and says nothing beside that."""
    found = _SILENCES.search(line)
    return found is not None and re.search(r"\w{2}", _MARK.sub("", line[found.start() :])) is None


def test_every_silenced_check_says_why() -> None:
    modules = [path for folder in _FOLDERS for path in sorted((_ROOT / folder).rglob("*.py"))]
    assert len(modules) > 300

    without = [
        f"{path.relative_to(_ROOT)}:{number}"
        for path in modules
        for number, line in enumerate(path.read_text().splitlines(), 1)
        if _lacks_reason(line)
    ]

    assert without == []


@pytest.mark.parametrize(
    ("line", "lacks"),
    [
        ("import x  # type: ignore[import-untyped]", True),
        ("assert x  # noqa: S101  # nosec B101", True),
        ("assert x  # noqa: S101  # nosec B101  # opened with a pipe", False),
        ("import x  # noqa: F401 - for its effect", False),
        ("x = 1  # why not", False),
    ],
)
def test_a_line_without_a_reason_is_found(line: str, lacks: bool) -> None:
    assert _lacks_reason(line) is lacks
