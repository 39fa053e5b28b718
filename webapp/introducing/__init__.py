"""Bringing talents in from abroad: which ways are open to somebody, and what is missing."""

from webapp.introducing import ways

__all__ = ["ways"]
