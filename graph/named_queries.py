"""Loads queries/*.cypher: each query named, described and its parameters declared."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from importlib import resources

from graph.errors import QueryError

_HEAD = re.compile(r"^// name: *([a-z_0-9]+) *$", re.MULTILINE)
_PARAMETERS = re.compile(r"^// parameters: *(.*)$", re.MULTILINE)
_USED = re.compile(r"\$([a-z_][a-z_0-9]*)")
_COMMENT = re.compile(r"^\s*//.*$", re.MULTILINE)


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
    used = frozenset(_USED.findall(cypher))
    if used != names:
        raise QueryError(f"{name}: declares {sorted(names)} but uses {sorted(used)}.")
    description = body[: declared.start()].replace("//", "").strip()
    if not description:
        raise QueryError(f"{name}: say in a comment line what it promises.")
    return NamedQuery(name, " ".join(description.split()), cypher, names)


@cache
def all_queries() -> dict[str, NamedQuery]:
    """Every named query of the package, loaded once."""
    queries: dict[str, NamedQuery] = {}
    for file in sorted(resources.files("graph.queries").iterdir(), key=lambda file: file.name):
        if file.name.endswith(".cypher"):
            queries |= parse(file.name.removesuffix(".cypher"), file.read_text(encoding="utf-8"))
    return queries
