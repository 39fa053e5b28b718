"""A view of what is stuck: what the address asks for, applied to the things read from the graph."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from graph.domain.stuck import StuckSort
from graph.entities.stuck import StuckThing
from graph.taxonomy import fold
from webapp.http.arguments import PAGE_SIZES
from webapp.incubator.minder_filter import is_minded

SHOWN = ("stuck", "all", "snoozed")
"""Stuck and not put off; all that waits; put off."""
ARGUMENTS = ("q", "waits", "show", "who", "sort", "size", "page", "chosen")
_LONG_AWAY = date.max


@dataclass(frozen=True)
class StuckView:
    """Search, filters, order and page, as the address says them; what it does not know is left out."""

    text: str = ""
    sorts: tuple[StuckSort, ...] = ()
    show: str = SHOWN[0]
    who: str = ""
    sort: str = "-days"
    size: int = PAGE_SIZES[1]
    page: int = 1

    @property
    def filters_set(self) -> int:
        """How many filters differ from the usual ones."""
        return sum(map(bool, (self.sorts, self.who, self.show != SHOWN[0])))


def read_view(args: Any) -> StuckView:
    """The view of a MultiDict of arguments."""
    sort, size, page = args.get("sort", "-days"), args.get("size", type=int), args.get("page", 1, type=int)
    return StuckView(
        text=" ".join(args.get("q", "").split())[:100],
        sorts=tuple(sort for sort in StuckSort if sort in args.getlist("waits")),
        show=args.get("show") if args.get("show") in SHOWN else SHOWN[0],
        who=args.get("who", "")[:100],
        sort=sort if sort.removeprefix("-") in _KEYS else "-days",
        size=size if size in PAGE_SIZES else PAGE_SIZES[1],
        page=page if 0 < page < 10_000 else 1,
    )


def choose(things: Iterable[StuckThing], view: StuckView, on: date, me: str) -> list[StuckThing]:
    """The things that the view asks for, in its order; ties by the longest wait."""
    found = [one for one in things if _fits(one, view, on, me)]
    key = _KEYS[view.sort.removeprefix("-")]
    return sorted(found, key=key, reverse=view.sort.startswith("-"))


def page_of(found: list[StuckThing], view: StuckView) -> tuple[list[StuckThing], int, int]:
    """The rows of the page, and the numbers of its first and last row; beyond the last page the last."""
    last_page = max(1, -(-len(found) // view.size))
    begin = (min(view.page, last_page) - 1) * view.size
    shown = found[begin : begin + view.size]
    return shown, begin + 1 if shown else 0, begin + len(shown)


def _fits(one: StuckThing, view: StuckView, on: date, me: str) -> bool:
    if view.show == "stuck" and not one.wants_care(on):
        return False
    if view.show == "snoozed" and not one.is_snoozed(on):
        return False
    if view.sorts and one.sort not in view.sorts:
        return False
    if not is_minded(one.minder_id, (view.who,) if view.who else (), me):
        return False
    return _matches(one, view.text)


def _matches(one: StuckThing, text: str) -> bool:
    """Every word typed occurs in a name or in what it is about."""
    parts = (one.startup_name, one.startup_name_zh, one.provider_name, one.provider_name_zh, one.title)
    hay = "\n".join(fold(part) for part in parts)
    return all(fold(word) in hay for word in text.split())


def _due(one: StuckThing) -> date:
    return (one.follow_up.due_on if one.follow_up else None) or _LONG_AWAY


_KEYS: dict[str, Callable[[StuckThing], Any]] = {
    "days": lambda one: one.days,
    "who": lambda one: (fold(one.startup_name or one.provider_name), -one.days),
    "whom": lambda one: (fold(one.provider_name), -one.days),
    "what": lambda one: (list(StuckSort).index(one.sort), -one.days),
    "due": lambda one: (_due(one), -one.days),
}
