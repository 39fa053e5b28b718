"""Who of the city has an account, beside those that are printed at the start: most members of pools, most founders.

For the other members their incubator answers, as for some in every real pool.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from graph.domain.ranks import HEAD
from graph.domain.states.terms import TermState
from webapp.demo.accounts import ACCOUNTS, DemoAccount
from webapp.demo.chance import Chance
from webapp.demo.city import City
from webapp.demo.names import Names, slug
from webapp.demo.records import Row

_MEMBERS, _FOUNDERS = 0.78, 0.9
"""The shares of members and of startups that sign in."""
_WITHOUT = frozenset({"person-cheng-yubai"})
"""Whose request waits longest: the demonstration's curator answers for them."""
_MOST_DAYS_AGO = 40


@dataclass(frozen=True)
class Holder:
    """An account, and how many days ago it was used last."""

    account: DemoAccount
    seen_days_ago: int


def holders(city: City, seed: int = 6) -> list[Holder]:
    """The accounts of a city: the same each time, and each address once."""
    chance, taken = Chance(seed, "reach"), {account.subject_id for account in ACCOUNTS}
    found = [*_members(city, chance, taken)]
    found += _founders(city, Chance(seed, "founders"), taken, {one.email for one in found})
    return [Holder(one, round(_MOST_DAYS_AGO * chance.share() ** 2)) for one in found]


def _members(city: City, chance: Chance, taken: set[str]) -> Iterator[DemoAccount]:
    here = {row["from_id"] for row in city.relations["IN_POOL_OF"] if row["state"] == TermState.ACTIVE}
    asked = {row["from_id"] for row in city.relations["IN_POOL_OF"] if row["state"] == TermState.INVITED}
    for person in city.nodes["people"]:
        is_member = person["id"] in here - asked - _WITHOUT - taken and person["supervisor"]
        if is_member and chance.happens(_MEMBERS):
            yield DemoAccount(person["email"], _both(person), "supervisor", person["id"], _tongue(person))


def _founders(city: City, chance: Chance, taken: set[str], used: set[str]) -> Iterator[DemoAccount]:
    """Whoever is known to have founded a startup, where they have no other account; else somebody of it."""
    people = {person["id"]: person for person in city.nodes["people"]}
    founders = {row["to_id"]: people[row["from_id"]] for row in city.relations["FOUNDED"] if row["to"] is None}
    names = Names(chance)
    names.reserve(*(person["name"] for person in people.values()))
    for startup in city.nodes["startups"]:
        if startup["id"] in taken or not chance.happens(_FOUNDERS):
            continue
        founder = founders.get(startup["id"])
        if founder is None or founder["email"] in used:
            name, name_zh = names.person()
            email = f"{slug(name)}@{startup['id'].removeprefix('startup-')}.example"
            founder = {"name": name, "name_zh": name_zh, "email": email}
        used.add(founder["email"])
        yield DemoAccount(founder["email"], _both(founder), "startup", startup["id"], _tongue(startup), HEAD)


def _tongue(row: Row) -> str:
    """In which of the two languages somebody reads."""
    return "en" if row["languages"] and "zh" not in row["languages"] else "zh"


def _both(person: Row) -> str:
    return " ".join(filter(None, (person["name"], person["name_zh"])))
