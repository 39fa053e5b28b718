"""Days as options of commands."""

from __future__ import annotations

from datetime import datetime

import click

from graph.domain.days import EARLIEST, LATEST, is_plausible


class Day(click.DateTime):
    """`2026-11-22`, within the bounds of records."""

    def __init__(self) -> None:
        super().__init__(["%Y-%m-%d"])

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> datetime:
        day: datetime = super().convert(value, param, ctx)
        if not is_plausible(day.date()):
            self.fail(f"{value!r} lies outside {EARLIEST} to {LATEST}.", param, ctx)
        return day


DAY = Day()
