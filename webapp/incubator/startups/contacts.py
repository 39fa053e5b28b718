"""The contact log on a startup's page: notes, letters, requests, meetings and imports in one line of time."""

from __future__ import annotations

from collections.abc import Iterator, Sequence, Set

from flask import url_for

from graph.entities.contact import ContactKind, StartupContacts
from graph.query_runner import Row
from webapp.http.context import actor, graph
from webapp.incubator.pool.contacts import Line, entry_line, imports_of
from webapp.presenters.names import name_of
from webapp.words import contacts as words

_LETTER = "write_to_founder"


def startup_lines(startup_id: str, timeline: Sequence[Row], pool: Set[str]) -> list[Line]:
    """Everything in one line of time, the latest first; `timeline`: its requests, `pool`: who has a page here."""
    mine = actor().subject_id
    log = graph().read(lambda tx: tx.contacts.read_of_startup(startup_id, mine))
    lines = [
        *(entry_line(one) for one in log.entries),
        *_events(log),
        *(line for one in timeline for line in _request(one, pool)),
        *(Line(at, words.IMPORTED[do].say({"file": file})) for at, file, do in imports_of(startup_id)),
    ]
    for one in log.meetings:
        said = words.MEETINGS[one.state].say({"startup": _provider(one.provider_name, one.provider_name_zh)})
        lines.append(Line(one.starts_at, said, href=_page(one.provider_id, pool)))
    return sorted(lines, key=lambda line: line.at, reverse=True)


def _events(log: StartupContacts) -> Iterator[Line]:
    """What the audit log tells; a letter that stands in the log by its words is not told again."""
    letters = {one.at for one in log.entries if one.kind is ContactKind.LETTER}
    for one in log.events:
        if one.action != _LETTER or one.at not in letters:
            yield Line(one.at, words.event_words(one.action), one.actor_name)


def _request(one: Row, pool: Set[str]) -> Iterator[Line]:
    said = {"provider": _provider(one["provider_name"], one["provider_name_zh"])}
    about, href = one["need_title"] or "", _page(one["provider_id"], pool)
    yield Line(one["asked_at"], words.WAS_ASKED.say(said), about=about, href=href)
    if one["decided_at"] and one["state"] in words.PROVIDER_ANSWERED:
        yield Line(one["decided_at"], words.PROVIDER_ANSWERED[one["state"]].say(said), about=about, href=href)


def _page(provider_id: str, pool: Set[str]) -> str:
    return url_for(".show_supervisor", person_id=provider_id) if provider_id in pool else ""


def _provider(name: str, name_zh: str | None) -> str:
    return name_of({"name": name, "name_zh": name_zh or ""})
