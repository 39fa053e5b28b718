"""Names of accounts in the script of whoever reads them."""

from __future__ import annotations

import pytest

from graph.domain.scripts import has_chinese, in_both, name_in


@pytest.mark.parametrize(
    ("name", "english", "chinese"),
    [
        ("Zou Minyi 邹敏一", "Zou Minyi", "邹敏一"),
        ("邹敏一 Zou Minyi", "Zou Minyi", "邹敏一"),
        ("Zou Minyi (邹敏一)", "Zou Minyi", "邹敏一"),
        ("Henrik Aaltovaara", "Henrik Aaltovaara", "Henrik Aaltovaara"),
        ("乔岚昕", "乔岚昕", "乔岚昕"),
        ("Tony 陈", "Tony 陈", "Tony 陈"),
        ("", "", ""),
    ],
)
def test_a_name_in_both_scripts_gives_the_part_that_is_read(name: str, english: str, chinese: str) -> None:
    assert (name_in(name, "en"), name_in(name, "zh")) == (english, chinese)


def test_two_names_make_one_line_of_an_account() -> None:
    assert in_both("Zou Minyi", "邹敏一") == "Zou Minyi 邹敏一"
    assert in_both("邹敏一", "邹敏一") == "邹敏一"
    assert in_both("Zou Minyi", "") == "Zou Minyi"
    assert has_chinese("Zou 邹")
    assert not has_chinese("Zou")
