"""A view of the pool: what the address asks for, applied to the members read from the graph."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from operator import itemgetter
from typing import Any

from graph.entities.pools import PoolMember, Standing
from graph.taxonomy import fold
from webapp.http.arguments import PAGE_SIZES
from webapp.incubator.minder_filter import is_minded, read_minder_filter

COLUMNS = (
    "name", "field", "places", "answers", "evaluation", "state", "last", "sessions", "accepted", "term", "region",
    "languages", "stages", "topics", "tags", "email", "minder",
)  # fmt: skip
DEFAULT_COLUMNS = ("name", "field", "places", "answers", "evaluation", "state")
DEFAULT_SORT = "-last"
NOT_ENDED = tuple(state for state in Standing if state is not Standing.ENDED)
FREE = ("1", "2", "0")
PROFILE = ("unconfirmed", "fine")
"""Whether somebody's profile is not confirmed for long, or counts as true."""
ENDS = {"30": 30, "60": 60, "90": 90, "365": 365}
_CARE = (
    Standing.OVERLOADED, Standing.SLOW, Standing.IDLE, Standing.NEW, Standing.ACTIVE, Standing.PAUSED,
    Standing.LISTED, Standing.COMING, Standing.INVITED,
    Standing.ENDED,
)  # fmt: skip


@dataclass(frozen=True)
class PoolView:
    """Search, filters, order, columns and page, as the address says them; what it does not know is left out."""

    text: str = ""
    categories: tuple[str, ...] = ()
    industries: tuple[str, ...] = ()
    states: tuple[Standing, ...] = NOT_ENDED
    free: tuple[str, ...] = ()
    ends: tuple[str, ...] = ()
    sort: str = DEFAULT_SORT
    columns: tuple[str, ...] = DEFAULT_COLUMNS
    tags: tuple[str, ...] = ()
    minders: tuple[str, ...] = ()
    profile: tuple[str, ...] = ()
    size: int = PAGE_SIZES[0]
    page: int = 1

    @property
    def asks_state(self) -> bool:
        """Whether the states differ from the usual ones."""
        return self.states != NOT_ENDED

    @property
    def needs_ratings(self) -> bool:
        """Whether the order rests on everybody's ratings, not only on those of the page."""
        return self.sort.removeprefix("-") == "evaluation"

    @property
    def filters_set(self) -> int:
        """How many filters are set, the usual one of the state too."""
        asks_state = self.states != tuple(Standing)
        of_people = (self.categories, self.industries, self.tags, self.minders, self.profile)
        return sum(map(bool, (*of_people, asks_state, self.free, self.ends)))


def read_view(args: Any) -> PoolView:
    """The view of a MultiDict of arguments."""
    states = tuple(state for state in Standing if state in args.getlist("state"))
    every = "any" in args.getlist("state")
    sort = args.get("sort", DEFAULT_SORT)
    columns = tuple(column for column in COLUMNS if column in args.getlist("col") or column == "name")
    page, size = args.get("page", 1, type=int), args.get("size", PAGE_SIZES[0], type=int)
    return PoolView(
        text=args.get("q", "").strip()[:100],
        categories=tuple(args.getlist("category")),
        industries=tuple(args.getlist("industry")),
        states=tuple(Standing) if every else states or NOT_ENDED,
        free=tuple(value for value in args.getlist("free") if value in FREE),
        ends=tuple(value for value in args.getlist("ends") if value in ENDS),
        sort=sort if sort.removeprefix("-") in _KEYS else DEFAULT_SORT,
        columns=columns if len(columns) > 1 else DEFAULT_COLUMNS,
        tags=tuple(args.getlist("tag")),
        minders=read_minder_filter(args),
        profile=tuple(value for value in args.getlist("profile") if value in PROFILE),
        size=size if size in PAGE_SIZES else PAGE_SIZES[0],
        page=page if 0 < page < 10_000 else 1,
    )


def choose(
    members: Iterable[PoolMember], view: PoolView, on: date, text_of: Callable[[PoolMember], str], me: str
) -> list[PoolMember]:
    """The members that the view asks for, in its order; ties by name, then id.

    `text_of` gives what of a member is searched in, folded: every word typed stands in it; `me`: the reader.
    """
    typed = [fold(word) for word in view.text.split()]
    found = [member for member in members if _fits(member, view, on, me)]
    if typed:
        found = [member for member in found if _holds(text_of(member), typed)]
    found.sort(key=lambda member: (member.name, member.id))
    key = _KEYS[view.sort.removeprefix("-")]
    keyed = [(key(member, on), member) for member in found]
    known = [pair for pair in keyed if pair[0] is not None]
    known.sort(key=itemgetter(0), reverse=view.sort.startswith("-"))
    return [member for _key, member in known] + [member for value, member in keyed if value is None]


def page_of(found: list[PoolMember], view: PoolView) -> tuple[list[PoolMember], int, int]:
    """The members of the page, and the numbers of its first and last."""
    last_page = max(1, -(-len(found) // view.size))
    start = (min(view.page, last_page) - 1) * view.size
    shown = found[start : start + view.size]
    return shown, start + 1 if shown else 0, start + len(shown)


def _fits(member: PoolMember, view: PoolView, on: date, me: str) -> bool:
    if view.categories and (member.category or "") not in view.categories:
        return False
    if view.industries and not set(view.industries) & set(member.industries):
        return False
    if view.tags and not set(view.tags) & set(member.tags):
        return False
    if view.profile and _profile_of(member, on) not in view.profile:
        return False
    if member.standing(on) not in view.states or not is_minded(member.minder_id, view.minders, me):
        return False
    if view.free and not any(_is_free(member, value) for value in view.free):
        return False
    return not view.ends or any(_ends_within(member, ENDS[value], on) for value in view.ends)


def _profile_of(member: PoolMember, on: date) -> str:
    return "unconfirmed" if member.not_confirmed_since(on) else "fine"


def _is_free(member: PoolMember, value: str) -> bool:
    return member.free == 0 if value == "0" else member.free >= int(value)


def _ends_within(member: PoolMember, days: int, on: date) -> bool:
    until = member.term.until
    return until is not None and member.term.is_running(on) and until <= on + timedelta(days=days)


def _holds(text: str, typed: Sequence[str]) -> bool:
    return all(word in text for word in typed)


def _rating(member: PoolMember, _on: date) -> float | None:
    return member.ratings.mean if member.ratings.is_enough else None


_KEYS: dict[str, Callable[[PoolMember, date], Any]] = {
    "name": lambda member, _on: member.name,
    "last": lambda member, _on: member.last_active,
    "field": lambda member, _on: member.category,
    "answers": lambda member, _on: member.answers.days,
    "evaluation": _rating,
    "places": lambda member, _on: member.free,
    "term": lambda member, _on: member.term.until,
    "sessions": lambda member, _on: member.sessions,
    "accepted": lambda member, _on: (
        member.answers.accepted / member.answers.answered if member.answers.answered else None
    ),
    "region": lambda member, _on: member.region,
    "state": lambda member, on: _CARE.index(member.standing(on)),
}
SORTABLE = frozenset(_KEYS)
