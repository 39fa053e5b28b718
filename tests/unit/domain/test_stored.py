"""What Liulu stores about somebody: no label and no relation of the graph is forgotten."""

from __future__ import annotations

import re
from functools import cache

import pytest

from graph.domain.stored import KEPT_IN, NOT_COPIED, Stored
from graph.migrate import load_migrations
from graph.named_queries import all_queries

_LABELS = re.compile(r"\(\w*:([A-Z_][\w:|]*)")
_RELATIONS = re.compile(r"\[\w*:([A-Z][A-Z_|]*)")
# In a backup, any label and any relation stands there.
_ANY = {"Labels__", "From__", "To__", "TYPE__"}


def _named(text: str) -> set[str]:
    """The labels and relations that a text of Cypher names."""
    found = [*_LABELS.findall(text), *_RELATIONS.findall(text)]
    return {name for names in found for name in re.split(r"[:|]", names)} - _ANY


@cache
def _schema() -> set[str]:
    queries = {name for query in all_queries().values() for name in _named(query.text)}
    statements = [statement for migration in load_migrations() for statement in migration.statements]
    return queries | _named("\n".join(statements))


def test_every_label_and_relation_is_of_a_subject_or_has_a_reason_to_be_left_out() -> None:
    copied = [name for names in KEPT_IN.values() for name in names]

    assert len(copied) == len(set(copied)), "one subject for each"
    assert {*copied, *NOT_COPIED} == _schema()
    assert not set(copied) & NOT_COPIED.keys()


@pytest.mark.parametrize("subject", Stored)
def test_the_copy_of_a_subject_is_read_from_all_that_is_its(subject: Stored) -> None:
    assert KEPT_IN[subject] <= _named(all_queries()[f"own_data.{subject}"].text)
