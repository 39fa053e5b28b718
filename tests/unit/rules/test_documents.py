"""Files of rules: what is wrong is told with its line."""

from __future__ import annotations

from pathlib import Path

import pytest

from graph.errors import InvalidInputError
from graph.rules.documents import find_document, read_document
from graph.rules.indicators import IndicatorSet

GOOD = find_document("work-permit-points").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        (
            "- {from: 0, points: 0}\n      - {from: 5",
            "- {from: 1, points: 0}\n      - {from: 5",
            "below 1 have no points",
        ),
        ("{from: 5, points: 5}", "{from: 5, below: 6, points: 5}", "from 6 to 7 have no points"),
        ("{from: 5, points: 5}", "{from: 5, below: 8, points: 5}", "from 7 to 8 stand in two bands"),
        ("{from: 7, points: 8}", "{from: 5, points: 8}", "does not lie above"),
        ("bachelor: 10, other: 0", "bachelor: 10", "other has no points"),
        ("doctorate: 20", "doctor: 20", "doctor is no value of this fact"),
        ("fact: salary_10k_cny", "fact: wage", "wage is no fact"),
        ("{code: C, from: 0}", "{code: C, from: 10}", "the last starts at 0"),
        ("- id: education", "- id: salary", "salary stands twice"),
        ("in_force_from: 2017-04-01", "in_force_from: spring", "in_force_from"),
        ("applies_to: [F, L]", "applies_to: [F, X]", "applies_to"),
        ("confirmed: false", "confirmed: false\nsecret: 1", "secret"),
    ],
)
def test_a_faulty_table_is_refused_with_what_is_wrong(tmp_path: Path, old: str, new: str, told: str) -> None:
    path = tmp_path / "table.yaml"
    path.write_text(GOOD.replace(old, new, 1), encoding="utf-8")

    with pytest.raises(InvalidInputError, match=r"line [0-9]+") as refused:
        read_document(path, IndicatorSet)

    assert told in str(refused.value)


def test_the_line_is_that_of_the_item(tmp_path: Path) -> None:
    path = tmp_path / "table.yaml"
    path.write_text(GOOD.replace("doctorate: 20", "doctor: 20"), encoding="utf-8")
    line = next(at for at, text in enumerate(GOOD.splitlines(), 1) if "- id: education" in text)

    with pytest.raises(InvalidInputError, match=f"line {line}, items.2"):
        read_document(path, IndicatorSet)


@pytest.mark.parametrize("content", [b"", b"[1, 2", b"\xff\xfe\x00", b"- 1\n- 2\n", b"x: &a [*a]"])
def test_what_is_no_such_file_is_refused_in_words(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "table.yaml"
    path.write_bytes(content)

    with pytest.raises(InvalidInputError):
        read_document(path, IndicatorSet)


def test_an_unknown_name_says_which_ship() -> None:
    with pytest.raises(InvalidInputError, match="nomination, routes, work-permit, work-permit-points"):
        find_document("working-permit")
