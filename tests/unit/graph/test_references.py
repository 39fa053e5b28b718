"""Rows that point at what is not there."""

from __future__ import annotations

from graph.exchange.checking.checked import Checked
from graph.exchange.checking.references import check_references
from graph.exchange.checking.spool import Spool, Wanted
from graph.exchange.format.problems import Problem


def note_career(checked: Checked, file: str, line: int) -> int:
    """A career entry of somebody who stands nowhere."""
    number = checked.spool.next_number()
    checked.spool.add(number, "careers", "", file, line, {"person_id": "p-2", "organisation": "Harbour"})
    checked.spool.want(Wanted(number, "person_id", "p-2", ("people",), required=True))
    return number


def test_what_a_line_of_a_list_makes_besides_a_bad_row_goes_with_it_without_a_word_of_its_own() -> None:
    with Spool() as spool:
        checked = Checked(spool)
        checked.reject("people.csv", [Problem("list.csv", 7, "email", "x", "probably_same_row", "say_which")])
        note_career(checked, "list.csv", 7)

        check_references(checked, lambda _sheet, _ids: set())

        assert [problem.column for problem in checked.problems] == ["email"]
        assert checked.rejected == {"people.csv": 1, "careers.csv": 1}
        assert len(checked.bad_lines) == 1
        assert spool.count() == 0


def test_a_row_alone_that_points_at_nothing_is_told() -> None:
    with Spool() as spool:
        checked = Checked(spool)
        note_career(checked, "careers.csv", 2)

        check_references(checked, lambda _sheet, _ids: set())

        assert [(problem.line, problem.code) for problem in checked.problems] == [(2, "unknown_id")]
        assert checked.rejected == {"careers.csv": 1}
