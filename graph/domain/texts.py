"""What people type, without what nobody sees."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

_LINE_ENDS = re.compile(r"\r\n?|[\x85\u2028\u2029]")
_BREAKS = re.compile(r"[\n\t]+")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")


def without_control(text: str) -> str:
    """A text whose only control characters are tabs and `\\n`, which ends every line."""
    return _CONTROL.sub("", _LINE_ENDS.sub("\n", text))


def one_line(text: str) -> str:
    """A text of one line: breaks and tabs become a space."""
    return _BREAKS.sub(" ", without_control(text)).strip()


def is_web_address(text: str) -> bool:
    """Whether a link may lead there: to a host of the web, and nothing that a browser would run."""
    try:
        parts = urlsplit(text)
    except ValueError:
        return False
    return parts.scheme in {"http", "https"} and bool(parts.hostname) and one_line(text) == text
