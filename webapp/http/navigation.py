"""Where each role can go: data, of which only the endpoints that exist are shown."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from flask import Flask, current_app, request, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_login import current_user

from graph.domain.roles import ROLES
from graph.entities import Actor
from graph.taxonomy import load
from webapp.http.context import may
from webapp.presenters.language import language
from webapp.presenters.names import name_of, spoken_name
from webapp.words.refusals import end_to_provider
from webapp.words.roles import role_word
from webapp.words.states import look_of


@dataclass(frozen=True)
class Menu:
    """Where a role can go: its first page, its entries as (endpoint, words), where it searches, how it is pictured.

    The first entry of a blueprint's pages marks the whole blueprint when no other entry fits better.
    """

    home: str = ""
    entries: tuple[tuple[str, Any], ...] = ()
    search: str = ""
    picture: str = "organisation"


MENUS = ROLES.table(
    "menu",
    {
        "startup": Menu(
            "startup.home",
            (
                ("startup.home", _l("Home")),
                ("startup.list_needs", _l("Needs")),
                ("engagements.list_sessions", _l("Meetings")),
                ("startup.profile", _l("Our profile")),
            ),
            search="startup.search",
        ),
        "supervisor": Menu(
            "provider.home",
            (
                ("provider.home", _l("Home")),
                ("provider.list_startups", _l("My startups")),
                ("engagements.list_sessions", _l("Sessions")),
                ("provider.edit_profile", _l("My profile")),
            ),
            picture="person",
        ),
        "investor": Menu(
            "provider.home",
            (
                ("provider.home", _l("Home")),
                ("provider.list_startups", _l("My startups")),
                ("engagements.list_sessions", _l("Meetings")),
                ("provider.edit_profile", _l("Investor profile")),
            ),
        ),
        "incubator": Menu(
            "incubator.home",
            (
                ("incubator.home", _l("Home")),
                ("incubator.list_pool", _l("Pool")),
                ("incubator.list_startups", _l("Startups")),
                ("incubator.list_waiting", _l("Waiting")),
                ("incubator.show_import", _l("Import")),
            ),
        ),
        "talent_office": Menu(),
        "administrator": Menu(
            "admin.home",
            (
                ("admin.home", _l("Home")),
                ("admin.list_accounts", _l("Accounts")),
                ("admin.list_audit", _l("Audit log")),
                ("admin.list_models", _l("Models")),
                ("admin.list_jobs", _l("Jobs")),
            ),
            picture="person",
        ),
    },
)
# Pages whose address does not continue that of the entry under which a reader would look for them.
BELONGS = {
    "startup.show_request": "startup.list_needs",
    "startup.answer": "startup.list_needs",
    "incubator.list_exposure": "incubator.list_pool",
    "incubator.show_supervisor": "incubator.list_pool",
    "incubator.save_note": "incubator.list_pool",
    "incubator.invite": "incubator.list_pool",
    "incubator.send_invite": "incubator.list_pool",
    "incubator.show_why_not": "incubator.list_startups",
}
OWN: tuple[tuple[str, Any], ...] = (
    ("auth.show_account", _l("Your account")),
    ("auth.choose_role", _l("Act in another role")),
)
PUBLIC: tuple[tuple[str, str, Any], ...] = (
    ("pages.landing", "for-startups", _l("For startups")),
    ("pages.landing", "for-supervisors", _l("For supervisors")),
    ("pages.landing", "for-incubators", _l("For incubators")),
    ("pages.landing", "for-talent-offices", _l("For talent offices")),
)
FOOT: tuple[tuple[str, Any], ...] = (
    ("pages.show_matching", _l("How matching works")),
    ("pages.show_data", _l("Your data and your rights")),
    ("pages.show_accessibility", _l("Accessibility")),
)
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
    begun = [name for name in endpoints if request.path.startswith(url_for(name).rstrip("/") + "/")]
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
    return Who(names["name"], names["name_zh"], shown, line, _menu(actor).picture, tuple(_items(_own_of(actor))))


def _own_of(actor: Actor) -> tuple[tuple[str, Any], ...]:
    """Their own pages; changing roles only for those who have several."""
    return OWN if len(actor.memberships) > 1 else OWN[:1]


_GIVEN: tuple[Callable[..., object], ...] = (
    navigation_items, public_items, foot_items, home_url, who_acts, role_word, search_url, may, look_of,
    end_to_provider,
)  # fmt: skip


def init_app(app: Flask) -> None:
    """Give the templates what they draw the bar, the foot, states and buttons from."""
    for give in _GIVEN:
        app.jinja_env.globals[give.__name__] = give
