"""What speaks for two records being one, as codes with values; their words are the reader's."""

from __future__ import annotations

from dataclasses import dataclass

KINDS = ("email", "name", "name_zh", "pinyin", "employer", "orcid", "website", "topics")


@dataclass(frozen=True)
class Evidence:
    """One thing that two records agree in: its kind, what it says, the values, and its worth in log-odds."""

    kind: str
    code: str
    left: str
    right: str
    weight: float
