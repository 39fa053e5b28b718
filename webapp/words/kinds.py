"""The words of each kind of match: every kind has its own, or the program does not start."""

from __future__ import annotations

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from graph.domain.kinds import KINDS, SUBJECTS, kind_of_role
from webapp.presenters.numbers import money
from webapp.words.by_kind import WORDS
from webapp.words.kind_words import CuratorWords, KindWords, ProviderWords

_SEEKER = KINDS.table("words for those who look for somebody", {kind: words.seeker for kind, words in WORDS.items()})
_PROVIDER = KINDS.table("words for those who are asked", {kind: words.provider for kind, words in WORDS.items()})
_CURATOR = KINDS.table("words for incubators", {kind: words.curator for kind, words in WORDS.items()})
WILL_WORK = KINDS.table("subject of a yes", {kind: words.will_work for kind, words in WORDS.items()})
ASKS = KINDS.table("subject of a request", {kind: words.asks for kind, words in WORDS.items()})
_WANTED = SUBJECTS.table(
    "words of what is wanted",
    {
        "mentor": _l("Mentor wanted"),
        "talent": _l("Talent wanted"),
        "lab": _l("Lab wanted"),
        "investor": _l("Investor wanted"),
    },
)


def words_for(kind: str) -> KindWords:
    """What those who look for somebody read about a kind."""
    return _SEEKER[kind]()


def words_for_role(role: str) -> ProviderWords:
    """What a role that is asked reads."""
    return _PROVIDER[kind_of_role(role).name]()


def words_for_curators(kind: str) -> CuratorWords:
    """What incubators read about a kind."""
    return _CURATOR[kind]()


def wanted(kind: str) -> str:
    """What a need asks for, as its kind."""
    return str(_WANTED[kind])


def asked_for(kind: str, amount: float | None) -> str:
    """What a need asks for, with the amount where it names one."""
    if not amount:
        return wanted(kind)
    both: str = _("%(wanted)s, %(amount)s", wanted=wanted(kind), amount=money(amount))
    return both
