"""What the pages of profiles say."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from flask_babel import gettext as _
from flask_babel import ngettext

from graph.domain.profile_blocks import Audience, Block
from graph.entities.profile_page import CareerLine, DocumentLine, Record
from graph.taxonomy import load
from webapp.presenters.language import language
from webapp.presenters.names import name_of
from webapp.presenters.numbers import sentence
from webapp.words.outcomes import ended_status
from webapp.words.sentences import Sentence

_BLOCKS: Mapping[Block, Sentence] = {
    Block.CAREER: Sentence("What you have done"),
    Block.RECORD: Sentence("How many startups you worked with, and how it ended"),
    Block.TEAM: Sentence("The people of your team"),
    Block.DOCUMENTS: Sentence("Documents"),
    Block.WEBSITE: Sentence("Website"),
}
_AUDIENCES: Mapping[Audience, Sentence] = {
    Audience.EVERYBODY: Sentence("Everybody who may see me"),
    Audience.TIED: Sentence("Those with a request or work between us"),
    Audience.NOBODY: Sentence("Nobody"),
}
_TIES: Mapping[str, Sentence] = {
    "WORKS_AT": Sentence("Work"),
    "FOUNDED": Sentence("Founder"),
    "ADVISES": Sentence("Adviser"),
}
MISSING: Mapping[str, Sentence] = {
    "headline": Sentence("One line about you: it stands under your name on every proposal."),
    "summary": Sentence("A few sentences on what you have done: the ranking reads them."),
    "product": Sentence("A few sentences on your product: those you ask decide by them."),
    "other_language": Sentence("The same text in the other language, for readers who do not share yours."),
    "help_areas": Sentence("What you have done yourself, confirmed: startups ask for it first."),
    "topics": Sentence("Three fields or topics or more: people are found by them."),
    "stage": Sentence("Your stage: people who know it come first."),
    "stages": Sentence("The stages that you know best."),
    "languages": Sentence("The languages in which you can meet."),
    "ticket": Sentence("What you put in at a time."),
    "headcount": Sentence("How many you are."),
    "website": Sentence("Your website, for whoever wants to know more."),
}
"""What a profile could add, and what for."""


def block_word(block: Block) -> str:
    """What a block is called to whoever owns the profile."""
    return _BLOCKS[block].say({})


def audience_word(audience: Audience) -> str:
    """Who may read a block."""
    return _AUDIENCES[audience].say({})


def term(code: str | None, kind: str | None = None) -> str:
    """A code of the taxonomy in the reader's language."""
    return load().label(code, language(), kind) if code else ""


def terms(codes: tuple[str, ...], kind: str) -> str:
    """Several codes, in the order of their list."""
    order = list(load().list(kind).terms)
    known = sorted(codes, key=lambda code: order.index(code) if code in order else len(order))
    return sentence([term(code, kind) for code in known]) if known else ""


def field_words(industries: tuple[str, ...], topics: tuple[str, ...]) -> list[str]:
    """Fields and topics in the reader's language."""
    return [term(code, "industries") for code in industries] + [load().topic_label(name, language()) for name in topics]


def as_entry(line: CareerLine) -> CareerLine:
    """What somebody did as an entry of a career: where in the reader's language, and as what."""
    where = name_of({"name": line.organisation, "name_zh": line.organisation_zh})
    return replace(line, organisation=where, title=_TIES[line.tie].say({}) if line.tie else line.title)


def record_lines(record: Record) -> list[tuple[str, str]]:
    """How work stands and ended, each with a shape."""
    lines = []
    if record.open:
        now = ngettext("%(num)s startup under way", "%(num)s startups under way", record.open)
        lines.append(("waiting", now))
    for outcome, count in sorted(record.ended.items(), key=lambda item: (-item[1], str(item[0]))):
        shape, word = ended_status(outcome)
        lines.append((shape, _("%(outcome)s: %(count)s", outcome=word, count=count)))
    return lines


def document_kind(line: DocumentLine) -> str:
    """What sort of document it is."""
    return term(line.kind, "document_kinds")
