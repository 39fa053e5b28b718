"""The blueprints whose addresses are fixed, in the order in which they are registered."""

from __future__ import annotations

from flask import Blueprint

from webapp.admin import blueprint as admin
from webapp.auth import blueprint as auth
from webapp.engagements import blueprint as engagements
from webapp.http.health import blueprint as health
from webapp.http.metrics import blueprint as metrics
from webapp.incubator import blueprint as incubator
from webapp.pages import blueprint as pages
from webapp.startup import blueprint as startup

BLUEPRINTS: tuple[Blueprint, ...] = (
    pages, auth, startup, engagements, incubator, admin, health, metrics,
)  # fmt: skip
