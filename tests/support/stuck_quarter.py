"""An incubator in which one of everything that gets stuck is stuck."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from tests.support.city import City, Made
from tests.support.cleaning import run_raw
from tests.support.days import SHANGHAI
from tests.support.mailbox import deliver

NOW = datetime.now(UTC)


def days_ago(days: int) -> datetime:
    return NOW - timedelta(days=days)


class StuckQuarter:
    """An incubator where a request, a need, work and a supervisor are stuck, and one request is fresh."""

    def __init__(self, city: City) -> None:
        self.city, self.graph = city, city.graph
        self.incubator = city.incubator("Caohe Harbour")
        self.startup = city.startup("Tidewell", incubator=self.incubator)
        self.busy = city.supervisor("Gu Mingche", pool_of=self.incubator, capacity=1)
        self.quiet = city.supervisor("Lin Wei", pool_of=self.incubator)
        self.free = city.supervisor("Sun Yi", pool_of=self.incubator)
        for one in (self.startup, self.busy, self.quiet, self.free):
            city.open_account(one.actor)
        self.asked_need = city.need(self.startup, "A first factory")
        self.request = city.asked_proposal(to=self.quiet, need=self.asked_need, asked_at=days_ago(9))
        self.need = city.need(self.startup, "Sell abroad", opened_on=SHANGHAI.day_of(days_ago(20)))
        self.work = self.open_work(self.busy, days_ago(45))
        elsewhere = city.startup("Elsewhere Optics")
        self.foreign = city.asked_proposal(to=self.busy, startup=elsewhere, asked_at=days_ago(10))
        self.fresh = city.asked_proposal(to=self.quiet, startup=self.startup, asked_at=days_ago(1))

    def open_work(self, provider: Made, opened_at: datetime) -> Made:
        """Work of the startup, in which nobody met."""
        done = self.city.asked_proposal(to=provider, need=self.city.need(self.startup, "Hire"), asked_at=opened_at)
        run_raw(
            self.graph,
            """MATCH (p:Proposal {id: $id})-[:BY]->(s), (p)-[:TO]->(v) SET p.state = 'accepted', p.decided_at = $at
            CREATE (p)<-[:FROM]-(e:Engagement {id: $id, state: 'open', opened_at: $at, changed_at: 1})-[:OF]->(s),
                   (e)-[:WITH]->(v)""",
            id=done.id, at=opened_at,
        )  # fmt: skip
        return done

    @property
    def keys(self) -> dict[str, str]:
        return {
            "request": f"request:{self.request.id}", "need": f"need:{self.need.id}", "work": f"work:{self.work.id}",
            "elsewhere": f"elsewhere:{self.busy.id}", "load": f"load:{self.busy.id}",
        }  # fmt: skip

    def state(self, label: str, thing: Made) -> object:
        return run_raw(self.graph, f"MATCH (n:{label} {{id: $id}}) RETURN n.state AS state", id=thing.id)[0]["state"]

    def mails(self) -> set[tuple[str, str]]:
        """To whom what goes, once everything that follows is delivered."""
        deliver(self.graph)
        rows = run_raw(self.graph, "MATCH (m:Mail) RETURN m.to AS to, m.subject AS subject")
        return {(str(row["to"]).partition("@")[0], str(row["subject"])) for row in rows}

    def stuck(self) -> int:
        return self.graph.read(lambda tx: tx.stuck.count_wanting_care(self.incubator.id, NOW))
