"""Why a mail did not leave is said in words, in both languages, never by the program's own line."""

from __future__ import annotations

import pytest

from webapp.words.mail_trouble import mail_trouble
from webapp.words.speaking import in_both

PLAIN = (
    ("RefusedForGoodError: This makes no mail: local-part contains non-ASCII", "no address to which a mail can go"),
    ("RefusedForGoodError: {'a@b.cn': (550, b'unknown')}", "refuses this address"),
    ("ConnectionRefusedError: [Errno 111]", "could not be reached"),
    ("SMTPServerDisconnected: please run connect() first", "did not take it"),
    ("KeyError: 'name'", "its log says more"),
)


@pytest.mark.parametrize(("line", "words"), PLAIN)
def test_a_trouble_is_said_in_words(line: str, words: str) -> None:
    english, chinese = in_both(lambda: mail_trouble(line))

    assert words in english
    assert english != chinese
    assert "Error" not in english + chinese


def test_where_nothing_was_wrong_nothing_is_said() -> None:
    assert mail_trouble("") == ""
