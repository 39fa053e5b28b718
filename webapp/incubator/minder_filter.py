"""By whom something is minded, as addresses ask for it and filters offer it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask_babel import gettext as _

ME, NOBODY = "me", "nobody"
"""How addresses name the reader and nobody; everybody else by their account."""


def read_minder_filter(args: Any) -> tuple[str, ...]:
    """Whom an address asks for."""
    return tuple(dict.fromkeys(value[:100] for value in args.getlist("minder")))


def is_minded(minder_id: str, wanted: tuple[str, ...], me: str) -> bool:
    """Whether whoever minds something is one of those whom an address asks for; all are, where it asks for nobody."""
    return not wanted or (ME if minder_id == me else minder_id or NOBODY) in wanted


def minder_options(counts: Mapping[str, int], minders: Mapping[str, str], me: str) -> list[tuple[str, str, int]]:
    """What the filter offers: the reader first, then colleagues, then nobody, with how many each minds.

    `counts`: by account, under an empty one those whom nobody minds.
    """
    others = [(one, name, counts.get(one, 0)) for one, name in minders.items() if one != me]
    return [(ME, _("me"), counts.get(me, 0)), *others, (NOBODY, _("nobody yet"), counts.get("", 0))]
