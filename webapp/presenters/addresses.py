"""Addresses that templates build: this page with something changed, a static file by its content."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

from flask import current_app, request, url_for
from werkzeug.datastructures import MultiDict

from graph.domain.kinds import KINDS
from graph.domain.texts import is_web_address

ONE_YEAR = 365 * 24 * 3600
STATIC = Path(__file__).parent.parent / "static"


@lru_cache(maxsize=64)
def _stamp(path: str, _changed: float) -> str:
    return hashlib.sha256((STATIC / path).read_bytes()).hexdigest()[:12]


def static_url(path: str) -> str:
    """The file's address with its content in it, so that browsers may keep it for ever."""
    return url_for("static", filename=path, v=_stamp(path, (STATIC / path).stat().st_mtime))


def static_max_age(_filename: str | None) -> int | None:
    """A year for an address that carries its content; the others are asked for anew."""
    return ONE_YEAR if "v" in request.args else None


def web_link(text: str | None) -> str:
    """An address that somebody gave, where a link may lead to it; else empty."""
    return text if text and is_web_address(text) else ""


def bare_address(text: str) -> str:
    """An address of the web as people say it."""
    return text.partition("://")[2].removeprefix("www.").rstrip("/")


def provider_url(kind: str, provider_id: str | None) -> str:
    """The page of somebody whom a kind asks; empty where there is nobody."""
    if not provider_id or kind not in KINDS:
        return ""
    return url_for("profiles.show_provider", population=KINDS[kind].population, profile_id=provider_id)


def startup_url(startup_id: str) -> str:
    """The page of a startup."""
    return url_for("profiles.show_startup", startup_id=startup_id)


def has_endpoint(name: str) -> bool:
    """Whether this application has such a page."""
    return name in current_app.view_functions


def url_with(**changes: Any) -> str:
    """This address with some arguments changed; None drops one, and a change of view starts at its first page."""
    own = request.view_args or {}
    arguments = MultiDict((key, value) for key, value in request.args.items(multi=True) if _is_kept(key, own))
    for key, value in {"page": None, **changes}.items():
        arguments.poplist(key)
        values = value if isinstance(value, list | tuple) else [value]
        arguments.setlist(key, [str(item) for item in values if item is not None and item != ""])
    view = {key: value for key, value in own.items() if key not in arguments}
    kept: dict[str, Any] = {key: values for key, values in arguments.to_dict(flat=False).items() if values}
    return url_for(str(request.endpoint), **view, **kept)


def _is_kept(name: str, own: Mapping[str, object]) -> bool:
    """Whether an argument of the address is the page's: neither a part of its path, nor a word of `url_for`'s own."""
    return name not in own and name != "endpoint" and not name.startswith("_")


def here() -> str:
    """Path and query of the page under way, to come back to."""
    return request.full_path.rstrip("?") if request.method in {"GET", "HEAD"} else request.path
