"""Whatever is declared has an entry in every table, or the program refuses to start."""

from __future__ import annotations

import pytest

from graph.domain.registry import IncompleteError, Registry, UndeclaredError


def _shapes() -> Registry[int]:
    return Registry("shape", {"triangle": 3, "square": 4})


def test_a_complete_table_passes() -> None:
    shapes = _shapes()
    names = shapes.table("name", {"triangle": "Triangle", "square": "Square"})

    shapes.check()

    assert names.faults(shapes) == []


def test_a_missing_entry_is_refused_by_name() -> None:
    shapes = _shapes()
    shapes.table("name", {"triangle": "Triangle"})

    with pytest.raises(IncompleteError, match="shape 'square' has no name"):
        shapes.check()


def test_an_entry_for_nothing_declared_is_refused() -> None:
    shapes = _shapes()
    shapes.table("name", {"triangle": "Triangle", "square": "Square", "circle": "Circle"})

    with pytest.raises(IncompleteError, match="undeclared shape 'circle'"):
        shapes.check()


def test_reading_what_is_not_declared_is_an_error_and_never_another_entry() -> None:
    shapes = _shapes()
    names = shapes.table("name", {"triangle": "Triangle", "square": "Square"})

    with pytest.raises(UndeclaredError, match="circle"):
        shapes["circle"]
    with pytest.raises(UndeclaredError, match="circle"):
        names["circle"]


def test_one_more_is_declared_for_a_while_with_all_its_entries() -> None:
    shapes = _shapes()
    names = shapes.table("short name", {"triangle": "Triangle", "square": "Square"})

    with shapes.declaring("circle", 0, short_name="Circle"):
        assert (shapes["circle"], names["circle"]) == (0, "Circle")
    assert "circle" not in shapes
    assert "circle" not in names


def test_one_more_without_an_entry_is_refused_and_leaves_nothing_behind() -> None:
    shapes = _shapes()
    shapes.table("name", {"triangle": "Triangle", "square": "Square"})

    with pytest.raises(IncompleteError, match="shape 'circle' has no name"), shapes.declaring("circle", 0):
        pytest.fail("an incomplete declaration was let in")
    assert "circle" not in shapes
