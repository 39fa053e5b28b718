"""Pages of a startup: what needs it now, its needs, its proposals, its requests and its profile."""

from webapp.startup import (
    asking,
    compare,
    directory,
    home,
    needs,
    profile,
    proposal_actions,
    proposals,
    requests,
    searching,
    waiting_list,
    why,
)

__all__ = [
    "asking",
    "compare",
    "directory",
    "home",
    "needs",
    "profile",
    "proposal_actions",
    "proposals",
    "requests",
    "searching",
    "waiting_list",
    "why",
]
