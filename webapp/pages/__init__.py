"""Pages for everybody: the landing page, what we owe the reader to know, language and look."""

from webapp.pages import drafts, gallery, preferences, views

__all__ = ["drafts", "gallery", "preferences", "views"]
