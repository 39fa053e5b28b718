"""What people type, without what nobody sees."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

_LINE_ENDS = re.compile(r"\r\n?|[\x85\u2028\u2029]")
_BETWEEN_NAMES = re.compile(r"[,，、;；\n|]+")
_BREAKS = re.compile(r"[\n\t]+")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")


def without_control(text: str) -> str:
    """A text whose only control characters are tabs and `\\n`, which ends every line."""
    return _CONTROL.sub("", _LINE_ENDS.sub("\n", text))


def one_line(text: str) -> str:
    """A text of one line: breaks and tabs become a space."""
    return _BREAKS.sub(" ", without_control(text)).strip()


def split_names(text: str) -> list[str]:
    """The names of a list that somebody typed in one text, in either language, as written; none that is empty."""
    return [name for part in _BETWEEN_NAMES.split(text) if (name := " ".join(part.split()))]


def last_name_typed(text: str) -> str:
    """The name that is being typed at the end of such a list; empty after a comma."""
    return " ".join(_BETWEEN_NAMES.split(text)[-1].split())


def is_web_address(text: str) -> bool:
    """Whether a link may lead there: to a host of the web, and nothing that a browser would run."""
    try:
        parts = urlsplit(text)
    except ValueError:
        return False
    return parts.scheme in {"http", "https"} and bool(parts.hostname) and one_line(text) == text
