"""A cell that cannot be read."""

from __future__ import annotations


class CellError(Exception):
    """A cell that breaks a rule: the codes of its message and fix, and their parameters."""

    def __init__(self, code: str, fix_code: str, **params: str) -> None:
        super().__init__(code)
        self.code = code
        self.fix_code = fix_code
        self.params = params
