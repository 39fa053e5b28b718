"""Pages for everybody: the landing page, what we owe the reader to know, language and look."""

from webapp.pages import choices, gallery, views

__all__ = ["choices", "gallery", "views"]
