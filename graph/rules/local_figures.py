"""Figures of the place that rules go by and that an office sets: none ships, as none was confirmed by one."""

from __future__ import annotations

from pydantic import Field

from graph.rules.versioned import Versioned


class LocalFigures(Versioned):
    """`average_wage_10k_cny`: what people earn here on average, in 10,000 CNY a year; None where nobody set it."""

    name_zh: str
    source_zh: str
    average_wage_10k_cny: float | None = Field(default=None, gt=0, le=1000)
