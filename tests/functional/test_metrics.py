"""The figures that Prometheus asks for, and who gets them."""

from __future__ import annotations

import re

import pytest
from flask.testing import FlaskClient
from pydantic import SecretStr

from graph.driver import Graph
from tests.support.visitor import Visitor
from webapp import create_app
from webapp.config import Settings

TOKEN = "a-token-of-the-operator-7Q"  # pragma: allowlist secret


@pytest.fixture
def operator(settings: Settings, migrated_graph: Graph) -> FlaskClient:
    return create_app(settings.model_copy(update={"metrics_token": SecretStr(TOKEN)}), migrated_graph).test_client()


def count(text: str, line: str) -> float:
    found = re.search(rf"^{re.escape(line)} (\S+)$", text, re.MULTILINE)
    return float(found[1]) if found else 0.0


def scrape(client: FlaskClient) -> str:
    answer = client.get("/metrics", headers={"Authorization": f"Bearer {TOKEN}"})
    assert answer.status_code == 200
    assert answer.content_type.startswith("text/plain")
    return answer.text


def test_requests_are_counted_by_endpoint_method_and_status(operator: FlaskClient) -> None:
    line = 'liulu_http_request_seconds_count{endpoint="health.alive",method="GET",status="200"}'
    before = count(scrape(operator), line)
    operator.get("/healthz")
    operator.get("/healthz")

    assert count(scrape(operator), line) == before + 2


def test_an_address_that_does_not_exist_makes_no_figure_of_its_own(operator: FlaskClient) -> None:
    operator.get("/a-made-up-address")

    text = scrape(operator)
    assert 'endpoint="none",method="GET",status="404"' in text
    assert "a-made-up-address" not in text


def test_a_method_that_nobody_knows_makes_no_figure_of_its_own(operator: FlaskClient) -> None:
    operator.open("/healthz", method="BREW")

    text = scrape(operator)
    assert 'method="other",status="405"' in text
    assert "BREW" not in text


@pytest.mark.parametrize("header", ["", "Bearer ", "Bearer wrong", f"Bearer {TOKEN}x", "Bearer 令牌"])
def test_without_the_token_there_is_no_such_page(operator: FlaskClient, header: str) -> None:
    assert operator.get("/metrics", headers={"Authorization": header.encode().decode("latin-1")}).status_code == 404


@pytest.mark.parametrize("header", ["", "Bearer ", f"Bearer {TOKEN}"])
def test_while_no_token_is_set_there_is_no_such_page(client: Visitor, header: str) -> None:
    assert client.get("/metrics", headers={"Authorization": header}).status_code == 404
