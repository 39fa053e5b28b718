"""No test may assert only that nothing is raised: each asserts or expects something, itself or by a helper."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

TESTS = Path(__file__).parents[1]
# What fails by itself where something is not so.
_CHECKS = ("raises", "assert_", "expect", "fail", "wait_until")


def functions() -> Iterator[tuple[Path, ast.FunctionDef]]:
    for path in sorted(TESTS.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.FunctionDef):
                yield path, node


def called(function: ast.FunctionDef) -> set[str]:
    calls = [ast.unparse(node.func) for node in ast.walk(function) if isinstance(node, ast.Call)]
    return {name.rsplit(".", 1)[-1] for name in calls}


def checks(function: ast.FunctionDef) -> bool:
    if any(isinstance(node, ast.Assert) for node in ast.walk(function)):
        return True
    return any(name.startswith(_CHECKS) for name in called(function))


def test_every_test_asserts_something() -> None:
    found = list(functions())
    helpers = {function.name for _, function in found if checks(function)}

    empty = [
        f"{path.relative_to(TESTS)}::{function.name}"
        for path, function in found
        if function.name.startswith("test_") and not checks(function) and not called(function) & helpers
    ]

    assert empty == []
