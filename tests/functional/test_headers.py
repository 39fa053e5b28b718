"""Every answer carries the same headers, and the cookie its flags."""

from __future__ import annotations

from pathlib import Path

import pytest

from graph.driver import Graph
from tests.support.visitor import SignIn, Visitor
from webapp import create_app
from webapp.config import Settings
from webapp.runtime.redis import EmbeddedRedis

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "form-action 'self'; frame-ancestors 'none'; base-uri 'none'"
)


@pytest.mark.parametrize("path", ["/", "/sign-in", "/account", "/no-such-page", "/healthz", "/static/favicon.svg"])
def test_every_answer_carries_the_headers(client: Visitor, path: str) -> None:
    headers = client.get(path).headers

    assert headers["Content-Security-Policy"] == POLICY
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "same-origin"
    assert headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert "camera=()" in headers["Permissions-Policy"]


def test_no_page_of_an_account_is_kept_by_caches(sign_in: SignIn) -> None:
    assert sign_in("administrator").get("/account").headers["Cache-Control"] == "no-store"


def test_the_cookie_is_out_of_reach_of_scripts_and_other_sites(client: Visitor) -> None:
    cookie = client.get("/sign-in").headers["Set-Cookie"]

    assert cookie.startswith("liulu=")
    assert "HttpOnly" in cookie
    assert "SameSite=Lax" in cookie
    assert "Path=/" in cookie
    assert "Domain" not in cookie


def test_over_https_the_cookie_is_bound_to_the_host(
    graph: Graph, embedded_redis: EmbeddedRedis, tmp_path: Path
) -> None:  # fmt: skip
    settings = Settings(env="test", home=tmp_path, redis_url=embedded_redis.url, base_url="https://liulu.example")
    answer = create_app(settings, graph).test_client().get("/sign-in", base_url="https://liulu.example")

    assert answer.headers["Set-Cookie"].startswith("__Host-liulu=")
    assert "Secure" in answer.headers["Set-Cookie"]
    assert answer.headers["Strict-Transport-Security"] == "max-age=31536000; includeSubDomains"


def test_no_page_holds_script_or_style_that_the_policy_would_refuse(client: Visitor, sign_in: SignIn) -> None:
    root = sign_in("administrator")
    pages = [client.get(path).text for path in ("/", "/sign-in", "/reset")]
    pages += [root.get(path).text for path in ("/account", "/admin/", "/admin/accounts", "/admin/audit", "/admin/jobs")]

    for page in pages:
        assert "<style" not in page
        assert " style=" not in page
        assert "javascript:" not in page
        assert page.count("<script") == page.count("<script src=")
