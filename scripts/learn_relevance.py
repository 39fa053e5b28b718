"""Learns the line of relevance anew from the judged pairs that ship, and writes it beside them.

Usage: .venv/bin/python scripts/learn_relevance.py
"""

from __future__ import annotations

import sys
from datetime import UTC, datetime
from pathlib import Path

from matching.relevance.encoder import UniversalSentenceEncoder, maker
from matching.training.relevance_line import JudgedSet, learn_line, learn_reference

ROOM = Path(__file__).resolve().parent.parent / "matching" / "relevance"


def main() -> int:
    """Write reference.npz and line.json."""
    encoder, judged = UniversalSentenceEncoder(), JudgedSet.read(ROOM / "judged")
    reference = learn_reference(judged, encoder)
    reference.save(ROOM / "reference.npz")
    told = {"encoder": maker(), "learned_on": datetime.now(UTC).date().isoformat()}
    line = learn_line(judged.columns(encoder, reference), judged.grades, told)
    line.save(ROOM)
    for name, weight in line.weights.items():
        print(f"{name:22} {weight:+.2f}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
