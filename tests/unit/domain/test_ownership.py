"""Whose a record is, and what a row may name: the table answers for every sort of row that the format knows."""

from __future__ import annotations

import pytest

from graph.domain.ownership import WRITES, Claims, Hold, Named, RowRule, Tie, Writer, files_of, refused_column, tie_of
from graph.domain.roles import INCUBATOR, ROLES, STARTUP, SYSTEM
from graph.exchange.checking.scope import naming_columns, sort_of_row
from graph.exchange.format.schema import RELATION_ENDS, SHEETS

OURS = Writer(INCUBATOR, "ours")
HERE, ELSEWHERE = frozenset({"ours"}), frozenset({"theirs"})
SORTS = {
    sort_of_row(name, {"type": kind}): sheet
    for name, sheet in SHEETS.items()
    for kind in (RELATION_ENDS if name == "relations" else ("",))
}


def test_every_sort_of_row_has_an_answer_for_whoever_imports() -> None:
    importing = [role for role in ROLES if WRITES[role]]
    assert importing == [INCUBATOR]
    assert {role: set(WRITES[role]) for role in importing} == {role: set(SORTS) for role in importing}


@pytest.mark.parametrize("sort", SORTS)
def test_every_column_that_names_somebody_has_a_rule(sort: str) -> None:
    rule = WRITES[INCUBATOR][sort]
    named = {column.name for column in naming_columns(SORTS[sort])}
    assert rule is None or set(rule.columns) | set(rule.either) == named


def test_an_incubator_imports_the_files_of_those_whom_it_looks_after() -> None:
    assert files_of(INCUBATOR) == {"startups", "people", "needs", "careers", "documents", "relations", "conflicts"}
    assert files_of(STARTUP) == set()


@pytest.mark.parametrize(
    ("claims", "tie"),
    [
        (Claims("p", "Person", HERE, is_known=True), Tie.OWN),
        (Claims("p", "Person", HERE | ELSEWHERE, is_known=True, has_account=True), Tie.OWN),
        (Claims("p", "Person"), Tie.UNCLAIMED),
        (Claims("p", "Person", is_known=True), Tie.FOREIGN),
        (Claims("p", "Person", ELSEWHERE, is_known=True), Tie.FOREIGN),
        (Claims("p", "Person", has_account=True), Tie.FOREIGN),
        (Claims("p", "Person", founded=(HERE, ELSEWHERE)), Tie.FOREIGN),
        (Claims("p", "Person", founded=(HERE,)), Tie.UNCLAIMED),
        (Claims("s", "Startup", HERE, is_known=True), Tie.OWN),
        (Claims("s", "Startup"), Tie.UNCLAIMED),
        (Claims("i", "Investor"), Tie.FOREIGN),
        (Claims("l", "Lab"), Tie.FOREIGN),
        (Claims("ours", "Incubator"), Tie.OWN),
        (Claims("theirs", "Incubator"), Tie.FOREIGN),
    ],
)
def test_whose_a_profile_is_to_an_incubator(claims: Claims, tie: Tie) -> None:
    assert tie_of(OURS, claims) is tie


def test_others_own_themselves_or_nobody_and_the_system_everything() -> None:
    own, other = Claims("s", "Startup", HERE, is_known=True), Claims("t", "Startup")
    assert [tie_of(Writer(STARTUP, "s"), one) for one in (own, other)] == [Tie.OWN, Tie.FOREIGN]
    assert {tie_of(Writer(role, ""), own) for role in ("administrator", "talent_office")} == {Tie.FOREIGN}
    assert tie_of(Writer(SYSTEM, ""), other) is Tie.OWN


@pytest.mark.parametrize(
    ("left", "right", "changes", "column"),
    [
        (Tie.OWN, Tie.FOREIGN, False, None),
        (Tie.FOREIGN, Tie.OWN, False, None),
        (Tie.FOREIGN, Tie.FOREIGN, False, "a"),
        (Tie.OWN, Tie.OWN, True, None),
        (Tie.OWN, Tie.FOREIGN, True, "b"),
    ],
)
def test_an_edge_to_somebody_else_may_be_noted_and_not_changed(
    left: Tie, right: Tie, changes: bool, column: str | None
) -> None:
    rule = RowRule(either=("a", "b"))
    named = {"a": [Named("1", left)], "b": [Named("2", right)]}
    assert refused_column(rule, OURS, named, changes_edge=changes) == column


def test_a_column_may_ask_for_the_writer_itself() -> None:
    rule = RowRule({"to": Hold.ITSELF})
    assert refused_column(rule, OURS, {"to": [Named("ours", Tie.OWN)]}, changes_edge=False) is None
    assert refused_column(rule, OURS, {"to": [Named("new", Tie.UNCLAIMED)]}, changes_edge=False) == "to"
