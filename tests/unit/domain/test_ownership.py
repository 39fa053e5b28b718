"""Whose a record is, and what a row may name: the table answers for every sort of row that the format knows."""

from __future__ import annotations

import pytest

from graph.domain.ownership import (
    WRITES,
    Change,
    Claims,
    Hold,
    Named,
    Refusal,
    RowRule,
    Tie,
    Writer,
    files_of,
    refusal,
    tie_of,
)
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
        (Claims("p", "Person", HERE, is_known=True, has_account=True), Tie.SHARED),
        (Claims("p", "Person", HERE | ELSEWHERE, is_known=True), Tie.SHARED),
        (Claims("s", "Startup", HERE, is_known=True, has_account=True), Tie.SHARED),
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


NEW, SAME = Change(is_new=True), Change()


def changed(noted_by: str = "") -> Change:
    return Change(columns=("to",), noted_by=noted_by)


@pytest.mark.parametrize(
    ("left", "right", "change", "column"),
    [
        (Tie.OWN, Tie.FOREIGN, NEW, None),
        (Tie.SHARED, Tie.FOREIGN, NEW, None),
        (Tie.FOREIGN, Tie.OWN, SAME, None),
        (Tie.FOREIGN, Tie.FOREIGN, SAME, "a"),
        (Tie.OWN, Tie.OWN, changed(), None),
        (Tie.OWN, Tie.FOREIGN, changed(), "b"),
        (Tie.OWN, Tie.FOREIGN, changed("ours"), None),
        (Tie.OWN, Tie.FOREIGN, changed("theirs"), None),
        (Tie.OWN, Tie.FOREIGN, changed("2"), "b"),
        (Tie.FOREIGN, Tie.FOREIGN, changed("ours"), "a"),
    ],
)
def test_an_edge_to_somebody_else_is_changed_by_who_noted_it_or_where_neither_of_the_two_did(
    left: Tie, right: Tie, change: Change, column: str | None
) -> None:
    rule = RowRule(either=("a", "b"))
    named = {"a": [Named("1", left)], "b": [Named("2", right)]}
    assert refusal(rule, OURS, named, change) == (Refusal(column, Tie.FOREIGN) if column else None)


def test_a_column_may_ask_for_the_writer_itself() -> None:
    rule = RowRule({"to": Hold.ITSELF})
    assert refusal(rule, OURS, {"to": [Named("ours", Tie.OWN)]}, NEW) is None
    assert refusal(rule, OURS, {"to": [Named("new", Tie.UNCLAIMED)]}, NEW) == Refusal("to", Tie.UNCLAIMED)


@pytest.mark.parametrize(
    ("hold", "tie", "change", "column"),
    [
        (Hold.UNSHARED, Tie.OWN, changed(), None),
        (Hold.UNSHARED, Tie.SHARED, SAME, None),
        (Hold.UNSHARED, Tie.SHARED, changed(), "to"),
        (Hold.UNSHARED, Tie.SHARED, NEW, "id"),
        (Hold.UNSHARED, Tie.FOREIGN, SAME, "id"),
        (Hold.REPEATED, Tie.FOREIGN, SAME, None),
        (Hold.REPEATED, Tie.FOREIGN, NEW, "id"),
        (Hold.REPEATED, Tie.FOREIGN, changed(), "id"),
        (Hold.REPEATED, Tie.SHARED, NEW, None),
        (Hold.WRITABLE, Tie.SHARED, changed(), None),
    ],
)
def test_what_is_shared_or_anothers_may_be_repeated(hold: Hold, tie: Tie, change: Change, column: str | None) -> None:
    found = refusal(RowRule({"id": hold}), OURS, {"id": [Named("1", tie)]}, change)
    assert found == (Refusal(column, tie) if column else None)
