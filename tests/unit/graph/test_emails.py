"""However an address is typed, it is one address."""

from __future__ import annotations

from unicodedata import normalize

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.emails import normal_email, plain_email
from graph.errors import InvalidInputError

FULL_WIDTH = str.maketrans({character: chr(ord(character) + 0xFEE0) for character in map(chr, range(0x21, 0x7F))})
ADDRESSES = st.from_regex(r"[A-Za-z][A-Za-z0-9]{0,12}@[a-z][a-z0-9]{0,12}[.](cn|example)", fullmatch=True)


@given(ADDRESSES)
def test_full_width_letters_are_the_plain_ones(address: str) -> None:
    typed = f"\u3000{address.translate(FULL_WIDTH)} "

    assert plain_email(typed) == address
    assert normal_email(typed) == address.lower()


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("ｌｕ@x.cn", "lu@x.cn"),
        ("lu＠x.cn", "lu@x.cn"),
        ("lu@x。cn", "lu@x.cn"),
        ("ﬁn@x.cn", "fin@x.cn"),
        ("ｌｕ@BÜRO.de", "lu@büro.de"),
    ],
)
def test_other_forms_of_a_letter_become_it(typed: str, meant: str) -> None:
    assert normal_email(typed) == meant


@pytest.mark.parametrize("typed", ["l\u200bu@x.cn", "lu", "@x.cn", "", "lu@", "lu x@x.cn"])
def test_what_is_no_address_is_refused(typed: str) -> None:
    for rule in (normal_email, plain_email):
        with pytest.raises(InvalidInputError):
            rule(typed)


@given(st.text(max_size=60))
def test_what_is_taken_is_in_one_form_whatever_is_typed(typed: str) -> None:
    try:
        taken = normal_email(typed)
    except InvalidInputError:
        return
    assert taken == normal_email(taken) == normalize("NFKC", taken)
