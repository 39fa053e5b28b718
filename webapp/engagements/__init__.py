"""Pages that both sides of an engagement share: the work, its sessions, ratings and end."""

from webapp.engagements import calendars, pages, sessions

__all__ = ["calendars", "pages", "sessions"]
