"""A folder of the exchange format with made-up answers."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import numpy as np

FIELDS = ("robots weld car bodies", "proteins fold in cells", "satellites map the sea", "batteries store wind power")
INTERACTIONS = ("id", "kind", "seeker_id", "provider_id", "proposed_on", "seeker_decision", "provider_decision",
                "decided_on", "outcome", "rating_by_seeker")  # fmt: skip
Rows = Sequence[Sequence[object]]


def write(path: Path, header: Sequence[str], rows: Rows) -> None:
    """One file of the format."""
    with path.open("w", newline="", encoding="utf-8") as stream:
        csv.writer(stream).writerows([header, *rows])


def answers(n: int, seed: int = 0) -> list[list[object]]:
    """Answers by which one's own field and one provider's habit decide."""
    rng = np.random.default_rng(seed)
    rows: list[list[object]] = []
    for number in range(n):
        seeker, provider = int(rng.integers(12)), int(rng.integers(12))
        wants = rng.random() < (0.85 if seeker % 4 == provider % 4 else 0.25)
        agrees = rng.random() < (0.9 if provider < 6 else 0.2)
        day = date(2020, 1 + number * 11 // n, 1 + number % 28)
        said = ["accepted" if yes else "declined" for yes in (wants, agrees)]
        rows.append([f"i{number}", "mentor", f"s{seeker}", f"p{provider}", day, said[0], said[1], day, "", ""])
    return rows


def write_folder(within: Path) -> Path:
    """Twelve startups and twelve supervisors, four of them without a text, some papers and 160 answers."""
    place = within / "data"
    place.mkdir()
    texts = [FIELDS[number % 4] for number in range(12)]
    write(
        place / "startups.csv", ("id", "name", "summary"), [(f"s{n}", f"S {n}", text) for n, text in enumerate(texts)]
    )
    people = [(f"p{n}", f"P {n}", "supervisor", text if n < 8 else "") for n, text in enumerate(texts)]
    write(place / "people.csv", ("id", "name", "roles", "summary"), people)
    papers = [(f"d{n}", f"p{n}", "paper", FIELDS[n % 4], FIELDS[n % 4], f"20{10 + n}-05-05") for n in range(6, 10)]
    write(place / "documents.csv", ("id", "owner_ids", "kind", "title", "text", "dated_on"), papers)
    write(place / "interactions.csv", INTERACTIONS, answers(160))
    return place
