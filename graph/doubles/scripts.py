"""Texts in Latin and Chinese script, brought to one form."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from opencc import OpenCC

_CHINESE = re.compile(r"[㐀-䶿一-鿿]+")
_SIMPLIFIED = OpenCC("t2s")


@lru_cache(maxsize=200_000)
def chinese_of(text: str) -> str:
    """The Chinese characters of a text in simplified form, run together."""
    found = "".join(_CHINESE.findall(unicodedata.normalize("NFKC", text)))
    return simplified(found)


@lru_cache(maxsize=200_000)
def simplified(text: str) -> str:
    """Chinese in simplified form."""
    return text if text.isascii() else _SIMPLIFIED.convert(text)


@lru_cache(maxsize=200_000)
def latin_tokens(text: str) -> tuple[str, ...]:
    """The words in Latin letters and digits: small, without accents; hyphens and dots join or part nothing."""
    plain = unicodedata.normalize("NFKD", unicodedata.normalize("NFKC", text).casefold())
    plain = "".join(letter for letter in plain if not unicodedata.combining(letter))
    plain = plain.replace("ß", "ss").replace("ø", "o").replace("ł", "l").replace("đ", "d").replace("æ", "ae")
    plain = re.sub(r"[-'’·.]+(?=\w)", "", _part_initials(plain))
    return tuple(re.findall(r"[^\W_㐀-䶿一-鿿]+", plain))


def _part_initials(text: str) -> str:
    """`j.r. smith` has two initials, not a word `jr`."""
    return re.sub(r"\b([^\W\d_])\.\s*(?=[^\W\d_]\b)", r"\1 ", text)
