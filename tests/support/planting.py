"""Words that stand nowhere else, one for each person and field: typed in, and looked for wherever something is kept."""

from __future__ import annotations

import hashlib
import io
import zipfile
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from pkgutil import walk_packages
from typing import Any

from redis import Redis
from wtforms import HiddenField, StringField
from wtforms.fields.core import UnboundField

import webapp
from graph.driver import Graph
from tests.support.cleaning import run_raw
from webapp.forms.base import BaseForm


def word(person: str, field: str) -> str:
    """The one word of letters for a person and a field, such as `qjcbaefdhg…`."""
    digits = hashlib.sha256(f"{person} {field}".encode()).hexdigest()[:16]
    return "q" + "".join(chr(ord("a") + int(digit, 16)) for digit in digits)


def text_fields() -> set[str]:
    """Every field of every form of the product into which people type text, as `module.Form.field`."""
    for module in walk_packages(webapp.__path__, "webapp."):
        if module.name.startswith("webapp.") and not module.name.endswith("__main__"):
            import_module(module.name)
    return {
        f"{form.__module__.removeprefix('webapp.')}.{form.__name__}.{name}"
        for form in _forms(BaseForm)
        if form.__module__.startswith("webapp.")
        for name in dir(form)
        if isinstance(field := getattr(form, name), UnboundField) and _is_text(field.field_class)
    }


def _forms(base: type[Any]) -> Iterator[type[Any]]:
    for form in base.__subclasses__():
        yield form
        yield from _forms(form)


def _is_text(field: type) -> bool:
    return issubclass(field, StringField) and not issubclass(field, HiddenField)


def found_in_graph(graph: Graph, words: set[str]) -> dict[str, str]:
    """Which of the words stand in a property of a node or a relationship, and where."""
    nodes = run_raw(graph, "MATCH (n) RETURN labels(n) AS at, properties(n) AS held")
    related = run_raw(graph, "MATCH ()-[r]->() RETURN type(r) AS at, properties(r) AS held")
    return {
        one: f"{row['at']} {row['held']}" for row in nodes + related for one in words if one in str(row["held"]).lower()
    }


def found_in_redis(redis: Redis, words: set[str]) -> dict[str, str]:
    """Which of the words stand in a key or a value."""
    readers: dict[bytes, Any] = {
        b"string": redis.get,
        b"list": lambda key: redis.lrange(key, 0, -1),
        b"set": redis.smembers,
        b"zset": lambda key: redis.zrange(key, 0, -1),
        b"hash": redis.hgetall,
    }
    held: dict[bytes, Any] = {}
    for key in redis.scan_iter():
        held[key] = readers[redis.type(key)](key)  # type: ignore[index]
    return {one: repr(key) for key, value in held.items() for one in words if one in f"{key!r} {value!r}".lower()}


def found_in_files(folder: Path, words: set[str]) -> dict[str, str]:
    """Which of the words stand in the bytes of a file, those packed in archives too."""
    found = {}
    for path in folder.rglob("*"):
        for content in _contents(path) if path.is_file() else ():
            found.update({one: str(path) for one in words if one.encode() in content.lower()})
    return found


def _contents(path: Path) -> Iterator[bytes]:
    content = path.read_bytes()
    yield content
    if zipfile.is_zipfile(io.BytesIO(content)):
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            for name in archive.namelist():
                yield archive.read(name)
