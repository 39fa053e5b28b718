"""A chart of lines with bands as SVG, drawn by hand so that the same figures give the same file."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Mapping

import numpy as np
from numpy.typing import NDArray

Scale = Callable[[float], float]
_WIDTH, _HEIGHT, _LEFT, _TOP, _RIGHT, _BOTTOM = 800, 420, 60, 50, 150, 50
_COLOURS = ("#8a8f98", "#b7791f", "#7aa7d6", "#2563a8", "#7c4a9e", "#157347")
_SMOOTH = 3


def draw(lines: Mapping[str, NDArray[np.float64]]) -> str:
    """By name (populations, rounds): the mean over populations of a running mean over rounds, and its 95% interval."""
    smooth = {name: np.asarray([_running(row) for row in rows]) for name, rows in lines.items()}
    rounds = int(next(iter(smooth.values())).shape[1])
    top = float(np.ceil(max(values.mean(axis=0).max() for values in smooth.values()) * 1.25 * 20) / 20)

    def x(number: float) -> float:
        return _LEFT + number / max(1, rounds - 1) * (_WIDTH - _LEFT - _RIGHT)

    def y(share: float) -> float:
        return _HEIGHT - _BOTTOM - share / top * (_HEIGHT - _TOP - _BOTTOM)

    parts = _frame(x, y, rounds, top)
    ends = _apart([y(float(values.mean(axis=0)[-1])) for values in smooth.values()])
    for (name, values), colour, end in zip(smooth.items(), _COLOURS, ends, strict=False):
        mean = values.mean(axis=0)
        half = 1.96 * values.std(axis=0, ddof=1) / np.sqrt(len(values)) if len(values) > 1 else mean * 0
        band = [f"{x(at):.1f},{y(float(v)):.1f}" for at, v in enumerate(mean + half)]
        band += [f"{x(at):.1f},{y(max(0.0, float(v))):.1f}" for at, v in reversed(list(enumerate(mean - half)))]
        line = " ".join(f"{x(at):.1f},{y(float(v)):.1f}" for at, v in enumerate(mean))
        parts.append(f'<polygon points="{" ".join(band)}" fill="{colour}" fill-opacity="0.13"/>')
        parts.append(f'<polyline points="{line}" fill="none" stroke="{colour}" stroke-width="2.5"/>')
        parts.append(f'<text x="{x(rounds - 1) + 8:.0f}" y="{end + 4:.0f}" fill="{colour}">{name}</text>')
    return "\n".join([*parts, "</svg>"]) + "\n"


def _frame(x: Scale, y: Scale, rounds: int, top: float) -> list[str]:
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {_HEIGHT}" role="img" '
        'font-family="sans-serif" font-size="13">',
        "<title>Share of shown people to whom both sides said yes, by round</title>",
        f'<rect width="{_WIDTH}" height="{_HEIGHT}" fill="#ffffff"/>',
        f'<text x="{_LEFT}" y="26" font-size="15" fill="#1f2937">Share of shown people to whom both sides said yes'
        f" (running mean of {_SMOOTH} rounds)</text>",
    ]
    for share in np.arange(0, top + 1e-9, 0.05):
        at = y(float(share))
        parts.append(f'<line x1="{_LEFT}" x2="{_WIDTH - _RIGHT}" y1="{at:.1f}" y2="{at:.1f}" stroke="#e5e7eb"/>')
        parts.append(f'<text x="{_LEFT - 8}" y="{at + 4:.1f}" text-anchor="end" fill="#4b5563">{share:.2f}</text>')
    under = _HEIGHT - _BOTTOM + 20
    parts += [
        f'<text x="{x(number):.1f}" y="{under}" text-anchor="middle" fill="#4b5563">{number + 1}</text>'
        for number in range(0, rounds, max(1, rounds // 10))
    ]
    middle = (_LEFT + _WIDTH - _RIGHT) / 2
    parts.append(f'<text x="{middle:.0f}" y="{_HEIGHT - 10}" text-anchor="middle" fill="#4b5563">round</text>')
    return parts


def _running(values: NDArray[np.float64]) -> list[float]:
    return [float(np.nanmean(values[max(0, at - _SMOOTH + 1) : at + 1])) for at in range(len(values))]


def _apart(ends: list[float], least: float = 15.0) -> list[float]:
    """Places of labels, none on top of another."""
    order = np.argsort(ends)
    placed = list(ends)
    for before, after in itertools.pairwise(order):
        placed[after] = max(placed[after], placed[before] + least)
    return placed
