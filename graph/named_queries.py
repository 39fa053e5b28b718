"""Loads queries/*.cypher: each query named, described and its parameters declared.

A condition that many queries need stands once, as a fragment in queries/fragments.cypher; queries use it like a
function. A stored code is written as the member of its enum (`NeedState.OPEN`), and stands as a literal in the text
that the server plans.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from importlib import resources

from graph.domain.vocabulary import ENUMS
from graph.errors import QueryError

_HEAD = re.compile(r"^// name: *([a-z_0-9]+) *$", re.MULTILINE)
_PARAMETERS = re.compile(r"^// parameters: *(.*)$", re.MULTILINE)
_USED = re.compile(r"\$([a-z_][a-z_0-9]*)")
_COMMENT = re.compile(r"^\s*//.*$", re.MULTILINE)
_FRAGMENT = re.compile(r"^// fragment: *([a-z_]+)\(([a-z_, ]+)\) *$", re.MULTILINE)
_MEMBER = re.compile(r"\b([A-Z]\w*)\.([A-Z_]+)\b")
_FRAGMENTS_FILE = "fragments.cypher"


@dataclass(frozen=True)
class NamedQuery:
    """One query: its full name (`file.name`), what it promises, its text and its parameters."""

    name: str
    description: str
    text: str
    parameters: frozenset[str]

    def check(self, given: dict[str, object]) -> None:
        """Raise QueryError unless exactly the declared parameters are given."""
        if given.keys() != self.parameters:
            missing = ", ".join(sorted(self.parameters - given.keys())) or "none"
            unknown = ", ".join(sorted(given.keys() - self.parameters)) or "none"
            raise QueryError(f"{self.name}: parameters missing: {missing}; unknown: {unknown}.")


@dataclass(frozen=True)
class Fragment:
    """A condition with parameters, written into the queries that use it."""

    name: str
    parameters: tuple[str, ...]
    text: str

    def expand(self, cypher: str) -> str:
        """The query with every use of the fragment written out; raises QueryError for a wrong number of arguments."""
        return re.sub(rf"\b{self.name}\(([^()]*)\)", self._written_out, cypher)

    def _written_out(self, use: re.Match[str]) -> str:
        arguments = [argument.strip() for argument in use.group(1).split(",")]
        if len(arguments) != len(self.parameters):
            raise QueryError(f"{use.group(0)}: {self.name} takes {', '.join(self.parameters)}.")
        values = dict(zip(self.parameters, arguments, strict=True))
        return re.sub(r"(?<![.$\w])[a-z_]+\b", lambda word: values.get(word.group(0), word.group(0)), self.text)


def parse_fragments(text: str) -> list[Fragment]:
    """All fragments of a file; one that uses others stands before them."""
    heads = list(_FRAGMENT.finditer(text))
    ends = [head.start() for head in heads[1:]] + [len(text)]
    return [
        Fragment(
            head.group(1),
            tuple(name.strip() for name in head.group(2).split(",")),
            " ".join(_COMMENT.sub("", text[head.end() : end]).split()),
        )
        for head, end in zip(heads, ends, strict=True)
    ]


@cache
def fragments() -> tuple[Fragment, ...]:
    """Every fragment of the package, loaded once."""
    file = resources.files("graph.queries") / _FRAGMENTS_FILE
    return tuple(parse_fragments(file.read_text(encoding="utf-8")))


def parse(file_name: str, text: str) -> dict[str, NamedQuery]:
    """All queries of one file, by full name; raises QueryError where declaration and use differ."""
    heads = list(_HEAD.finditer(text))
    queries = {}
    for head, following in zip(heads, [*heads[1:], None], strict=True):
        body = text[head.end() : following.start() if following else len(text)]
        query = _parse_one(f"{file_name}.{head.group(1)}", body)
        if query.name in queries:
            raise QueryError(f"{query.name} is defined twice.")
        queries[query.name] = query
    return queries


def _parse_one(name: str, body: str) -> NamedQuery:
    declared = _PARAMETERS.search(body)
    if declared is None:
        raise QueryError(f"{name}: add a line '// parameters: …' (or '// parameters: none').")
    names = frozenset(part.strip() for part in declared.group(1).split(",")) - {"", "none"}
    cypher = _COMMENT.sub("", body).strip().rstrip(";")
    for fragment in fragments():
        cypher = fragment.expand(cypher)
    cypher = _MEMBER.sub(_literal, cypher)
    used = frozenset(_USED.findall(cypher))
    if used != names:
        raise QueryError(f"{name}: declares {sorted(names)} but uses {sorted(used)}.")
    description = body[: declared.start()].replace("//", "").strip()
    if not description:
        raise QueryError(f"{name}: say in a comment line what it promises.")
    return NamedQuery(name, " ".join(description.split()), cypher, names)


def _literal(member: re.Match[str]) -> str:
    enum, name = ENUMS.get(member.group(1)), member.group(2)
    if enum is None or name not in enum.__members__:
        raise QueryError(f"{member.group(0)} is a member of no enum in graph/domain/vocabulary.py.")
    return f"'{enum[name]}'"


@cache
def all_queries() -> dict[str, NamedQuery]:
    """Every named query of the package, loaded once."""
    queries: dict[str, NamedQuery] = {}
    for file in sorted(resources.files("graph.queries").iterdir(), key=lambda file: file.name):
        if file.name.endswith(".cypher") and file.name != _FRAGMENTS_FILE:
            queries |= parse(file.name.removesuffix(".cypher"), file.read_text(encoding="utf-8"))
    return queries
