"""What a view may ask of its request: the graph, the matcher, the settings, who acts, and what time it is."""

from __future__ import annotations

from datetime import UTC, date, datetime
from enum import StrEnum
from typing import Any, cast

from flask import current_app
from flask_login import current_user

from graph.domain.actions import MACHINES
from graph.domain.states.machine import Machine
from graph.driver import Graph
from graph.entities import Actor
from matching.matcher import Matcher
from webapp.config import Settings


def graph() -> Graph:
    """The open graph of this application."""
    return cast(Graph, current_app.extensions["liulu"]["graph"])


def matcher() -> Matcher:
    """The matcher of this process; it keeps its index fresh by itself."""
    return cast(Matcher, current_app.extensions["liulu"]["matcher"])


def settings() -> Settings:
    """The settings that this application was made with."""
    return cast(Settings, current_app.extensions["liulu"]["settings"])


def actor() -> Actor:
    """Who acts; only in views that the permission table guards."""
    return cast(Actor, current_user.actor)


def organisation_day() -> date:
    """The day that it is for the installation: who is in which pool, what is in force. Readers have their own."""
    return graph().calendar.day_of(now())


def now() -> datetime:
    """The present moment, aware, UTC."""
    return datetime.now(UTC)


def may(action: str, state: StrEnum) -> bool:
    """Whether who acts may take an action on a thing in this state, guards left aside: pages draw buttons by it."""
    return _MACHINES[type(state)].find(action, actor().parties, state) is not None


_MACHINES: dict[type[StrEnum], Machine[Any]] = {machine.states: machine for machine in MACHINES}
