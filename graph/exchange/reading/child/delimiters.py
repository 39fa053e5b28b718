"""Which character stands between the cells of a text file."""

from __future__ import annotations

import csv
import io
import math
from collections import Counter
from itertools import islice
from pathlib import Path

_DELIMITERS = ",;\t|"
# Tried where none of those cuts anything.
_RARE = "^~\x1f¦，；"
_SAMPLE_CHARACTERS = 1 << 16
_SAMPLE_ROWS = 100
_CLEARLY = 0.9


def guess_delimiter(path: Path, encoding: str) -> str:
    """The one that cuts most rows of the beginning into the same number of cells, and into many; else a comma."""
    with path.open(encoding=encoding, newline="") as stream:
        sample = stream.read(_SAMPLE_CHARACTERS)
    best = max(_DELIMITERS, key=lambda delimiter: _evenness(sample, delimiter))
    rare = max(_RARE, key=lambda delimiter: _evenness(sample, delimiter))
    return best if _evenness(sample, best) >= min(_CLEARLY, _evenness(sample, rare)) else rare


def _evenness(sample: str, delimiter: str) -> float:
    """0 where no row is cut; the share of rows of the commonest width, and a little by how wide that is."""
    try:
        rows = list(islice(csv.reader(io.StringIO(sample, newline=""), delimiter=delimiter), _SAMPLE_ROWS))
    except csv.Error:
        return 0.0
    # The sample may end within a row.
    whole = rows[:-1] if len(rows) > 1 and len(sample) == _SAMPLE_CHARACTERS else rows
    widths = Counter(len(cells) for cells in whole if len(cells) > 1)
    if not widths:
        return 0.0
    width, count = max(widths.items(), key=lambda item: (item[1], item[0]))
    share = count / sum(any(cells) for cells in whole)
    return share * share * math.sqrt(width - 1)
