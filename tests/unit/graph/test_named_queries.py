"""Named queries: declared, described, and checked when they are called."""

from __future__ import annotations

import pytest

from graph.errors import QueryError
from graph.named_queries import all_queries, parse

GOOD = "// name: find\n// The thing with this id.\n// parameters: id\nMATCH (n {id: $id}) RETURN n.id AS id\n"


def test_a_query_is_found_by_file_and_name() -> None:
    query = parse("things", GOOD)["things.find"]
    assert query.description == "The thing with this id."
    assert query.parameters == {"id"}


def test_every_query_of_the_product_is_well_formed() -> None:
    assert len(all_queries()) > 5


@pytest.mark.parametrize(
    "text",
    [
        GOOD.replace("parameters: id", "parameters: id, at"),
        GOOD.replace("parameters: id", "parameters: none"),
        GOOD.replace("// parameters: id\n", ""),
        GOOD.replace("// The thing with this id.\n", ""),
        GOOD + GOOD,
    ],
)
def test_a_query_that_says_less_than_it_does_is_refused(text: str) -> None:
    with pytest.raises(QueryError):
        parse("things", text)


@pytest.mark.parametrize("given", [{}, {"id": 1, "other": 2}])
def test_a_call_with_other_parameters_than_declared_is_refused(given: dict[str, object]) -> None:
    with pytest.raises(QueryError, match=r"things\.find"):
        parse("things", GOOD)["things.find"].check(given)


def test_a_stored_code_is_written_as_the_member_of_its_enum() -> None:
    query = parse("things", GOOD.replace("{id: $id}", "{id: $id, state: NeedState.OPEN}"))["things.find"]

    assert query.text == "MATCH (n {id: $id, state: 'open'}) RETURN n.id AS id"


def test_a_fragment_names_members_too() -> None:
    query = parse("things", GOOD.replace("RETURN", "WHERE running(n, $id) RETURN"))["things.find"]

    assert "coalesce(n.state, 'active') IN ['active', 'listed']" in query.text


@pytest.mark.parametrize("member", ["NeedState.OPENED", "NeedStates.OPEN"])
def test_a_member_that_there_is_not_is_refused(member: str) -> None:
    with pytest.raises(QueryError, match=member):
        parse("things", GOOD.replace("{id: $id}", f"{{id: $id, state: {member}}}"))
