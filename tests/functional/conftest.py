"""The web over a real graph and a real Redis, and visitors who use it as a browser would."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from aiosmtpd.controller import Controller
from flask import Flask
from redis import Redis
from werkzeug.test import TestResponse

from graph.domain.ranks import first_rank
from graph.driver import Graph
from graph.entities import Actor
from graph.entities.account import Account
from graph.processes.ports import free_port
from matching.matcher import Matcher
from tests.support.applying import Applying
from tests.support.city import City
from tests.support.mailbox import Mailbox
from tests.support.visitor import PASSWORD, SignIn, Visitor
from tests.support.web import Web
from webapp import create_app
from webapp.accounts.passwords import hash_password
from webapp.config import Settings
from webapp.operations.accounts.create_account import create_account
from webapp.runtime.redis import EmbeddedRedis, start_redis

_PASSWORD_HASH = hash_password(PASSWORD)


@pytest.fixture(scope="session")
def embedded_redis(tmp_path_factory: pytest.TempPathFactory) -> Iterator[EmbeddedRedis]:
    """One Redis for this test process."""
    with start_redis(tmp_path_factory.mktemp("redis")) as server:
        yield server


@pytest.fixture
def web(graph: Graph, embedded_redis: EmbeddedRedis, tmp_path: Path) -> Web:
    """The application over the graph, and browsers for it."""
    return Web(graph, embedded_redis.url, tmp_path)


@pytest.fixture(scope="session")
def settings(embedded_redis: EmbeddedRedis, tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """Settings of a test installation."""
    home = tmp_path_factory.mktemp("home")
    return Settings(env="test", home=home, redis_url=embedded_redis.url, base_url="http://liulu.test")


@pytest.fixture(scope="session")
def whole_app(settings: Settings, migrated_graph: Graph) -> Flask:
    """The application, made once for this test process."""
    return create_app(settings, migrated_graph)


@pytest.fixture
def redis(embedded_redis: EmbeddedRedis) -> Iterator[Redis]:
    """An empty Redis."""
    with Redis.from_url(embedded_redis.url) as client:
        client.flushall()
        yield client


@pytest.fixture
def app(whole_app: Flask, graph: Graph, redis: Redis) -> Flask:
    """The application over an empty graph and an empty Redis, without what it had read of the one before."""
    ours = whole_app.extensions["liulu"]
    settings, encoder = ours["settings"], ours["matcher"].encoder
    shutil.rmtree(settings.home / "index", ignore_errors=True)
    ours["matcher"] = Matcher(graph, settings.home, expire_after_days=settings.expire_after_days, encoder=encoder)
    return whole_app


@pytest.fixture
def visitor(app: Flask) -> Callable[[], Visitor]:
    """A new visitor with a browser of their own."""
    return lambda: Visitor(app)


@pytest.fixture
def client(app: Flask) -> Visitor:
    """A visitor who is not signed in."""
    return Visitor(app)


@pytest.fixture
def make_account(graph: Graph) -> Callable[..., Account]:
    """An active account with one role and the password of tests."""
    numbers = iter(range(1, 10_000))

    def make(role: str, subject_id: str = "", email: str = "", **values: str) -> Account:
        address = email or f"{role}{next(numbers)}@liulu.example"
        name = values.pop("name", f"{role.title()} Person")
        return create_account(
            graph, Actor.system(), address, role, subject_id, datetime.now(UTC), name=name,
            password_hash=_PASSWORD_HASH, **{"rank": first_rank(role, has_head=False), **values},
        )  # fmt: skip

    return make


@pytest.fixture
def sign_in(app: Flask, make_account: Callable[..., Account]) -> SignIn:
    """Sign in by the page: `sign_in("startup", startup.id)` gives a visitor whose `account` is set."""

    def enter(role: str, subject_id: str = "", **values: str) -> Visitor:
        account = make_account(role, subject_id, **values)
        visitor = Visitor(app)
        answer: TestResponse = visitor.sign_in(account.email)
        assert answer.status_code == 302, re.sub(r"<[^>]+>|\s+", " ", answer.text)
        visitor.account = account
        return visitor

    return enter


@pytest.fixture
def mailbox() -> Mailbox:
    """What a mail server took."""
    return Mailbox()


@pytest.fixture
def smtp(mailbox: Mailbox) -> Iterator[str]:
    """The address of that server."""
    port = free_port()
    controller = Controller(mailbox, hostname="127.0.0.1", port=port)
    controller.start()
    yield f"smtp://127.0.0.1:{port}"
    controller.stop()


@pytest.fixture
def applying(app: Flask, city: City) -> Applying:
    """The public page of an incubator, switched on."""
    return Applying(app, city.graph, city.incubator("Caohe Harbour", name_zh="漕河泾港湾").actor)


@pytest.fixture
def curator(applying: Applying, sign_in: SignIn) -> Visitor:
    """Whoever decides about what comes in on it."""
    return sign_in("incubator", applying.curator.subject_id)
