"""The public page of an incubator, on which people and startups apply, and each application by its link."""

from webapp.applying import application, page

__all__ = ["application", "page"]
