"""What stands on a profile's page, as a reader may read it: a hidden block is not even read."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TypeVar

from graph.domain.kinds import KINDS
from graph.domain.profile_blocks import OF_PROVIDERS, OF_STARTUPS, Audience, Block, Reader, is_shown
from graph.entities import Actor
from graph.entities.investor import InvestorFacts
from graph.entities.profile_page import CareerLine, DocumentLine, Member, Record
from graph.entities.providers import ProviderProfile
from graph.entities.startup import Startup
from graph.transaction import Transaction

T = TypeVar("T")


@dataclass(frozen=True)
class ProviderPage:
    """A provider's page; None stands for what this reader may not read, or what such a provider does not have."""

    kind: str
    profile: ProviderProfile
    reader: Reader
    audiences: Mapping[Block, Audience]
    career: list[CareerLine] | None
    record: Record | None
    documents: list[DocumentLine] | None
    website: str | None
    portfolio: InvestorFacts | None


@dataclass(frozen=True)
class StartupPage:
    """A startup's page, with None as above."""

    startup: Startup
    reader: Reader
    audiences: Mapping[Block, Audience]
    team: list[Member] | None
    documents: list[DocumentLine] | None
    website: str | None


class _Shown:
    """Reads a block where the reader may."""

    def __init__(self, blocks: frozenset[Block], audiences: Mapping[Block, Audience], reader: Reader) -> None:
        self._shown = {block for block in blocks if is_shown(audiences[block], reader)}

    def read(self, block: Block, read: Callable[[], T]) -> T | None:
        return read() if block in self._shown else None


def read_provider(tx: Transaction, kind: str, provider_id: str, who: Actor, seen_as: Reader) -> ProviderPage:
    """The page of somebody whom a kind asks; its owner sees it as one of the others. Raises NotFoundError."""
    pages = tx.profile_pages
    reader = pages.reader_of_provider(kind, provider_id, visible_to=who)
    audiences = pages.audiences(provider_id)
    shown = _Shown(OF_PROVIDERS[kind], audiences, seen_as if reader is Reader.OWNER else reader)
    profile = tx.providers.get(provider_id, visible_to=Actor.system())
    return ProviderPage(
        kind=kind,
        profile=profile,
        reader=reader,
        audiences=audiences,
        career=shown.read(Block.CAREER, lambda: pages.list_career(provider_id)),
        record=shown.read(Block.RECORD, lambda: pages.record_of(provider_id)),
        documents=shown.read(Block.DOCUMENTS, lambda: pages.list_documents(provider_id)),
        website=shown.read(Block.WEBSITE, lambda: profile.website),
        portfolio=tx.investments.list_facts([provider_id]).get(provider_id) if KINDS[kind].invests else None,
    )


def read_startup(tx: Transaction, startup_id: str, who: Actor, seen_as: Reader) -> StartupPage:
    """The page of a startup; its owner sees it as one of the others. Raises NotFoundError."""
    pages = tx.profile_pages
    reader = pages.reader_of_startup(startup_id, visible_to=who)
    audiences = pages.audiences(startup_id)
    shown = _Shown(OF_STARTUPS, audiences, seen_as if reader is Reader.OWNER else reader)
    startup = tx.startups.get(startup_id, visible_to=Actor.system())
    return StartupPage(
        startup=startup,
        reader=reader,
        audiences=audiences,
        team=shown.read(Block.TEAM, lambda: pages.list_team(startup_id)),
        documents=shown.read(Block.DOCUMENTS, lambda: pages.list_documents(startup_id)),
        website=shown.read(Block.WEBSITE, lambda: startup.website or ""),
    )
