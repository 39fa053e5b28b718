"""Cells that follow a public standard: what is taken, and what is said of the others."""

from __future__ import annotations

import pytest

from graph.exchange.format.cell_error import CellError
from graph.exchange.format.identifiers import parse_email, parse_uscc
from graph.exchange.format.schema import Column
from graph.taxonomy.source import load

COLUMN, TAXONOMY = Column("tried", "text"), load()
CODE = "91310000MA1FL0AB1X"


def refusal(parse: object, text: str) -> tuple[str, str]:
    with pytest.raises(CellError) as caught:
        parse(COLUMN, text, TAXONOMY)  # type: ignore[operator]
    return caught.value.code, caught.value.fix_code


def test_a_credit_code_is_taken_as_it_stands() -> None:
    assert parse_uscc(COLUMN, CODE, TAXONOMY) == CODE


@pytest.mark.parametrize(
    ("text", "fix"),
    [
        (CODE[:-1] + "Y", "uscc_check_digit"),
        (CODE.replace("FL", "LF"), "uscc_check_digit"),
        (CODE.lower(), "write_suggestion"),
        (f"{CODE[:8]}-{CODE[8:]}", "write_suggestion"),
        (CODE[:-1], "uscc_form"),
        ("9.13101E+17", "uscc_form"),
        ("91310000MA1FLOAB1X", "uscc_form"),  # the letter O is in no code
    ],
)
def test_another_credit_code_is_refused_with_what_to_do(text: str, fix: str) -> None:
    assert refusal(parse_uscc, text) == ("not_a_uscc", fix)


@pytest.mark.parametrize("text", ["a@b.cn", "Gu.Ming+pool@Sub.Example.org", "gu@例子.中国"])
def test_an_email_address_is_kept_as_it_was_written(text: str) -> None:
    assert parse_email(COLUMN, text, TAXONOMY) == text


def test_an_email_address_in_full_width_letters_is_read_as_the_plain_one() -> None:
    assert parse_email(COLUMN, "Ｇｕ＠b.cn", TAXONOMY) == "Gu@b.cn"


@pytest.mark.parametrize(
    "text",
    [
        "a",
        "a@",
        "@b.cn",
        "a@b..cn",
        "a..b@c.cn",
        "a b@c.cn",
        "a@b.cn, c@d.cn",
        "a@-b.cn",
        "x" * 250 + "@b.cn",
        "a@b",
        "坏@坏",
        "顾@例子.中国",
    ],
)
def test_what_no_account_could_have_is_refused_as_an_email_address(text: str) -> None:
    assert refusal(parse_email, text) == ("not_an_email", "email_form")
