"""A new password: weak ones are refused with what helps, long ones count to their end."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.support.visitor import PASSWORD, SignIn, Visitor, text_of

NewVisitor = Callable[[], Visitor]


@pytest.mark.parametrize(("password", "words"), [("short", "at least 8"), ("password123", "easy to guess")])
def test_a_weak_password_is_refused_with_what_helps(sign_in: SignIn, password: str, words: str) -> None:
    answer = sign_in("administrator").post("/account/password", {"password-old": PASSWORD, "password-new": password})

    assert answer.status_code == 422
    assert words in text_of(answer)


def test_a_long_password_counts_to_its_end(sign_in: SignIn, visitor: NewVisitor) -> None:
    person = sign_in("administrator")
    long = "lantern harbour crane violin orchard kettle mosaic thunder ribbon pepper canyon walnut glacier end"
    person.post("/account/password", {"password-old": PASSWORD, "password-new": long})

    assert visitor().sign_in(person.account.email, long[:-1]).status_code == 422
    assert visitor().sign_in(person.account.email, long).status_code == 302
