"""What somebody is within the organisation for which they act, and what that lets them do there."""

from __future__ import annotations

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from graph.domain.ranks import RANKS, Act, ranks_of
from graph.domain.roles import ROLES
from webapp.presenters.language import language
from webapp.words.sentences import Sentence

_NAMES = RANKS.table(
    "name of a rank",
    {"head": _l("Head"), "member": _l("Member"), "officer": _l("Officer"), "reader": _l("Reader")},
)
_SEES = Sentence("Sees everything, and changes nothing but their own account.")
_WORKS = Sentence("Sees everything and does the daily work.")
_MINDS = Sentence("Invites colleagues, sets their roles and takes them away.")
_DECIDES = ROLES.table(
    "what the head of an organisation decides",
    {
        "startup": Sentence("Decides who may read which part of the profile."),
        "supervisor": None,
        "investor": Sentence("Decides who may read which part of the profile."),
        "incubator": Sentence("Decides for whom the incubator answers, and deletes people for good."),
        "talent_office": None,
        "administrator": None,
    },
)


def rank_word(rank: str) -> str:
    """A rank in the reader's words; empty for a role without one."""
    return str(_NAMES[rank]) if rank else ""


def rank_acts(role: str, rank: str) -> list[str]:
    """What a rank may do in a role, a sentence each."""
    acts = RANKS[rank].acts
    decides = _DECIDES[role]
    said = [_WORKS if Act.WORK in acts else _SEES]
    said += [_MINDS] if Act.MIND_COLLEAGUES in acts else []
    said += [decides] if decides is not None and Act.DECIDE in acts else []
    return [sentence.say({}) for sentence in said]


def rank_choices(role: str) -> list[tuple[str, str]]:
    """Each rank of a role with its word and what it may do, the head's first."""
    space = "" if language() == "zh" else " "
    return [
        (rank, str(_("%(rank)s: %(acts)s", rank=rank_word(rank), acts=space.join(rank_acts(role, rank)))))
        for rank in ranks_of(role)
    ]
