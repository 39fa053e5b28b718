"""What a card says of an investor beside the ranking: what it puts in, at which stages, and where it did lately."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from flask_babel import gettext as _
from flask_babel import ngettext

from graph.domain.kinds import KINDS
from graph.domain.states.requests import RequestState
from graph.entities.investor import InvestorFacts
from matching.results import RankedProvider
from webapp.http.context import graph
from webapp.presenters.names import name_of, text_of
from webapp.presenters.numbers import sentence
from webapp.presenters.tickets import ticket_words
from webapp.startup.cards import Card, card_of
from webapp.words import startup as words

Facts = Mapping[str, InvestorFacts]


def read_facts(kind: str, proposals: Iterable[RankedProvider]) -> Facts:
    """What those proposed say of themselves beside the ranking, where their kind invests."""
    if not KINDS[kind].invests:
        return {}
    ids = [proposal.provider_id for proposal in proposals]
    return graph().read(lambda tx: tx.investments.list_facts(ids))


def with_kinds(proposals: Iterable[RankedProvider], facts: Facts) -> list[RankedProvider]:
    """The proposals, each investor with its kind for the filters."""
    return [
        replace(proposal, category=facts[proposal.provider_id].kind) if proposal.provider_id in facts else proposal
        for proposal in proposals
    ]


def within_ticket(facts: Facts, amount: float | None) -> frozenset[str]:
    """Who puts in such an amount at a time."""
    return frozenset(key for key, fact in facts.items() if fact.takes(amount))


def card_with(proposal: RankedProvider, kind: str, facts: Facts, state: RequestState = RequestState.SHOWN) -> Card:
    """A card, with what an investor says of itself where it is one."""
    card, fact = card_of(proposal, kind, state), facts.get(proposal.provider_id)
    if fact is None:
        return card
    parts = [words.word(fact.kind, "investor_kinds"), words.word(fact.region, "regions")]
    own = [("money", ticket_words(fact)), ("stairs", stages_words(fact))]
    return replace(
        card,
        line=" · ".join(part for part in parts if part),
        about=text_of(fact, "summary"),
        lately=latest_words(fact),
        facts=tuple((icon, text) for icon, text in [*own, *card.facts] if text),
    )


def stages_words(fact: InvestorFacts) -> str:
    """The stages at which it invests, earliest first."""
    order = list(words.taxonomy().list("stages").terms)
    stages = sorted(fact.stages, key=lambda code: order.index(code) if code in order else len(order))
    return sentence([words.word(code, "stages") for code in stages])


def latest_words(fact: InvestorFacts) -> str:
    """The startups that it put money into last, and how many more."""
    if not fact.startups:
        return ""
    names = [name_of(startup) for startup in fact.startups]
    more = fact.count - len(names)
    if more > 0:
        names.append(ngettext("1 more", "%(num)s more", more))
    said: str = _("Invested in %(startups)s", startups=sentence(names))
    return said
