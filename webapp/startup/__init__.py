"""Pages of a startup: what needs it now, its needs, its proposals, its requests and its profile."""

from webapp.startup import choices, home, needs, profile, proposals, requests, searching, why

__all__ = ["choices", "home", "needs", "profile", "proposals", "requests", "searching", "why"]
