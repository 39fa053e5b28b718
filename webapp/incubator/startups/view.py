"""A view of the incubator's startups: what the address asks for, applied to the lines read from the graph."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from graph.taxonomy import fold, load
from webapp.http.arguments import PAGE_SIZES
from webapp.incubator.minder_filter import is_minded, read_minder_filter
from webapp.incubator.startups.lines import Contact, Line, NeedsStand
from webapp.presenters.dates import local_date

ACTIVE = {"30": 30, "90": 90, "more": 0}
"""Within how many days something happened; `more`: longer ago, or never."""
ARGUMENTS = ("q", "stage", "industry", "needs", "contact", "active", "minder", "sort", "size", "page", "chosen")
_NEVER = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True)
class StartupsView:
    """Search, filters, order and page, as the address says them; what it does not know is left out."""

    text: str = ""
    stages: tuple[str, ...] = ()
    industries: tuple[str, ...] = ()
    needs: tuple[NeedsStand, ...] = ()
    contacts: tuple[Contact, ...] = ()
    active: str = ""
    minders: tuple[str, ...] = ()
    sort: str = "-waits"
    size: int = PAGE_SIZES[1]
    page: int = 1

    @property
    def filters_set(self) -> int:
        """How many filters are set."""
        asked = (self.stages, self.industries, self.needs, self.contacts, self.active, self.minders)
        return sum(map(bool, asked))


def stage_codes() -> list[str]:
    """The stages in the order in which startups go through them."""
    return list(load().list("stages").terms)


def read_view(args: Any) -> StartupsView:
    """The view of a MultiDict of arguments."""
    sort, size, page = args.get("sort", "-waits"), args.get("size", type=int), args.get("page", 1, type=int)
    return StartupsView(
        text=" ".join(args.get("q", "").split())[:100],
        stages=tuple(code for code in stage_codes() if code in args.getlist("stage")),
        industries=tuple(args.getlist("industry")),
        needs=tuple(code for code in NeedsStand if code in args.getlist("needs")),
        contacts=tuple(code for code in Contact if code in args.getlist("contact")),
        active=args.get("active") if args.get("active") in ACTIVE else "",
        minders=read_minder_filter(args),
        sort=sort if sort.removeprefix("-") in _KEYS else "-waits",
        size=size if size in PAGE_SIZES else PAGE_SIZES[1],
        page=page if 0 < page < 10_000 else 1,
    )


def choose(lines: list[Line], view: StartupsView, me: str) -> list[Line]:
    """The lines that the view asks for, in its order; ties by name. `me`: the reader."""
    found = sorted((one for one in lines if _fits(one, view, me)), key=lambda one: (one.startup.name, one.startup.id))
    return sorted(found, key=_KEYS[view.sort.removeprefix("-")], reverse=view.sort.startswith("-"))


def page_of(found: list[Line], view: StartupsView) -> tuple[list[Line], int, int]:
    """The rows of the page, and the numbers of its first and last row; beyond the last page the last."""
    last_page = max(1, -(-len(found) // view.size))
    begin = (min(view.page, last_page) - 1) * view.size
    shown = found[begin : begin + view.size]
    return shown, begin + 1 if shown else 0, begin + len(shown)


def _fits(one: Line, view: StartupsView, me: str) -> bool:
    if view.stages and one.startup.stage not in view.stages:
        return False
    if view.industries and not set(view.industries) & set(one.startup.industries):
        return False
    if view.needs and one.stand not in view.needs:
        return False
    if not is_minded(one.startup.minder_id, view.minders, me):
        return False
    if view.contacts and one.contact not in view.contacts:
        return False
    return _is_active(one, view.active) and _matches(one, view.text)


def _is_active(one: Line, active: str) -> bool:
    if not active:
        return True
    seen = local_date(one.last_at)
    days = (one.on - seen).days if seen else None
    if active == "more":
        return days is None or days > ACTIVE["90"]
    return days is not None and days <= ACTIVE[active]


def _matches(one: Line, text: str) -> bool:
    """Every word typed occurs in a name, the summary, a contact, a need or a field, in either language."""
    startup = one.startup
    fields = [load().label(code, language) for code in startup.industries for language in ("en", "zh")]
    people = [part for founder in one.founders for part in (founder.name, founder.email)]
    parts = (
        startup.name, startup.name_zh, startup.summary, startup.summary_zh, startup.contact, startup.contact_email,
        *fields, *people, *(need.title for need in one.needs),
    )  # fmt: skip
    hay = "\n".join(fold(part) for part in parts if part)
    return all(fold(word) in hay for word in text.split())


def _stage(one: Line) -> int:
    codes = stage_codes()
    return codes.index(one.startup.stage) if one.startup.stage in codes else -1


_KEYS: dict[str, Callable[[Line], Any]] = {
    "name": lambda one: fold(one.startup.name),
    "stage": _stage,
    "waits": lambda one: one.urgency,
    "guidance": lambda one: one.guidance.minutes,
    "contact": lambda one: list(Contact).index(one.contact),
    "last": lambda one: one.last_at or _NEVER,
}
