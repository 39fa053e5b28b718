"""The calendar of the graphs that tests open."""

from __future__ import annotations

from graph.domain.mainland import mainland_calendar

SHANGHAI = mainland_calendar("Asia/Shanghai")
