"""The blueprints whose addresses are fixed, in the order in which they are registered."""

from __future__ import annotations

from flask import Blueprint

from webapp.admin.blueprint import blueprint as admin
from webapp.auth.blueprint import blueprint as auth
from webapp.engagements.blueprint import blueprint as engagements
from webapp.http.health import blueprint as health
from webapp.http.metrics import blueprint as metrics
from webapp.incubator.blueprint import blueprint as incubator
from webapp.pages.blueprint import blueprint as pages
from webapp.startup.blueprint import blueprint as startup

BLUEPRINTS: tuple[Blueprint, ...] = (
    pages, auth, startup, engagements, incubator, admin, health, metrics,
)  # fmt: skip
