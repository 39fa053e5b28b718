"""Pages about conflicts of interest: declaring one, checking a pair, letting one pass, what went on in spite of one."""

from webapp.conflicts import checking, competing, confirmed, declaring

__all__ = ["checking", "competing", "confirmed", "declaring"]
