"""Quarters of a town whose people meet only as strangers, and a browser for each of its roles."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from flask import Flask

from graph.domain.roles import ROLES
from graph.driver import Graph
from tests.functional.attacks.quarter import Quarter
from tests.support.city import City
from tests.support.visitor import Visitor
from webapp.accounts.sessions import handle_of

ANYBODY = "anybody"
"""Who is not signed in, where roles are listed."""


class Town:
    """`ours` is the visitors' own; `theirs` belongs to strangers; `spent` is the visitors' own too, to be used up."""

    def __init__(self, app: Flask, graph: Graph, home: Path) -> None:
        self.app, self.graph = app, graph
        city = City(graph, datetime.now(UTC))
        self.ours, self.theirs, self.spent = (Quarter(city, name, home) for name in ("Tidewell", "Lantern", "Orchard"))
        self._visitors: dict[tuple[str, str], Visitor] = {}

    def visitor(self, role: str, quarter: Quarter | None = None) -> Visitor:
        """Somebody of a quarter (ours) in a role, signed in when first asked for; `ANYBODY` is not signed in."""
        quarter = quarter or self.ours
        key = (quarter.name, role)
        if key not in self._visitors:
            self._visitors[key] = self._sign_in(role, quarter)
        return self._visitors[key]

    def is_out(self, role: str) -> bool:
        """Whether our visitor is signed out by now; they sign in again when next asked for."""
        if role == ANYBODY or self.visitor(role).get("/account").status_code == 200:
            return False
        del self._visitors[self.ours.name, role]
        return True

    def _sign_in(self, role: str, quarter: Quarter) -> Visitor:
        """Fill in the sign-in page; notes how the session is called."""
        visitor = Visitor(self.app)
        if role in ROLES:
            status = visitor.sign_in(quarter.emails[role]).status_code
            assert status == 302, f"{role} of {quarter.name} cannot sign in: {status}"
            quarter.handles[role] = handle_of(visitor.cookie())
        return visitor
