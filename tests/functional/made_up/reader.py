"""Reads pages as somebody in a role and a language, and gives what a person would read there."""

from __future__ import annotations

import re
from collections.abc import Iterable
from html import escape, unescape

from flask import Flask

from tests.functional.made_up.town import Town
from tests.support.visitor import Visitor

_UNREAD = re.compile(r"<script.*?</script>|<style.*?</style>|<footer.*?</footer>", re.DOTALL | re.IGNORECASE)
_SAID_BY_ATTRIBUTES = re.compile(r'\b(?:aria-label|placeholder|alt|title|content)="([^"]*)"')
_MARKUP = re.compile(r"<[^>]+>")


class Reader:
    """One language; a visitor for each role, signed in when first needed."""

    def __init__(self, app: Flask, town: Town, language: str) -> None:
        self.app, self.town, self.language = app, town, language
        self._visitors: dict[str, Visitor] = {}

    def visitor(self, role: str) -> Visitor:
        """Somebody in this role, signed in."""
        if role not in self._visitors:
            visitor = Visitor(self.app)
            visitor.sign_in(self.town.accounts[role, self.language])
            self._visitors[role] = visitor
        return self._visitors[role]

    def read(self, role: str, path: str, status: int = 200) -> str:
        """What stands on a page, tags included."""
        answer = self.visitor(role).get(path, follow_redirects=True)
        assert answer.status_code == status, f"{role} {path}: {answer.status_code}"
        return answer.text


def read_text(page: str, without: Iterable[str] = ()) -> str:
    """The words of a page: its text, its title, and what attributes say; the foot is everybody's.

    `without`: what does not count where it is all that an element says, such as one entry of a list.
    """
    seen = _UNREAD.sub(" ", page)
    for entry in without:
        seen = re.sub(rf">\s*{re.escape(escape(entry))}\s*<", "><", seen)
    attributes = " ".join(_SAID_BY_ATTRIBUTES.findall(seen))
    return " ".join(unescape(_MARKUP.sub(" ", seen) + " " + attributes).split())
