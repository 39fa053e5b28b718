"""What a person meets who reaches others too often, and what those get who never accepted anything."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from graph.domain.limits import LIMITS, LimitCode
from graph.driver import Graph
from graph.entities.account import Account
from graph.transaction import Transaction
from tests.support.city import City
from tests.support.cleaning import run_raw
from tests.support.mailbox import Mailbox, deliver, invite, send
from tests.support.visitor import Visitor, without_tokens
from tests.support.web import Web
from webapp import create_app
from webapp.config import Settings
from webapp.operations.delivery.send_mail import with_token
from webapp.runtime.redis import EmbeddedRedis

NOW = datetime.now(UTC)
TYPED = "Win big at evil.example"


@pytest.mark.parametrize("language", ["en", "zh"])
def test_who_never_accepted_gets_no_words_that_somebody_typed(
    city: City, web: Web, smtp: str, mailbox: Mailbox, language: str
) -> None:
    curator = web.sign_in(city.incubator("Caohe Harbour", name_zh="漕河孵化器"), NOW)
    curator.post("/account/profile", **{"profile-name": TYPED, "profile-language": "en", "profile-time_zone": "UTC"})
    curator.follow("/incubator/invite", name=TYPED, name_zh=TYPED, email="lu@x.cn", language=language, note=TYPED)
    curator.post("/reset", email="lu@x.cn")
    deliver(city.graph)
    assert send(city.graph, smtp) == 2

    for mail in mailbox.mails:
        assert TYPED not in f"{mail['Subject']} {mail.get_content()}"
    incubator = "漕河孵化器" if language == "zh" else "Caohe Harbour"
    assert sum(incubator in mail.get_content() for mail in mailbox.mails) == 1


@pytest.mark.parametrize(
    ("language", "words"),
    [("en", ["Enough for now", "It is possible again on"]), ("zh", ["暂时到此为止", "起可以再次进行"])],
)
def test_a_page_says_when_it_is_possible_again(city: City, web: Web, language: str, words: list[str]) -> None:
    ours = city.incubator()
    curator = web.sign_in(ours, NOW, language)
    curator.follow("/incubator/invite", name="Lu", email="lu@x.cn", language="zh")
    person = str(run_raw(city.graph, "MATCH (s:Supervisor) RETURN s.id AS id")[0]["id"])
    curator.post("/incubator/pool/end", id=person, reason="time")

    answer = curator.post("/incubator/invite", name="Lu", email="lu@x.cn", language="zh")

    assert answer.status_code == 429
    assert all(word in answer.text for word in words)
    assert "Retry-After" not in answer.headers


def test_who_left_is_spared_a_second_invitation_and_the_page_says_so(city: City, web: Web) -> None:
    ours = city.incubator()
    left, stays = city.supervisor("Left", pool_of=ours), city.supervisor("Stays", pool_of=ours)
    run_raw(city.graph, "MATCH (:Supervisor {id: $id})-[m:IN_POOL_OF]->() SET m.state = 'left'", id=left.id)
    city.graph.write(lambda tx: tx.limits.take(LimitCode.INVITED, NOW, left.id))
    until = (NOW + timedelta(days=300)).date().isoformat()

    page = web.sign_in(ours, NOW).follow("/incubator/pool/renew", id=[left.id, stays.id], until=until, shorten="y")

    assert "not invited again for now: Left." in page
    assert "1 term is renewed" in page


def test_an_account_gets_ten_links_a_day_and_the_page_tells_nobody(graph: Graph, client: Visitor) -> None:
    account: Account = invite(graph)
    most = LIMITS[LimitCode.LINKS].most

    def use_up(tx: Transaction) -> int:
        return tx.limits.take_up_to(LimitCode.LINKS, NOW, most, account.id)

    before = client.post("/reset", {"email": account.email})
    assert graph.write(use_up) == most - 2
    after = client.post("/reset", {"email": account.email})

    assert (before.status_code, without_tokens(before.text)) == (after.status_code, without_tokens(after.text))
    assert len(run_raw(graph, "MATCH (m:Outbox {kind: 'invite_account'}) RETURN m.id AS id")) == 2


def test_the_mails_of_development_are_shown_on_this_machine_only(
    graph: Graph, embedded_redis: EmbeddedRedis, tmp_path: Path, smtp: str
) -> None:
    settings = Settings(env="development", home=tmp_path, redis_url=embedded_redis.url)
    app = create_app(settings, graph)
    invite(graph)
    deliver(graph)
    send(graph, smtp, keep=True)
    (mail,) = graph.read(lambda tx: tx.mail.list_newest())
    assert mail.link
    link = with_token(mail, app.extensions["liulu"]["link_tokens"]).body.split("/invitations/")[1].split()[0]

    client = app.test_client()
    assert link in client.get("/dev/mail").text
    assert client.get("/dev/mail", headers={"X-Forwarded-For": "203.0.113.9"}).status_code == 404
    assert client.get("/dev/mail", environ_base={"REMOTE_ADDR": "203.0.113.9"}).status_code == 404
    for host in ("localhost:8000", "127.0.0.1", "127.0.0.1:8123", "[::1]:8000"):
        assert link in client.get("/dev/mail", headers={"Host": host}).text
    for host in (
        "evil.example",
        "evil.example:8000",
        "localhost.evil.example",
        "127.0.0.1.evil.example",
        "[::2]",
        "[bad",
        "a b",
    ):
        assert client.get("/dev/mail", headers={"Host": host}).status_code == 404
