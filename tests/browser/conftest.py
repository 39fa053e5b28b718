"""A real browser before a real server: Chromium, the application over an embedded graph and an embedded Redis."""

from __future__ import annotations

import shutil
import threading
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from flask import Flask
from playwright.sync_api import Browser, Page, sync_playwright
from werkzeug.serving import make_server

from graph.driver import Graph
from tests.conftest import leave_out
from tests.support.cleaning import empty
from webapp import create_app
from webapp.accounts.passwords import hash_password
from webapp.config import Settings
from webapp.demo import DEMO_ACCOUNTS, DEMO_PASSWORD
from webapp.demo.city import make_city
from webapp.operations.maintenance.fill_demo import fill_demo
from webapp.runtime.redis import EmbeddedRedis, start_redis

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

CHROMIUM = shutil.which("chromium") or ""
CHROMIUM_MISSING = "left out: browser (install Chromium: apt-get install -y chromium)"
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-dev-shm-usage"]
OpenPage = Callable[..., Page]
SignIn = Callable[..., Page]


@pytest.fixture(scope="session")
def browser_redis(tmp_path_factory: pytest.TempPathFactory) -> Iterator[EmbeddedRedis]:
    """One Redis for the browser tests."""
    with start_redis(tmp_path_factory.mktemp("redis")) as server:
        yield server


@pytest.fixture(scope="session")
def served_app(migrated_graph: Graph, browser_redis: EmbeddedRedis, tmp_path_factory: pytest.TempPathFactory) -> Flask:
    """The application with development settings, so that the gallery is there."""
    settings = Settings(env="development", home=tmp_path_factory.mktemp("home"), redis_url=browser_redis.url)
    return create_app(settings, migrated_graph)


@pytest.fixture(scope="session")
def address(served_app: Flask) -> Iterator[str]:
    """Where the application answers."""
    server = make_server("127.0.0.1", 0, closing(served_app), threaded=True)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


def closing(app: WSGIApplication) -> WSGIApplication:
    """The same, its files closed too when the browser leaves a page while it loads: this server then forgets them."""

    def served(environ: WSGIEnvironment, start_response: StartResponse) -> Iterator[bytes]:
        answer = app(environ, start_response)
        try:
            yield from answer
        finally:
            if hasattr(answer, "close"):
                answer.close()

    return served


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """One Chromium for all browser tests."""
    if not CHROMIUM:
        leave_out(CHROMIUM_MISSING)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture
def open_page(chromium: Browser, address: str) -> Iterator[OpenPage]:
    """Open a path at a width, in a language, light or dark; any script error or refused style fails the test."""
    contexts = []
    faults: list[str] = []

    def open_it(path: str, width: int = 1280, language: str = "en", scheme: str = "light", **options: object) -> Page:
        locale = "zh-CN" if language == "zh" else "en-GB"
        context = chromium.new_context(
            base_url=address, viewport={"width": width, "height": 900}, locale=locale,
            color_scheme=scheme, **options,  # type: ignore[arg-type]
        )  # fmt: skip
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: faults.append(str(error)))
        page.on("console", lambda said: faults.append(said.text) if "Content Security Policy" in said.text else None)
        page.goto(path)
        return page

    yield open_it
    for context in contexts:
        context.close()
    assert not faults, faults


@pytest.fixture(scope="session")
def axe() -> str:
    """The accessibility checker's source, of the development dependencies in package-lock.json."""
    path = Path(__file__).parents[2] / "node_modules" / "axe-core" / "axe.min.js"
    if not path.is_file():
        leave_out("left out: accessibility (run npm ci --ignore-scripts)")
    return path.read_text(encoding="utf-8")


@pytest.fixture
def serious_faults(axe: str) -> Callable[[Page], list[str]]:
    """What axe finds serious or critical on a page, in one line each."""

    def check(page: Page) -> list[str]:
        page.evaluate(axe)
        found = page.evaluate("async () => (await axe.run(document, {resultTypes: ['violations']})).violations")
        return [
            f"{fault['id']}: {node['target']} {node['html'][:160]} {node['failureSummary'][:240]}"
            for fault in found
            if fault["impact"] in {"serious", "critical"}
            for node in fault["nodes"]
        ]

    return check


@pytest.fixture(scope="session")
def demonstration(migrated_graph: Graph, served_app: Flask) -> Iterator[None]:
    """The demonstration city behind the served application, once for all journeys: none stands in another's way."""
    empty(migrated_graph)
    fill_demo(migrated_graph, make_city(date.today(), 6), hash_password(DEMO_PASSWORD), datetime.now(UTC))
    yield
    empty(migrated_graph)


@pytest.fixture
def sign_in(open_page: OpenPage, demonstration: None) -> SignIn:
    """Sign in as the demonstration account of a role (or an address) and open a page."""

    def enter(who: str, path: str, **look: object) -> Page:
        page = open_page("/sign-in", **look)
        page.fill("#email", dict(DEMO_ACCOUNTS).get(who, who))
        page.fill("#password", DEMO_PASSWORD)
        page.locator("main button[type=submit]").click()
        in_chinese = page.locator("button[name=language][value=en]")
        if in_chinese.count():  # an account keeps the language of the test before
            in_chinese.first.click()
        page.goto(path)
        return page

    return enter
