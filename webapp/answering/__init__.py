"""Pages of those who answer for people without an account."""

from webapp.answering import reach, requests

__all__ = ["reach", "requests"]
