"""Who a route may be for: roles, and sides for all the roles that stand on them."""

from __future__ import annotations

from graph.domain import roles
from graph.domain.kinds import pooled_kind
from graph.domain.roles import Side

Parties = frozenset[str]
"""Roles, and sides for all the roles that stand on them."""

PUBLIC: Parties = frozenset({"anyone"})
ANY_SIGNED_IN: Parties = frozenset({"signed in"})
STARTUP: Parties = frozenset({Side.SEEKER})
POOLED: Parties = frozenset({pooled_kind().provider_role})
PROVIDER: Parties = frozenset({Side.PROVIDER})
BOTH_SIDES: Parties = STARTUP | PROVIDER
INCUBATOR: Parties = frozenset({roles.INCUBATOR})
WITH_COLLEAGUES: Parties = frozenset(code for code in roles.ROLES if roles.has_colleagues(code))
ADMINISTRATOR: Parties = frozenset({roles.ADMINISTRATOR})
ANSWERING: Parties = INCUBATOR | ADMINISTRATOR
READERS: Parties = BOTH_SIDES | INCUBATOR | ADMINISTRATOR
