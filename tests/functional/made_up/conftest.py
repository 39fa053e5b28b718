"""One application and one graph in which the made-up kind is at work, for all tests of this folder."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from flask import Flask

from graph.driver import Graph
from tests.functional.made_up.declaration import declared
from tests.functional.made_up.mails import Mail, deliver
from tests.functional.made_up.reader import Reader
from tests.functional.made_up.town import LANGUAGES, Town
from tests.support.cleaning import empty
from webapp.application import build_app
from webapp.config import Settings


@pytest.fixture(scope="package")
def town(migrated_graph: Graph) -> Iterator[Town]:
    """The kind declared, and requests and work of it in every state."""
    empty(migrated_graph)
    with declared():
        yield Town(migrated_graph)
    empty(migrated_graph)


@pytest.fixture(scope="package")
def zorb_app(town: Town, settings: Settings) -> Flask:
    """The application as it starts with one kind and one role more."""
    return build_app(settings, town.graph)


@pytest.fixture(scope="package")
def mails(town: Town) -> list[Mail]:
    """Every mail that what happened in the town leads to."""
    return deliver(town.graph)


@pytest.fixture(scope="package", params=LANGUAGES)
def reader(request: pytest.FixtureRequest, zorb_app: Flask, town: Town) -> Reader:
    """Reads pages as whoever is asked for, in one of the languages."""
    return Reader(zorb_app, town, str(request.param))
