"""Keeps a table program from running a cell as a formula, reversibly."""

from __future__ import annotations

FORMULA_STARTS = ("=", "+", "-", "@", "＝", "＋", "－", "＠", "\t", "\r", "\n")
GUARD = "'"


def guard(cell: str) -> str:
    """A cell that a table program would run gets a quote in front; one that looks guarded gets one more."""
    return GUARD + cell if cell.lstrip(GUARD).startswith(FORMULA_STARTS) else cell


def unguard(cell: str) -> str:
    """The inverse of `guard`; what was never guarded stays as it is."""
    if cell.startswith(GUARD) and cell.lstrip(GUARD).startswith(FORMULA_STARTS):
        return cell[1:]
    return cell
