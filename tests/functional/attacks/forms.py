"""The forms of a page, read from its HTML as a browser would, and filled in as somebody sensible would."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from html.parser import HTMLParser
from urllib.parse import parse_qsl, urlsplit

from flask import Flask

_UNSENT = frozenset({"csrf_token"})
_PLAIN = {"email": "somebody.new@quarter.example", "url": "https://meet.example/room", "time": "14:30", "number": "20"}


@dataclass
class Form:
    """Where a form is sent to, how, and what it sends if nobody changes it: `choices` are the other values offered."""

    action: str
    method: str
    fields: list[tuple[str, str]] = field(default_factory=list)
    choices: dict[str, list[str]] = field(default_factory=dict)

    @property
    def names(self) -> list[str]:
        """What may be filled in, each once."""
        return list(dict.fromkeys([name for name, _value in self.fields] + list(self.choices)))

    def filled(self) -> list[tuple[str, str]]:
        """What is sent by who fills in everything: a choice for each list, what was written for each text."""
        chosen = [
            (name, values[0]) for name, values in self.choices.items() if values and name not in dict(self.fields)
        ]
        return self.fields + chosen


class _Reader(HTMLParser):
    """Collects forms; a field outside its form names it."""

    def __init__(self, at: str) -> None:
        super().__init__()
        self.at, self.forms, self._by_id = at, [], {}  # type: tuple[str, list[Form], dict[str, Form]]
        self._form: Form | None = None
        self._select = ""
        self._text: tuple[str, list[str]] | None = None
        self._late: list[tuple[str, dict[str, str]]] = []
        self.links: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Take a form, or a field of one."""
        said = {name: value or "" for name, value in attrs}
        if tag == "form":
            self._form = Form(said.get("action") or self.at, said.get("method", "get").lower())
            self.forms.append(self._form)
            self._by_id[said.get("id", "")] = self._form
        elif tag == "a":
            self.links.append(said.get("href", ""))
        elif tag in ("input", "button", "select", "textarea", "option"):
            self._field(tag, said)

    def _field(self, tag: str, said: dict[str, str]) -> None:
        form = self._by_id.get(said["form"]) if "form" in said else self._form
        if tag == "option" and self._select and form:
            form.choices[self._select].append(said.get("value", ""))
        if form is None or not said.get("name") or said["name"] in _UNSENT:
            return
        name, kind = said["name"], said.get("type", "text" if tag == "input" else tag)
        if tag == "select":
            self._select = name
            form.choices.setdefault(name, [])
        elif tag == "textarea":
            self._text = (name, [])
        elif kind in ("radio", "checkbox", "submit", "button"):
            form.choices.setdefault(name, []).append(said.get("value", ""))
        elif kind != "file":
            form.fields.append((name, said.get("value") or plausible(kind)))

    def handle_data(self, data: str) -> None:
        """What stands in a text field."""
        if self._text:
            self._text[1].append(data)

    def handle_endtag(self, tag: str) -> None:
        """Close a form or a field."""
        if tag == "form":
            self._form = None
        elif tag == "select":
            self._select = ""
        elif tag == "textarea" and self._text:
            name, parts = self._text
            if self._form:
                self._form.fields.append((name, "".join(parts).strip() or plausible("text")))
            self._text = None


def plausible(kind: str) -> str:
    """What somebody sensible writes into an empty field of a type."""
    if kind == "date":
        return (datetime.now(UTC) + timedelta(days=20)).date().isoformat()
    return _PLAIN.get(kind, "" if kind == "hidden" else "A few words")


def read_page(html: str, at: str) -> tuple[list[Form], list[str]]:
    """The forms of a page and the addresses of its links."""
    reader = _Reader(at)
    reader.feed(html)
    return reader.forms, reader.links


def by_endpoint(app: Flask, forms: Iterable[Form]) -> dict[str, Form]:
    """The forms that are posted, by the endpoint that takes them; the one with most fields where there are several."""
    found: dict[str, Form] = {}
    for form in forms:
        if form.method == "post":
            endpoint = endpoint_of(app, form.action, "POST")
            if endpoint not in found or len(form.names) > len(found[endpoint].names):
                found[endpoint] = form
    return found


def queries(app: Flask, forms: Iterable[Form], links: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Each endpoint with a name that the address of one of its pages carries behind it, as forms and links tell."""
    for form in forms:
        if form.method == "get":
            yield from ((endpoint_of(app, form.action, "GET"), name) for name in form.names)
    for link in links:
        parts = urlsplit(link)
        if not parts.netloc and parts.query:
            yield from ((endpoint_of(app, parts.path, "GET"), name) for name, _value in parse_qsl(parts.query))


def endpoint_of(app: Flask, address: str, method: str) -> str:
    """The endpoint behind an address."""
    endpoint, _values = app.url_map.bind("").match(urlsplit(address).path, method=method)
    return str(endpoint)


def with_values(form: Form, values: Mapping[str, str]) -> list[tuple[str, str]]:
    """A filled form with some values changed."""
    return [(name, values.get(name, value)) for name, value in form.filled()]
