"""A page reads in one transaction, besides what it writes, and ranks once at most."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from graph.domain.roles import ADMINISTRATOR
from graph.driver import Graph
from graph.entities import Actor
from tests.support.applications import application
from tests.support.city import City, Made
from tests.support.counting import counted
from tests.support.web import Browser, Web
from webapp.runtime.redis import EmbeddedRedis

MOST_TRANSACTIONS, MOST_RANKINGS = 2, 1


class Town:
    """A small city with somebody in every role, six requests waiting for one supervisor, and work under way."""

    def __init__(self, graph: Graph) -> None:
        self.now = datetime.now(UTC)
        city = City(graph, self.now)
        self.incubator = city.incubator()
        self.supervisor = city.supervisor(pool_of=self.incubator, capacity=9)
        self.others = [city.supervisor(pool_of=self.incubator) for _ in range(8)]
        self.investor = city.investor()
        self.startups = [city.startup(incubator=self.incubator) for _ in range(7)]
        self.needs = [city.need(startup) for startup in self.startups]
        self.requests = [
            city.asked_proposal(to=self.supervisor, need=need, asked_at=self.now - timedelta(days=day))
            for day, need in enumerate(self.needs[:6], start=1)
        ]
        self.page, self.application = application(graph, self.incubator.actor, self.now)
        self.administrator = Made("", Actor("account-of-administrator", "Administrator", ADMINISTRATOR, ""))

    def pages(self) -> list[tuple[Made, str]]:
        """Whose page, and its address."""
        startup, need, other = self.startups[0], self.needs[0].id, self.others[0].id
        return [
            (startup, "/startup/"),
            (startup, "/startup/needs"),
            (startup, f"/startup/needs/{need}"),
            (startup, f"/startup/needs/{need}/left-out"),
            (startup, f"/startup/needs/{need}/proposals/{other}"),
            (startup, f"/startup/needs/{need}/proposals/{other}?against={self.others[1].actor.name}"),
            (startup, f"/startup/requests/{self.requests[0].id}"),
            (startup, f"/supervisors/{other}"),
            (startup, f"/investors/{self.investor.id}"),
            (startup, f"/startups/{startup.id}"),
            (startup, "/engagements/"),
            (startup, "/account/data"),
            (self.supervisor, "/supervisor/"),
            (self.supervisor, "/supervisor/requests"),
            (self.supervisor, f"/supervisor/requests/{self.requests[0].id}"),
            (self.supervisor, f"/startups/{startup.id}"),
            (self.investor, "/investor/"),
            (self.incubator, "/incubator/"),
            (self.incubator, "/incubator/pool"),
            (self.incubator, f"/incubator/supervisors/{other}"),
            (self.incubator, f"/incubator/supervisors/{other}/correct"),
            (self.incubator, f"/incubator/supervisors/{self.supervisor.id}/sent"),
            (self.incubator, f"/incubator/startups/{startup.id}/sent"),
            (self.incubator, "/incubator/doubles"),
            (self.incubator, f"/incubator/doubles/{self.supervisor.id}/{other}"),
            (self.incubator, f"/incubator/doubles/{self.supervisor.id}/{other}/confirm"),
            (self.incubator, "/incubator/letters"),
            (self.incubator, "/incubator/letters/sent"),
            (self.incubator, f"/incubator/startups/letter?id={startup.id}"),
            (self.incubator, "/incubator/startups"),
            (self.incubator, f"/incubator/startups/{startup.id}"),
            (self.incubator, "/incubator/waiting"),
            (self.incubator, "/incubator/tasks"),
            (self.incubator, "/incubator/applications"),
            (self.incubator, "/incubator/applications/page"),
            (self.incubator, f"/incubator/applications/{self.application}"),
            (self.incubator, f"/incubator/applications/{self.application}/decline"),
            (self.incubator, f"/apply/{self.page.address}"),
            (self.incubator, f"/apply/{self.page.address}/expert"),
            (self.incubator, "/incubator/report"),
            (self.incubator, "/incubator/gaps?row=artificial_intelligence&column=seed"),
            (self.incubator, "/incubator/gaps?axes=area-group&row=all&column=all&evaluation=middle"),
            (self.incubator, f"/incubator/needs/{need}"),
            (self.incubator, f"/incubator/needs/{need}/why-not?person={other}"),
            (self.administrator, "/admin/"),
            (self.administrator, "/admin/models"),
            (self.administrator, "/admin/jobs"),
        ]


def test_every_page_reads_in_two_transactions_and_ranks_once_at_most(
    graph: Graph, embedded_redis: EmbeddedRedis, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    town = Town(graph)
    web = Web(graph, embedded_redis.url, tmp_path)
    browsers: dict[str, Browser] = {}
    too_much = []
    for who, address in town.pages():
        browser = browsers.setdefault(who.id, web.sign_in(who, town.now))
        assert browser.get(address).status_code == 200, address  # warm: the index is built by whoever comes first
        with counted(monkeypatch) as cost:
            browser.get(address)
        if cost.transactions > MOST_TRANSACTIONS or cost.rankings > MOST_RANKINGS:
            too_much.append(f"{address}: {cost}")
    assert not too_much, "\n".join(too_much)
