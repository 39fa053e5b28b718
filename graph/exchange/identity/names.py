"""Names, addresses and employers as they are compared: without case, width, titles and the spaces between."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from typing import Any

from graph.doubles.titles import bare_name

_TITLES = frozenset({"dr", "prof", "professor", "mr", "mrs", "ms", "phd"})
_NO_WORD = re.compile(r"[\W_]")
_NAMES = ("name", "name_zh")


def plain_name(text: str) -> str:
    """A name without case, width, accents, titles and spaces: Latin names by their words in order of the alphabet."""
    text = bare_name(text)
    if text.isascii():
        kept = _NO_WORD.sub(" ", text.casefold())
    else:
        plain = unicodedata.normalize("NFKD", unicodedata.normalize("NFKC", text).casefold())
        kept = "".join(one if one.isalnum() else " " for one in plain if not unicodedata.combining(one))
    words = [word for word in kept.split() if word not in _TITLES] or kept.split()
    return " ".join(sorted(words)) if kept.isascii() else "".join(words)


def plain_names(record: Mapping[str, Any]) -> frozenset[str]:
    """The names of a record as they are compared."""
    return frozenset(plain_name(record[name]) for name in _NAMES if record.get(name)) - {""}


def plain_email(record: Mapping[str, Any]) -> str:
    """The address of a record as it is compared; empty where there is none."""
    return str(record.get("email") or "").strip().casefold()


def kept_names(held: Mapping[str, Any], record: Mapping[str, Any]) -> dict[str, str]:
    """The Latin name of a record, where a row gives the Chinese one alone: it is not taken for another name."""
    chinese = plain_name(str(held.get("name_zh") or ""))
    is_known = bool(chinese) and plain_name(str(record.get("name") or "")) == chinese
    return {"name": str(held["name"])} if is_known and record["name"] != held["name"] else {}


def names_agree(left: frozenset[str], right: frozenset[str]) -> bool:
    """Whether one name is the same, or says the other with more words."""
    return any(_agree(one, other) for one in left for other in right)


def _agree(one: str, other: str) -> bool:
    if one == other:
        return True
    words, others = frozenset(one.split()), frozenset(other.split())
    return min(len(words), len(others)) > 1 and (words <= others or others <= words)
