"""What holds in production only: a second factor for who can do much, and no page of mails."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from flask import Flask
from pydantic import SecretStr
from redis import Redis

from graph.driver import Graph
from graph.entities.account import Account
from tests.support.visitor import PASSWORD
from webapp import create_app
from webapp.config import Settings
from webapp.runtime.redis import EmbeddedRedis

HTTPS = "https://liulu.example"


@pytest.fixture
def production(graph: Graph, redis: Redis, embedded_redis: EmbeddedRedis, tmp_path: Path) -> Flask:
    """The application as production runs it."""
    settings = Settings(
        env="production", home=tmp_path, redis_url=embedded_redis.url, base_url=HTTPS, smtp_url="smtp://mail.example",
        secret_key=SecretStr("kV9w2Qm7Zr4Xp1Ls8Td6Yb3Nc5Hg0JfAeUoIiRxWq"),
    )  # fmt: skip
    redis.flushall()
    return create_app(settings, graph)


def test_an_administrator_sets_up_a_second_factor_first(
    production: Flask, make_account: Callable[..., Account]
) -> None:  # fmt: skip
    browser = production.test_client()
    page = browser.get("/sign-in", base_url=HTTPS).text
    token = re.search(r'name="csrf-token" content="([^"]+)"', page)
    assert token
    fields = {"email": make_account("administrator").email, "password": PASSWORD, "csrf_token": token[1]}
    browser.post("/sign-in", data=fields, base_url=HTTPS, headers={"Referer": f"{HTTPS}/sign-in"})

    assert browser.get("/admin/", base_url=HTTPS).headers["Location"] == "/account/second-factor"
    assert browser.get("/account/second-factor", base_url=HTTPS).status_code == 200


def test_mails_are_shown_in_development_only(production: Flask) -> None:
    assert production.test_client().get("/dev/mail", base_url=HTTPS).status_code == 404
