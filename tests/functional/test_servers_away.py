"""Pages while Redis or the graph is away: they say so, and nobody is signed out for it."""

from __future__ import annotations

import socket
from pathlib import Path

from graph.driver import Graph, open_graph
from tests.support.days import SHANGHAI
from tests.support.visitor import SignIn, Visitor
from webapp import create_app
from webapp.config import Settings
from webapp.runtime.redis import EmbeddedRedis

# The first page of each role: error pages are drawn in every room without asking who is there.
ROOMS = ("/startup/", "/supervisor/", "/investor/", "/incubator/", "/admin/")


def closed_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])


def test_pages_say_so_when_redis_is_away(graph: Graph, tmp_path: Path) -> None:
    settings = Settings(env="test", home=tmp_path, redis_url=f"redis://127.0.0.1:{closed_port()}/0")
    person = create_app(settings, graph).test_client()

    for path in ("/", "/sign-in", "/account", *ROOMS):
        assert person.get(path).status_code == 503, path
    assert person.get("/healthz").status_code == 200


def test_pages_say_so_when_the_graph_is_away(
    sign_in: SignIn, embedded_redis: EmbeddedRedis, tmp_path: Path
) -> None:  # fmt: skip
    person = sign_in("administrator")
    settings = Settings(env="test", home=tmp_path, redis_url=embedded_redis.url)
    with open_graph(f"bolt://127.0.0.1:{closed_port()}", calendar=SHANGHAI) as away:
        other = Visitor(create_app(settings, away))
        other.steal(person.cookie())

        answers = {path: other.get(path) for path in ("/account", *ROOMS)}

    assert {path: answer.status_code for path, answer in answers.items()} == dict.fromkeys(answers, 503)
    assert person.get("/account").status_code == 200
