"""Parts of a profile page, and who may read each: whoever owns the profile chooses, the server obeys."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from enum import StrEnum

from graph.domain.kinds import KINDS
from graph.domain.registry import Table
from graph.domain.states.requests import RequestState


class Block(StrEnum):
    """A part of a profile whose readers are chosen; what proposals and requests say anyway is no part to choose."""

    CAREER = "career"
    RECORD = "record"
    TEAM = "team"
    DOCUMENTS = "documents"
    WEBSITE = "website"


class Audience(StrEnum):
    """Who may read a block."""

    EVERYBODY = "everybody"
    TIED = "tied"
    NOBODY = "nobody"


class Reader(StrEnum):
    """How somebody who may open a profile stands to it."""

    OWNER = "owner"
    TIED = "tied"
    LOOKER = "looker"


OF_STARTUPS = frozenset({Block.TEAM, Block.DOCUMENTS, Block.WEBSITE})
OF_PROVIDERS: Table[frozenset[Block]] = KINDS.table(
    "blocks of a profile",
    {
        "mentor": frozenset({Block.CAREER, Block.RECORD, Block.DOCUMENTS, Block.WEBSITE}),
        "investor": frozenset({Block.RECORD, Block.DOCUMENTS, Block.WEBSITE}),
    },
)
TYING = frozenset({RequestState.ASKED, RequestState.ACCEPTED})
"""A request in one of these states is something between two sides; one that came to nothing is no more."""


def is_shown(audience: Audience, reader: Reader) -> bool:
    """Whether a block may be read. Whoever owns the profile looks at it as one of the others."""
    return audience is Audience.EVERYBODY or (audience is Audience.TIED and reader is Reader.TIED)


def read_audiences(stored: Iterable[str]) -> dict[Block, Audience]:
    """What a profile keeps, as `block:audience`; what is not named there is for everybody."""
    chosen = dict.fromkeys(Block, Audience.EVERYBODY)
    for entry in stored:
        block, _, audience = entry.partition(":")
        chosen[Block(block)] = Audience(audience)
    return chosen


def write_audiences(chosen: Mapping[Block, Audience]) -> list[str]:
    """What a profile keeps of such a choice."""
    return sorted(f"{block}:{audience}" for block, audience in chosen.items() if audience is not Audience.EVERYBODY)
