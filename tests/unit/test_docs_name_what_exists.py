"""Files, modules, settings and pages that the documentation names are there."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from importlib import import_module
from pathlib import Path

import pytest

from webapp.config import Settings

ROOT = Path(__file__).parents[2]
# The changelog tells of what was.
DOCS = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").rglob("*.md"))]
PACKAGES = "graph|matching|migrations|webapp"
_ROOMS = (*PACKAGES.split("|"), "docs", "scripts", "tests")
_CODE = re.compile(r"```.*?```|`[^`\n]+`", re.DOTALL)
_FILE = re.compile(r"(?<![\w/.*<>-])(?:[\w-]+/)*[\w-]+\.(?:py|cypher|html|css|js|po|json|yml)\b(?!\w)")
_FOLDER = re.compile(rf"(?<![\w/.])(?:{'|'.join(_ROOMS)})/[\w/-]+(?![\w/-]|\.\w|\*|<)")
_DOTTED = re.compile(rf"(?<![\w./])(?:{PACKAGES}|tests)(?:\.\w+){{2,}}")
_SETTING = re.compile(r"LIULU_([A-Z][A-Z0-9_]*[A-Z])")
_LINK = re.compile(r"\]\(([^)#:\s]+)(?:#[^)]*)?\)")
_MACRO = re.compile(r"{%-? macro (\w+)(\([^%]*?\))\s*-?%}")
_WRITTEN = re.compile(r"`(?:{% call )?(\w+)(\([^`%]*?\))(?: %}|`)")
# What a page of the documentation makes up to show a form.
_MADE_UP = {"migrations/V000N__what.cypher"}


def _named(pattern: re.Pattern[str], *, in_code: bool = True) -> Iterator[tuple[str, str]]:
    """What a pattern finds in the documentation, with the page that names it."""
    for page in DOCS:
        text = page.read_text(encoding="utf-8")
        parts = _CODE.findall(text) if in_code else [text]
        for part in parts:
            for found in pattern.finditer(part):
                yield str(page.relative_to(ROOT)), found.group(1 if pattern.groups else 0)


@cache
def _files() -> frozenset[str]:
    """Every way to name a file: its path, and each end of it."""
    rooms = [ROOT / room for room in _ROOMS]
    paths = [path.relative_to(ROOT) for room in rooms for path in room.rglob("*") if path.is_file()]
    paths += [path.relative_to(ROOT) for path in ROOT.iterdir() if path.is_file()]
    return frozenset("/".join(path.parts[at:]) for path in paths for at in range(len(path.parts)))


def test_every_file_exists() -> None:
    assert [(page, name) for page, name in _named(_FILE) if name not in _files() | _MADE_UP] == []


def test_every_folder_exists() -> None:
    missing = [(page, name) for page, name in _named(_FOLDER) if not list(ROOT.glob(f"{name.rstrip('/')}*"))]

    assert missing == []


def test_every_module_and_what_is_named_in_it_exists() -> None:
    assert [(page, name) for page, name in _named(_DOTTED) if not _is_there(name)] == []


def _is_there(name: str) -> bool:
    """Whether a dotted name leads to a module, or to something in one."""
    parts = name.split(".")
    for at in range(len(parts), 0, -1):
        try:
            found: object = import_module(".".join(parts[:at]))
        except ModuleNotFoundError:
            continue
        for attribute in parts[at:]:
            if not hasattr(found, attribute):
                return False
            found = getattr(found, attribute)
        return True
    return False


def test_every_setting_exists() -> None:
    known = {name.upper() for name in Settings.model_fields} | _read_elsewhere()

    assert [(page, name) for page, name in _named(_SETTING, in_code=False) if name not in known] == []


def _read_elsewhere() -> set[str]:
    """Variables that the program and its tests read beside its settings."""
    files = [path for package in (*PACKAGES.split("|"), "tests") for path in (ROOT / package).rglob("*.py")]
    sources = [path.read_text(encoding="utf-8") for path in files]
    return {found.group(1) for text in sources for found in re.finditer(r'"LIULU_([A-Z0-9_]+)"', text)}


def test_every_page_that_is_linked_exists() -> None:
    missing = [
        (page, link) for page, link in _named(_LINK, in_code=False) if not ((ROOT / page).parent / link).exists()
    ]

    assert missing == []


@pytest.mark.parametrize("pattern", [_FILE, _FOLDER, _DOTTED, _SETTING, _LINK])
def test_the_documentation_names_some_of_each(pattern: re.Pattern[str]) -> None:
    assert sum(1 for _one in _named(pattern, in_code=pattern not in {_SETTING, _LINK})) > 5


def test_every_component_takes_what_is_written() -> None:
    text = (ROOT / "docs" / "components.md").read_text(encoding="utf-8")
    macros = {
        name: re.sub(r"\s+", " ", arguments)
        for file in (ROOT / "webapp" / "templates" / "components").glob("*.html")
        for name, arguments in _MACRO.findall(file.read_text(encoding="utf-8"))
    }
    rows = [line for line in text.splitlines() if line.startswith("| ")]
    written = {name: arguments for line in rows for name, arguments in _WRITTEN.findall(line) if name in macros}

    assert {name: written[name] for name in written if written[name] != macros[name]} == {}
    assert len(written) > 50


def test_each_decision_has_a_number_of_its_own() -> None:
    numbers = [page.name[:4] for page in (ROOT / "docs" / "adr").glob("[0-9]*.md")]

    assert sorted(numbers) == [f"{number:04}" for number in range(1, len(numbers) + 1)]
