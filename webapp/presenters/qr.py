"""QR codes as a shape of an SVG, which stands in a page under its content security policy."""

from __future__ import annotations

from typing import NamedTuple

import segno

_QUIET = 4
"""The white border that a reader needs, in modules."""


class QrCode(NamedTuple):
    """`side` of a square picture in modules, and the path of its dark ones."""

    side: int
    path: str


def qr_code(text: str) -> QrCode:
    """The code of a text, with as much repair as paper that is folded needs."""
    rows = [bytes(row) for row in segno.make(text, error="m", micro=False).matrix]
    runs = [
        f"M{column + _QUIET} {line + _QUIET}h1v1h-1z"
        for line, row in enumerate(rows)
        for column, is_dark in enumerate(row)
        if is_dark
    ]
    return QrCode(len(rows) + 2 * _QUIET, "".join(runs))
