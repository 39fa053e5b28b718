"""Migration files: split where a statement ends, and nowhere else."""

from __future__ import annotations

from graph.migrate import load_migrations, split_statements
from graph.schema import PROFILE_LABELS
from graph.schema_check import identified_labels


def test_a_semicolon_inside_a_string_a_name_or_a_comment_does_not_split() -> None:
    text = "CREATE (n {a: 'x;y', b: \"p;q\"}); // not; here\nMATCH (`odd;name`) RETURN 1; /* nor; here */ RETURN 2"
    assert list(split_statements(text)) == [
        "CREATE (n {a: 'x;y', b: \"p;q\"})",
        "MATCH (`odd;name`) RETURN 1",
        "RETURN 2",
    ]


def test_what_follows_the_last_semicolon_is_not_dropped() -> None:
    assert list(split_statements("RETURN 1;\nRETURN 2")) == ["RETURN 1", "RETURN 2"]


def test_migrations_are_numbered_without_gaps() -> None:
    versions = [int(migration.version) for migration in load_migrations()]
    assert versions == list(range(1, len(versions) + 1))


def test_labels_found_by_their_id_are_those_that_the_migrations_constrain() -> None:
    labels = identified_labels()

    assert {"Need", "AuditChain", "ModelSlot", *PROFILE_LABELS} <= labels
    assert "Supervisor" not in labels
