"""What the migrations say of the schema, and what of it is not in force."""

from __future__ import annotations

import re
from functools import cache

from graph.driver import Graph
from graph.migrate import load_migrations

_CONSTRAINT = re.compile(r"CREATE CONSTRAINT .*?FOR \(\w+:(\w+)\) REQUIRE \w+\.(\w+) IS UNIQUE", re.DOTALL)
_INDEX = re.compile(r"CREATE INDEX .*?FOR \(\w+:(\w+)\) ON \(\w+\.(\w+)\)", re.DOTALL)


@cache
def identified_labels() -> frozenset[str]:
    """The labels under which a constraint finds a node by its id."""
    return frozenset(label for label, name in _CONSTRAINT.findall(_statements()) if name == "id")


def missing_schema(graph: Graph) -> list[str]:
    """`Label.property` of every constraint and index that a migration made and the graph lacks."""
    constraints = graph.read(lambda tx: tx.installation.list_constraints())
    indexes = graph.read(lambda tx: tx.installation.list_indexes())
    text = _statements()
    lacking = set(_CONSTRAINT.findall(text)) - constraints | set(_INDEX.findall(text)) - indexes
    return sorted(f"{label}.{name}" for label, name in lacking)


def _statements() -> str:
    return "\n".join(statement for migration in load_migrations() for statement in migration.statements)
