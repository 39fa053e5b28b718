"""A state, answer, outcome or reason is a member of its enum in code and queries, never a bare string."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from graph.domain.vocabulary import ENUMS

_ROOT = Path(__file__).parents[2]
_FOLDERS = ("graph", "matching", "webapp")
_HOME = _ROOT / "graph" / "domain"
_QUERIES = _ROOT / "graph" / "queries"
_STORED = frozenset(member.value for enum in ENUMS.values() for member in enum)
_COLUMNS = frozenset({"state", "seeker_decision", "provider_decision", "outcome", "decline_reason"})
_NAMES = ("state", "status", "decision", "outcome", "reason")


def _names_a_state(name: str) -> bool:
    return name.endswith(_NAMES)


def _is_about_a_state(node: ast.expr) -> bool:
    """Whether an expression is a name, an attribute, a column or a read of one that holds a state or an answer."""
    match node:
        case ast.Name(id=name) | ast.Attribute(attr=name) | ast.Subscript(slice=ast.Constant(value=str(name))):
            return _names_a_state(name)
        case ast.Call(func=ast.Attribute(attr="get"), args=[ast.Constant(value=str(name)), *_]):
            return _names_a_state(name)
    return False


def _bare_states(node: ast.expr) -> Iterator[ast.Constant]:
    """The state strings that an expression may give: itself, its items, or either branch."""
    match node:
        case ast.Constant(value=str(value)) if value in _STORED:
            yield node
        case ast.Tuple(elts=parts) | ast.List(elts=parts) | ast.Set(elts=parts) | ast.BoolOp(values=parts):
            for part in parts:
                yield from _bare_states(part)
        case ast.IfExp(body=body, orelse=orelse):
            yield from _bare_states(body)
            yield from _bare_states(orelse)


def _compared(node: ast.Compare) -> Iterator[ast.Constant]:
    sides = [node.left, *node.comparators]
    if any(_is_about_a_state(side) for side in sides):
        for side in sides:
            yield from _bare_states(side)


def _written(node: ast.AST) -> Iterator[ast.expr]:
    """What is given for a keyword, a target or a default that names a state."""
    match node:
        case ast.keyword(arg=str(name), value=value) if _names_a_state(name):
            yield value
        case ast.Assign(targets=targets, value=value) if any(_is_about_a_state(target) for target in targets):
            yield value
        case ast.AnnAssign(target=target, value=ast.expr() as value) if _is_about_a_state(target):
            yield value
        case ast.Dict(keys=keys, values=values):
            for key, value in zip(keys, values, strict=True):
                if isinstance(key, ast.Constant) and key.value in _COLUMNS:
                    yield value


def faults(source: str) -> list[tuple[int, str]]:
    """(line, state) of each bare state in a module."""
    found: list[ast.Constant] = []
    for node in ast.walk(ast.parse(source)):
        found += _compared(node) if isinstance(node, ast.Compare) else ()
        found += [state for value in _written(node) for state in _bare_states(value)]
    return sorted((state.lineno, str(state.value)) for state in found)


def quoted_codes(line: str) -> Iterator[str]:
    """The members of enums that a line of a query holds in quotes."""
    if not line.lstrip().startswith("//"):
        yield from (text for text in re.findall(r"""['"](\w+)['"]""", line) if text in _STORED)


def _modules() -> Iterator[Path]:
    for folder in _FOLDERS:
        for path in sorted((_ROOT / folder).rglob("*.py")):
            if not path.is_relative_to(_HOME):
                yield path


def test_no_module_says_a_state_in_a_bare_string() -> None:
    modules = list(_modules())
    assert len(modules) > 300

    bare = [f"{path.relative_to(_ROOT)}:{line} {state}" for path in modules for line, state in faults(path.read_text())]

    assert bare == []


def test_no_query_quotes_what_an_enum_says() -> None:
    files = sorted(_QUERIES.glob("*.cypher"))
    assert len(files) > 40

    quoted = [
        f"{file.name}:{number} {text}"
        for file in files
        for number, line in enumerate(file.read_text().splitlines(), 1)
        for text in quoted_codes(line)
    ]

    assert quoted == []


@pytest.mark.parametrize(
    ("line", "codes"),
    [
        ("MATCH (n:Need {state: 'open'})", ["open"]),
        ('WHERE p.provider_decision = "declined"', ["declined"]),
        ("WHERE p.state IN ['asked', 'accepted']", ["asked", "accepted"]),
        ("MATCH (n:Need {state: NeedState.OPEN, note: ''})", []),
        ("// What is 'open'.", []),
        ("WHERE m.version <> 'BASELINE'", []),
    ],
)
def test_a_quoted_code_is_found(line: str, codes: list[str]) -> None:
    assert list(quoted_codes(line)) == codes


@pytest.mark.parametrize(
    ("source", "states"),
    [
        ('request.state == "asked"', ["asked"]),
        ('"asked" != request.state', ["asked"]),
        ('job.state in ("failed", "cancelled")', ["cancelled", "failed"]),
        ('row["state"] == "open"', ["open"]),
        ('row.get("state") == "open"', ["open"]),
        ('replace(one, state="active")', ["active"]),
        ('need_state = "closed" if over else other', ["closed"]),
        ('row["state"] = given or "saved"', ["saved"]),
        ('state: str = "active"', ["active"]),
        ('row = {"id": id, "state": "shown"}', ["shown"]),
        ('ending.outcome != "invested"', ["invested"]),
        ('record.provider_decision == "accepted"', ["accepted"]),
        ('replace(one, decline_reason="no_time")', ["no_time"]),
        ('row = {"id": id, "outcome": "completed"}', ["completed"]),
    ],
)
def test_a_bare_state_is_found(source: str, states: list[str]) -> None:
    assert [state for _, state in faults(source)] == states


@pytest.mark.parametrize(
    "source",
    [
        "request.state is RequestState.ASKED",
        'self._move("open", need_id)',
        'arguments.get("list") == "saved"',
        'words = {"open": "Open"}',
        'counts.get("failed", 0)',
        'state == ""',
        'flash(text, "done")',
        'shape = "paused"',
    ],
)
def test_the_same_words_in_other_senses_pass(source: str) -> None:
    assert faults(source) == []
