"""What cells show of themselves: addresses, numbers and codes that a column can be known by whatever its heading."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from itertools import pairwise

from stdnum.cn import uscc

from graph.exchange.understanding.text import has_latin, is_empty_mark, is_han_name, narrow
from graph.exchange.understanding.words.contacts import EMAIL
from graph.exchange.understanding.words.terms import is_known

_URL = re.compile(
    r"(?:https?://|www\.)\S+|[\w-]+(?:\.[\w-]+)*\.(?:com|cn|org|net|io|ai|co|tech|example|test|edu|de|fr|eu|uk)(?:/\S*)?",
    re.IGNORECASE,
)
_PHONE = re.compile(r"\+?[\d\s().-]{7,20}(?: ?(?:ext|转|x)\.? ?\d{1,5})?")
_MOBILE = re.compile(r"(?:\+?86[ -]?)?1[3-9]\d[ -]?\d{4}[ -]?\d{4}")
_ORCID = re.compile(r"(?:https?://orcid\.org/)?\d{4}-\d{4}-\d{4}-\d{3}[\dXx]")
_HONORIFIC = re.compile(r"(?:dr|mr|mrs|ms|miss|prof)\.?|先生|女士|男|女", re.IGNORECASE)
_NUMBER = re.compile(r"\d{1,9}(?:\.0)?")
_ORGANISATION = re.compile(
    r"公司|集团|大学|学院|研究院|研究所|实验室|中心|基金|资本|创投|投资|医院|孵化器|\b(?:inc|ltd|llc|gmbh|corp|co|university|"
    r"institute|capital|ventures?|partners|fund|labs?|technologies|hospital|group|company)\b\.?", re.IGNORECASE
)  # fmt: skip
_COUNTED = re.compile("[一二三四五六七八九十两][家个万亿名位人]?|不限|无限")
OWN_PAGE = re.compile(r"https?://[^/]+/incubator/(?:supervisors|startups)/([^/?#]+)")
"""The address of a record's page, as the product's own tables have it: its last part is the id."""
_SAMPLE = 200
_DIGITS_OF_PHONE = 7


def _is_phone(text: str) -> bool:
    digits = sum(map(str.isdigit, text))
    return (
        bool(_PHONE.fullmatch(text))
        and digits >= _DIGITS_OF_PHONE
        and not re.fullmatch(r"\d{4}[-./]\d{1,2}[-./]\d{1,2}", text)
    )


def _is_code(text: str) -> bool:
    return bool(uscc.is_valid(text.upper()))


_LOOKS: dict[str, Callable[[str], bool]] = {
    "email": lambda text: EMAIL.search(text) is not None,
    "linkedin": lambda text: "linkedin.com/" in text.casefold(),
    "orcid": lambda text: _ORCID.fullmatch(text) is not None,
    "uscc": _is_code,
    "website": lambda text: _URL.fullmatch(text) is not None and "@" not in text,
    "mobile": lambda text: _MOBILE.fullmatch(text) is not None,
    "phone": _is_phone,
    "own_page": lambda text: OWN_PAGE.fullmatch(text) is not None,
    "honorific": lambda text: _HONORIFIC.fullmatch(text) is not None,
    "digits": lambda text: any(map(str.isdigit, text)),
    "counted": lambda text: _COUNTED.search(text) is not None,
    "number": lambda text: _NUMBER.fullmatch(text) is not None,
    "organisation": lambda text: _ORGANISATION.search(text) is not None,
    "han": is_han_name,
    "latin": has_latin,
    "category": lambda text: is_known("categories", text),
    "industries": lambda text: is_known("industries", text),
    "stages": lambda text: is_known("stages", text),
    "roles": lambda text: is_known("roles", text),
    "languages": lambda text: is_known("languages", text),
    "investor_kinds": lambda text: is_known("investor_kinds", text),
}


def told(cells: Sequence[str]) -> list[str]:
    """The cells of a sample that say something, on one line each."""
    found = (narrow(cell) for cell in cells[:_SAMPLE])
    return [cell for cell in found if cell and not is_empty_mark(cell)]


def share(look: str, cells: Sequence[str]) -> float:
    """How many of the cells look so; 0 of none."""
    looks = _LOOKS[look]
    return sum(looks(cell) for cell in cells) / len(cells) if cells else 0.0


def are_row_numbers(cells: Sequence[str]) -> bool:
    """Whether cells only count the rows: small whole numbers, each but few one more than the one before."""
    if len(cells) == 0 or not all(_NUMBER.fullmatch(cell) for cell in cells):
        return False
    numbers = [int(float(cell)) for cell in cells]
    if len(numbers) == 1:
        return numbers[0] <= 1
    steps = [after - before for before, after in pairwise(numbers)]
    return sum(0 < step <= 3 for step in steps) * 10 >= len(steps) * 8 and numbers[0] <= 1000
