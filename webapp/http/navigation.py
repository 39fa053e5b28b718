"""What the templates draw the bar, the foot and the reader from; of the menus only the endpoints that exist."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from flask import Flask, current_app, request, url_for
from flask_babel import gettext as _
from flask_login import current_user

from graph.domain.roles import has_colleagues
from graph.entities import Actor
from graph.taxonomy import load
from webapp.http.context import may
from webapp.http.menus import BELONGS, FOOT, MENUS, OWN, PUBLIC, Menu
from webapp.presenters.language import language
from webapp.presenters.names import name_of, spoken_name
from webapp.words.actions import action_label
from webapp.words.help_areas import area_groups, area_words
from webapp.words.ranks import rank_word
from webapp.words.refusals import decline_to_provider, end_to_provider
from webapp.words.roles import role_word
from webapp.words.states import look_of

Counter = Callable[[Actor], int]
COUNTERS: dict[str, Counter] = {}


@dataclass(frozen=True)
class Item:
    """One link of a menu."""

    label: str
    url: str
    current: bool = False
    count: int = 0


@dataclass(frozen=True)
class Who:
    """The signed-in reader, as the bar shows them."""

    name: str
    name_zh: str
    shown: str
    line: str
    kind: str
    links: tuple[Item, ...]


def counts(endpoint: str) -> Callable[[Counter], Counter]:
    """Register what is counted beside an entry: a function of the actor."""

    def register(counter: Counter) -> Counter:
        COUNTERS[endpoint] = counter
        return counter

    return register


def _actor() -> Actor | None:
    return getattr(current_user, "actor", None) if getattr(current_user, "is_authenticated", False) else None


def _menu(actor: Actor) -> Menu:
    """The menu of the reader's role; an account without a role goes nowhere yet."""
    return MENUS[actor.role] if actor.role else Menu(picture="person")


def _existing(entries: tuple[tuple[str, Any], ...]) -> list[tuple[str, str]]:
    return [(endpoint, str(words)) for endpoint, words in entries if endpoint in current_app.view_functions]


def _current_of(endpoints: list[str]) -> str:
    """Which entry stands for this page: its own, else the one whose address the path continues."""
    here = BELONGS.get(request.endpoint or "", request.endpoint or "")
    if here in endpoints:
        return here
    # Also where a form was posted to the very address of an entry and came back.
    begun = [name for name in endpoints if f"{request.path}/".startswith(url_for(name).rstrip("/") + "/")]
    return max(begun, key=lambda name: len(url_for(name)), default="")


def _count(endpoint: str, actor: Actor | None) -> int:
    counter = COUNTERS.get(endpoint)
    return counter(actor) if counter and actor else 0


def _items(entries: tuple[tuple[str, Any], ...], actor: Actor | None = None) -> list[Item]:
    existing = _existing(entries)
    current = _current_of([endpoint for endpoint, _words in existing])
    return [Item(words, url_for(name), name == current, _count(name, actor)) for name, words in existing]


def navigation_items() -> list[Item]:
    """The entries of the reader's role."""
    actor = _actor()
    return _items(_menu(actor).entries, actor) if actor else []


def search_url() -> str:
    """Where the reader's role searches; empty where it does not."""
    actor = _actor()
    endpoint = _menu(actor).search if actor else ""
    return url_for(endpoint) if endpoint in current_app.view_functions else ""


def public_items() -> list[Item]:
    """The entries before sign-in: the parts of the landing page."""
    return [
        Item(str(words), url_for(endpoint, _anchor=anchor))
        for endpoint, anchor, words in PUBLIC
        if endpoint in current_app.view_functions
    ]


def foot_items() -> list[Item]:
    """What stands below every page."""
    return _items(FOOT)


def home_url() -> str:
    """The first page of the reader's role."""
    actor = _actor()
    endpoint = _menu(actor).home if actor else ""
    return url_for(endpoint) if endpoint in current_app.view_functions else "/"


def who_acts() -> Who | None:
    """The signed-in reader: the organisation they act for, or themselves."""
    actor = _actor()
    if actor is None:
        return None
    names, region = {"name": spoken_name(actor.name), "name_zh": ""}, ""
    for membership in actor.memberships:
        if (membership.role, membership.subject_id) == (actor.role, actor.subject_id) and membership.subject_name:
            names = {"name": membership.subject_name, "name_zh": membership.subject_name_zh}
            region = load().label(membership.subject_region, language(), "regions")
    shown = name_of(names)
    role = role_word(actor.role)
    # A person who acts for themselves is named once; an account is often written in both scripts.
    person = spoken_name(actor.name)
    is_same = person == shown or actor.name.startswith(names["name"])
    line = " · ".join(filter(None, (role, region))) if is_same else _("%(person)s · %(role)s", person=person, role=role)
    return Who(names["name"], names["name_zh"], shown, line, str(_menu(actor).picture), tuple(_items(_own_of(actor))))


def _own_of(actor: Actor) -> tuple[tuple[str, Any], ...]:
    """Their own pages; changing roles only for those who have several, colleagues only where a role has any."""
    left_out = {
        *(() if len(actor.memberships) > 1 else ("auth.choose_role",)),
        *(() if has_colleagues(actor.role) else ("auth.list_colleagues",)),
        *(() if actor.is_seeker or actor.is_provider else ("conflicts.list_declared",)),
    }
    return tuple(entry for entry in OWN if entry[0] not in left_out)


_GIVEN: tuple[Callable[..., object], ...] = (
    navigation_items, public_items, foot_items, home_url, who_acts, role_word, search_url, may, look_of,
    decline_to_provider, end_to_provider, action_label, area_groups, area_words, rank_word,
)  # fmt: skip


def init_app(app: Flask) -> None:
    """Give the templates what they draw the bar, the foot, states and buttons from."""
    for give in _GIVEN:
        app.jinja_env.globals[give.__name__] = give
