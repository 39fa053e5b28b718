"""No import circles, no long files."""

from __future__ import annotations

import ast
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PACKAGES = ("webapp", "matching", "graph")
MOST_LINES = 250


def test_no_module_imports_what_imports_it() -> None:
    modules = {_name(path): path for package in PACKAGES for path in (ROOT / package).rglob("*.py")}
    imports = {name: _imported(path) & modules.keys() for name, path in modules.items()}

    try:
        TopologicalSorter(imports).prepare()
    except CycleError as circle:
        pytest.fail(" imports ".join(reversed(circle.args[1])))


def _name(path: Path) -> str:
    """The dotted name of a module."""
    return ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")


def _imported(path: Path) -> set[str]:
    """Every module that a file may mean by its imports, those inside functions and for types alone too."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            members = {f"{node.module}.{alias.name}" for alias in node.names}
            found |= members | ({node.module} if not _are_modules(members) else set())
    return found


def _are_modules(names: set[str]) -> bool:
    """Whether all of these are modules: then their package gives nothing of its own."""
    return all(_path_of(name).exists() or _path_of(name).with_suffix("").is_dir() for name in names)


def _path_of(name: str) -> Path:
    return ROOT.joinpath(*name.split(".")).with_suffix(".py")


@pytest.mark.parametrize("ending", ["py", "cypher", "html", "js", "css"])
def test_no_file_is_long(ending: str) -> None:
    files = [
        path for room in (*PACKAGES, "migrations", "scripts", "tests") for path in (ROOT / room).rglob(f"*.{ending}")
    ]
    lengths = {str(path.relative_to(ROOT)): len(path.read_text(encoding="utf-8").splitlines()) for path in files}

    assert files
    assert {name: lines for name, lines in lengths.items() if lines > MOST_LINES and "/vendor/" not in name} == {}
