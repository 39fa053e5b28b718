"""One proposal as its card reads it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from flask_babel import gettext as _

from graph.domain.reach import Reach
from graph.domain.states.requests import RequestState
from matching.results import Label, RankedProvider
from webapp.presenters.addresses import provider_url
from webapp.presenters.language import language
from webapp.presenters.names import text_of
from webapp.words import startup as words
from webapp.words.cautions import caution_sentence
from webapp.words.conflicts import ShownConflict
from webapp.words.fits import note_words
from webapp.words.kinds import words_for
from webapp.words.reasons import reason_sentence


@dataclass(frozen=True)
class Card:
    """One proposal as `proposal_card` reads it."""

    id: str
    name: str
    name_zh: str
    line: str
    shared: Sequence[str]
    others: Sequence[str]
    probability: float
    reasons: Sequence[str]
    caution: str
    facts: Sequence[tuple[str, str]]
    is_new: bool
    about: str = ""
    lately: str = ""
    state: RequestState = RequestState.SHOWN
    href: str = ""
    note: str = ""
    conflicts: Sequence[ShownConflict] = ()
    proposal: RankedProvider | None = field(default=None, repr=False)


def card_of(proposal: RankedProvider, kind: str, state: RequestState = RequestState.SHOWN) -> Card:
    """A ranked provider in the reader's words."""
    # Chinese goes without saying here; another language is worth a tag.
    foreign = [words.word(code, "languages") for code in proposal.languages if code != "zh"]
    others = [*[label_of(tag) for tag in proposal.other_tags][:3], *foreign[:1]]
    return Card(
        id=proposal.provider_id,
        name=proposal.name,
        name_zh=proposal.name_zh,
        line=text_of(proposal, "headline"),
        href=provider_url(kind, proposal.provider_id),
        shared=[label_of(tag) for tag in proposal.shared_tags][:6],
        others=others,
        probability=proposal.fit,
        reasons=[reason_sentence(kind, reason) for reason in proposal.reasons][:3],
        caution=caution_sentence(kind, proposal.caution) if proposal.caution else "",
        facts=facts_of(proposal, kind),
        is_new=proposal.is_new,
        state=state,
        note=note_words(proposal.why_shown),
        proposal=proposal,
    )


def facts_of(proposal: RankedProvider, kind: str) -> tuple[tuple[str, str], ...]:
    """Places, answers, and how a request reaches them where they have no account."""
    through = _("Has no account: answers through others") if proposal.reach is Reach.INCUBATOR else ""
    answers = answers_words(proposal.answer_days)
    return ("person", places_words(proposal, kind)), ("clock", answers), ("mail", str(through))


def places_words(proposal: RankedProvider, kind: str) -> str:
    """How many places are free; empty where nobody said how many there are."""
    if proposal.capacity is None:
        return ""
    return words_for(kind).places(proposal.free_places or 0, proposal.capacity)


def answers_words(days: float | None) -> str:
    """How soon they usually answer."""
    if days is None or days < 1.5:
        return str(_("No answers to go by yet") if days is None else _("Usually answers in 1 day"))
    return str(_("Usually answers in %(days)s days", days=round(days)))


def label_of(tag: Label) -> str:
    """A name in the reader's language."""
    return (tag.zh or tag.en) if language() == "zh" else tag.en
