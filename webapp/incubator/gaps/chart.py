"""The small line of a cell over the months: points in the units of its picture."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from matching.gaps.trend import Point

WIDTH, HEIGHT = 300, 72


@dataclass(frozen=True)
class Chart:
    """Two lines, as an SVG takes their points, and the number at the top."""

    needs: str
    places: str
    most: int


def chart_of(trend: Sequence[Point]) -> Chart:
    """The lines of needs and places, on one scale from nought."""
    most = max((number for point in trend for number in (point.needs, point.places)), default=0) or 1
    step = WIDTH / max(1, len(trend) - 1)

    def line(numbers: Sequence[int]) -> str:
        return " ".join(
            f"{round(place * step, 1)},{round(HEIGHT - HEIGHT * number / most, 1)}"
            for place, number in enumerate(numbers)
        )

    return Chart(line([point.needs for point in trend]), line([point.places for point in trend]), most)
