"""What somebody typed into a form and has not sent yet."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True)
class FormDraft:
    """The fields of one form of one account, each with what stood in it, in order; `form`: the address it is sent to.

    `page`: the address of the page on which it is filled in.
    """

    form: str
    page: str
    fields: tuple[tuple[str, str], ...]
    kept_at: datetime
