"""The blueprints of the application: each room's, found in its module `blueprint`."""

from __future__ import annotations

from collections.abc import Iterator
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from pkgutil import iter_modules

from flask import Blueprint, Flask

from webapp.http.health import blueprint as health
from webapp.http.metrics import blueprint as metrics
from webapp.provider.blueprint import url_prefix

_ROOMS = Path(__file__).parent.parent


def register_all(app: Flask) -> None:
    """Put the pages of every room under its address."""
    for blueprint in _of_rooms():
        # The addresses of those who are asked follow the roles that are declared, here and in tests.
        prefix = url_prefix() if blueprint.name == "provider" else blueprint.url_prefix
        app.register_blueprint(blueprint, url_prefix=prefix)
    app.register_blueprint(health)
    app.register_blueprint(metrics)


def _of_rooms() -> Iterator[Blueprint]:
    for room in iter_modules([str(_ROOMS)], "webapp."):
        if room.ispkg and find_spec(f"{room.name}.blueprint"):
            yield import_module(f"{room.name}.blueprint").blueprint
