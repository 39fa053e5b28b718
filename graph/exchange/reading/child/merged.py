"""Merged cells of a workbook: what stands in the first cell of each group is meant of all of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

Range = tuple[tuple[int, int], tuple[int, int]]
MOST_RANGES = 5_000
_MOST_TOLD = 500
_WIDEST = 500


class Merged:
    """The groups of one sheet; lines are counted from 1 and places from 0."""

    def __init__(self, ranges: Iterable[Range]) -> None:
        found = [one for one, _ in zip(ranges, range(MOST_RANGES), strict=False)]
        self._down = sorted((top[0] + 1, end[0] + 1, top[1]) for top, end in found if end[0] > top[0])
        self.across = [
            (top[0] + 1, top[1], min(end[1], top[1] + _WIDEST)) for top, end in found if end[1] > top[1]
        ][:_MOST_TOLD]  # fmt: skip
        self._open: list[tuple[int, int, str]] = []

    def spread(self, lines: Iterable[tuple[int, list[str]]]) -> Iterator[tuple[int, list[str]]]:
        """The lines, with each group's value in all the lines that it goes over, in its first place."""
        at = 0
        for line, cells in lines:
            self._open = [one for one in self._open if one[0] >= line]
            for _, place, text in self._open:
                if place >= len(cells):
                    cells.extend([""] * (place + 1 - len(cells)))
                cells[place] = cells[place] or text
            while at < len(self._down) and self._down[at][0] <= line:
                start, end, place = self._down[at]
                if start == line and place < len(cells) and cells[place]:
                    self._open.append((end, place, cells[place]))
                at += 1
            yield line, cells
