"""Conflicts of interest from recorded ties: each kind, its severity, and the days on which it holds."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

import pytest

from graph.domain.periods import Period
from graph.rules.conflict_rules import ConflictKind as Kind
from graph.rules.conflict_rules import Severity, shipped_conflict_rules
from graph.rules.finding_conflicts import conflicts_between, conflicts_of
from graph.rules.ties import Party, Tie, Ties
from graph.rules.ties import TieKind as Of

FIRST, LAST = date(2024, 3, 1), date(2025, 2, 28)
TERM = Period(FIRST, LAST)
PARTIES = [
    Party("s", "startup"), Party("rival", "startup"), Party("sister", "startup"), Party("v", "investor"),
    Party("founder", "mentor"), Party("m", "mentor"), Party("t", "talent"),
]  # fmt: skip
FOUNDED = Tie(Of.FOUNDED, "founder", "s")
FORBIDS, ASK = Severity.FORBIDS, Severity.ASK


def _kinds(ties: Sequence[Tie], other: str, day: date) -> dict[Kind, Severity]:
    known = Ties(PARTIES, ties, {"m": [("house", TERM)]})
    return {one.kind: one.severity for one in conflicts_between("s", other, known, shipped_conflict_rules(), day)}


@pytest.mark.parametrize(
    ("ties", "other", "kind", "severity"),
    [
        ([Tie(Of.WORKS_AT, "m", "s", TERM)], "m", Kind.WORKS, FORBIDS),
        ([Tie(Of.EMPLOYMENT, "s", "m", TERM)], "m", Kind.WORKS, FORBIDS),
        ([FOUNDED, Tie(Of.FAMILY, "m", "founder", TERM)], "m", Kind.FAMILY, FORBIDS),
        ([Tie(Of.FAMILY, "m", "s", TERM)], "m", Kind.FAMILY, FORBIDS),
        ([Tie(Of.SUPERVISION, "m", "s", TERM)], "m", Kind.SUPERVISION, FORBIDS),
        ([Tie(Of.DECLARED, "s", "v", TERM)], "v", Kind.DECLARED, FORBIDS),
        ([Tie(Of.DECLARED, "s", "m", noted_by="house")], "m", Kind.DECLARED, FORBIDS),
        ([Tie(Of.SAME_EMAIL, "m", "t"), Tie(Of.WORKS_AT, "t", "s", TERM)], "m", Kind.SAME_PERSON, FORBIDS),
        ([Tie(Of.INVESTED_IN, "m", "s", TERM)], "m", Kind.INVESTED, ASK),
        ([Tie(Of.INVESTED_IN, "v", "s", TERM), Tie(Of.WORKS_AT, "m", "v")], "m", Kind.INVESTED, ASK),
        ([Tie(Of.ADVISES, "m", "s", TERM)], "m", Kind.ADVISES, ASK),
        ([Tie(Of.COMPETITOR, "rival", "s", TERM)], "rival", Kind.COMPETITOR, ASK),
        ([Tie(Of.COMPETITOR, "s", "rival"), Tie(Of.GUIDES, "m", "rival", TERM)], "m", Kind.COMPETITOR, ASK),
        ([Tie(Of.COMPETITOR, "s", "rival", TERM), Tie(Of.FOUNDED, "m", "rival")], "m", Kind.COMPETITOR, ASK),
        ([Tie(Of.COMPETITOR, "s", "rival"), Tie(Of.INVESTED_IN, "v", "rival", TERM)], "v", Kind.COMPETITOR, ASK),
        (
            [Tie(Of.INVESTED_IN, "v", "s"), Tie(Of.INVESTED_IN, "v", "sister", TERM)],
            "sister", Kind.SAME_INVESTOR, ASK,
        ),
    ],
)  # fmt: skip
def test_each_kind_holds_from_its_first_day_to_its_last(
    ties: list[Tie], other: str, kind: Kind, severity: Severity
) -> None:
    day = timedelta(days=1)
    assert kind not in _kinds(ties, other, FIRST - day)
    assert _kinds(ties, other, FIRST)[kind] is severity
    assert _kinds(ties, other, LAST)[kind] is severity
    assert kind not in _kinds(ties, other, LAST + day)


def test_a_founder_stays_one_and_is_one_under_another_record() -> None:
    founded = Tie(Of.FOUNDED, "founder", "s", TERM)
    same = Tie(Of.SAME_ORCID, "m", "founder")

    assert not _kinds([founded], "founder", FIRST - timedelta(days=1))
    for day in (FIRST, LAST, LAST + timedelta(days=4000)):
        assert _kinds([founded], "founder", day) == {Kind.FOUNDER: FORBIDS}
        assert _kinds([founded, same], "m", day) == {Kind.SAME_PERSON: FORBIDS}


def test_whoever_left_is_asked_about_for_three_years_to_the_day() -> None:
    for tie in (Tie(Of.WORKS_AT, "m", "s", TERM), Tie(Of.EMPLOYMENT, "m", "s", TERM)):
        assert _kinds([tie], "m", LAST + timedelta(days=1)) == {Kind.WORKED: ASK}
        assert _kinds([tie], "m", date(2028, 2, 28)) == {Kind.WORKED: ASK}
        assert not _kinds([tie], "m", date(2028, 2, 29))
    leap = Tie(Of.WORKS_AT, "m", "s", Period(None, date(2024, 2, 29)))
    assert _kinds([leap], "m", date(2027, 2, 28)) == {Kind.WORKED: ASK}
    assert not _kinds([leap], "m", date(2027, 3, 1))


def test_what_an_investor_has_in_the_startup_is_a_fact_and_no_conflict() -> None:
    assert not _kinds([Tie(Of.INVESTED_IN, "v", "s", TERM)], "v", FIRST)


def test_an_investor_in_many_startups_ties_none_of_them() -> None:
    wide = [Tie(Of.INVESTED_IN, "v", f"s{one}") for one in range(20)]
    assert not _kinds([*wide, Tie(Of.INVESTED_IN, "v", "s"), Tie(Of.INVESTED_IN, "v", "sister")], "sister", FIRST)


def test_what_an_incubator_noted_ends_with_its_looking_after_them() -> None:
    noted = Tie(Of.DECLARED, "s", "m", noted_by="elsewhere")
    assert not _kinds([noted], "m", FIRST)
    assert _kinds([Tie(Of.DECLARED, "s", "m", noted_by="m")], "m", FIRST)


def test_several_ties_of_a_kind_are_one_conflict_with_all_its_evidence() -> None:
    ties = [Tie(Of.WORKS_AT, "m", "s", TERM), Tie(Of.EMPLOYMENT, "s", "m", Period(None, LAST))]
    (found,) = conflicts_of("s", Ties(PARTIES, ties, {}), shipped_conflict_rules(), FIRST)
    assert (found.period, found.evidence) == (Period(None, LAST), tuple(ties))
