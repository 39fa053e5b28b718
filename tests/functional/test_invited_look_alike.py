"""What a curator reads of whom they invited is the same for everybody: known here, known elsewhere or to nobody."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta

import pytest

from tests.support.city import City
from tests.support.cleaning import run_raw
from tests.support.mailbox import deliver
from tests.support.web import Browser, Web

NOW = datetime.now(UTC)
SOON = (date.today() + timedelta(days=30)).isoformat()
_CHANGING = re.compile(
    r"(person|supervisor|account)-[0-9a-z-]+|"
    r'(name="(?:csrf[-_]token|draft_of)" (?:content|value)=)"[^"]*"'
)


def plant(city: City, kind: str) -> None:
    """Somebody with this address, of whom an incubator elsewhere knows much."""
    elsewhere = city.incubator("Elsewhere House")
    person = city.supervisor(
        "Gu Mingche",
        name_zh="顾明澈",
        email="gu@example.org",
        pool_of=elsewhere,
        headline="Furnaces for forty years",
        region="CN-31",
        category="scientist",
    )
    if kind == "paused":
        run_raw(
            city.graph, "MATCH (p {id: $id}) SET p.state = 'paused', p.paused_until = date($on)", id=person.id, on=SOON
        )
    if kind == "busy":
        city.asked_proposal(to=person, startup=city.startup("Secret Sensing"))
    if kind == "with an account":
        city.open_account(person.actor)
    if kind == "ended":
        run_raw(city.graph, "MATCH ({id: $id})-[m:IN_POOL_OF]->() SET m.state = 'ended'", id=person.id)


def read_after_inviting(city: City, web: Web) -> list[str]:
    """The pages of a curator that tell of whom they have just invited."""
    curator = web.sign_in(city.incubator("Caohe Harbour"), NOW)
    said = curator.follow("/incubator/invite", name="Lao Gu", email="gu@example.org", language="zh")
    (row,) = run_raw(
        city.graph, "MATCH (p:Supervisor)-[:IN_POOL_OF {state: 'invited'}]->(:Incubator) RETURN p.id AS id"
    )
    deliver(city.graph)
    paths = (
        f"/incubator/supervisors/{row['id']}",
        f"/incubator/supervisors/{row['id']}/sent",
        f"/incubator/pool/{row['id']}",
        "/incubator/pool",
        "/incubator/pool.csv",
    )
    assert "Lao Gu" in said
    assert "gu@example.org" in said
    return [_CHANGING.sub("…", page) for page in (said, *(read(curator, path) for path in paths))]


def read(curator: Browser, path: str) -> str:
    return curator.get(path).text


@pytest.mark.parametrize("kind", ["in a pool", "paused", "busy", "with an account", "ended"])
def test_pages_tell_of_somebody_known_elsewhere_what_they_tell_of_nobody(city: City, web: Web, kind: str) -> None:
    unknown = read_after_inviting(city, web)
    run_raw(
        city.graph,
        "MATCH (n) WHERE n:Supervisor OR n:Account OR n:Incubator OR n:Membership OR n:Tally DETACH DELETE n",
    )
    plant(city, kind)

    known = read_after_inviting(city, web)

    assert known == unknown
