"""Proposals as cards: the matcher's records in the reader's words, filtered, sorted and cut."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from flask import url_for
from flask_babel import gettext as _
from werkzeug.datastructures import MultiDict

from graph.domain.reach import Reach
from graph.domain.states.requests import RequestState
from matching.ranking.page import LISTED
from matching.results import Label, RankedProvider
from webapp.presenters.addresses import provider_url
from webapp.presenters.fit import fit_band
from webapp.presenters.language import language
from webapp.presenters.names import text_of
from webapp.words import startup as words
from webapp.words.cautions import caution_sentence
from webapp.words.conflicts import ShownConflict
from webapp.words.fits import note_words
from webapp.words.kind_words import KindWords
from webapp.words.kinds import words_for
from webapp.words.reasons import reason_sentence

PAGE = 5
MOST = LISTED
SORTS = ("fit", "answers", "places")


@dataclass(frozen=True)
class View:
    """What the address asks for: the list can be sent as a link."""

    fits: tuple[str, ...] = ()
    categories: tuple[str, ...] = ()
    within: int = 0
    languages: tuple[str, ...] = ()
    sort: str = "fit"
    shown: int = PAGE
    saved: bool = False
    ticket: bool = False
    put_aside: bool = False

    @property
    def arguments(self) -> dict[str, Any]:
        """The address of this view: what leads away from the list and back keeps them."""
        lists = {"saved": self.saved, "dismissed": self.put_aside}
        given: dict[str, Any] = {
            "fit": self.fits,
            "category": self.categories,
            "within": self.within,
            "language": self.languages,
            "sort": self.sort if self.sort != SORTS[0] else "",
            "shown": self.shown if self.shown != PAGE else 0,
            "list": next((name for name, is_chosen in lists.items() if is_chosen), ""),
            "ticket": "fits" if self.ticket else "",
        }
        return {name: value for name, value in given.items() if value}

    @classmethod
    def of(cls, arguments: MultiDict[str, str]) -> View:
        """Read an address; what is not on a list is ignored."""
        sort = arguments.get("sort", "fit")
        within = arguments.get("within", 0, type=int)
        return cls(
            fits=tuple(fit for fit in arguments.getlist("fit") if fit in ("strong", "good", "possible")),
            categories=tuple(arguments.getlist("category")),
            within=within if within in (2, 7) else 0,
            languages=tuple(arguments.getlist("language")),
            sort=sort if sort in SORTS else "fit",
            shown=max(PAGE, min(arguments.get("shown", PAGE, type=int), MOST)),
            saved=arguments.get("list") == RequestState.SAVED,
            ticket=arguments.get("ticket") == "fits",
            put_aside=arguments.get("list") == RequestState.DISMISSED,
        )


@dataclass(frozen=True)
class FilterGroup:
    """One group of the filters: its choices with how many each would leave."""

    legend: str
    name: str
    options: Sequence[tuple[str, str, int]]
    chosen: Sequence[str]
    kind: str = "checkbox"


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
    others = [*[_label(tag) for tag in proposal.other_tags][:3], *foreign[:1]]
    return Card(
        id=proposal.provider_id,
        name=proposal.name,
        name_zh=proposal.name_zh,
        line=text_of(proposal, "headline"),
        href=provider_url(kind, proposal.provider_id),
        shared=[_label(tag) for tag in proposal.shared_tags][:6],
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


def chosen_of(
    proposals: Sequence[RankedProvider],
    view: View,
    states: Mapping[str, RequestState],
    takers: frozenset[str] = frozenset(),
) -> list[RankedProvider]:
    """The proposals that the view leaves, in its order; `takers` put in the amount sought."""
    left = [proposal for proposal in proposals if _is_wanted(proposal, view, states)]
    if view.ticket:
        left = [proposal for proposal in left if proposal.provider_id in takers]
    if view.sort == "answers":
        left.sort(key=lambda p: (p.answer_days if p.answer_days is not None else 1e9, p.position))
    elif view.sort == "places":
        left.sort(key=lambda p: (-(p.free_places or 0), p.position))
    return left


def sorts_of(proposals: Sequence[RankedProvider]) -> list[tuple[str, str]]:
    """By what the list may be sorted: by places only where they are known."""
    sorts: list[tuple[str, str]] = [("fit", _("Best fit first")), ("answers", _("Quickest answer first"))]
    if any(item.capacity is not None for item in proposals):
        sorts.append(("places", _("Most places first")))
    return sorts


def filter_groups(
    proposals: Sequence[RankedProvider], view: View, said: KindWords, takers: frozenset[str] = frozenset()
) -> list[FilterGroup]:
    """The filters with their counts over the whole list; `said`: the words of the kind that is looked for."""
    bands = [fit_band(proposal.fit) for proposal in proposals]
    fits = [("strong", _("Strong")), ("good", _("Good")), ("possible", _("Possible"))]
    options = [(code, text, bands.count(code)) for code, text in fits]
    groups = [FilterGroup(_("Fit"), "fit", options, view.fits or ("strong", "good", "possible"))]
    if takers:
        options = [("fits", _("Puts in what you seek"), len(takers))]
        groups.append(FilterGroup(_("Amount"), "ticket", options, ("fits",) if view.ticket else ()))
    categories = _counted(proposal.category for proposal in proposals)
    if categories:
        options = [(code, said.category(code), count) for code, count in categories]
        groups.append(FilterGroup(said.sort_of_them, "category", options, view.categories))
    within = [(2, _("2 days")), (7, _("A week"))]
    options = [(str(days), text, sum(_answers_within(p, days) for p in proposals)) for days, text in within]
    options.append(("0", _("Any time"), len(proposals)))
    groups.append(FilterGroup(_("Answers within"), "within", options, (str(view.within),), "radio"))
    spoken = _counted(code for proposal in proposals for code in proposal.languages)[:6]
    if spoken:
        options = [(code, _sentence_case(words.word(code, "languages")), count) for code, count in spoken]
        groups.append(FilterGroup(_("Language"), "language", options, view.languages))
    return groups


def _counted(codes: Iterable[str | None]) -> list[tuple[str, int]]:
    """Each code with how often it stands there, the most frequent first."""
    counts = Counter(code for code in codes if code)
    return sorted(counts.items(), key=lambda item: (-item[1], item[0]))


def why_url(need_id: str, provider_id: str, view: View) -> str:
    """The address of the reasons for one proposal; it leads back to the same view."""
    return url_for("startup.show_why", need_id=need_id, provider_id=provider_id, **view.arguments)


def list_url(need_id: str, view: View, anchor: str | None = None) -> str:
    """The address of a view of the proposals of a need."""
    return url_for("startup.show_need", need_id=need_id, **view.arguments, _anchor=anchor)


def _label(tag: Label) -> str:
    return (tag.zh or tag.en) if language() == "zh" else tag.en


def _sentence_case(text: str) -> str:
    return text[:1].upper() + text[1:]


def _answers_within(proposal: RankedProvider, days: int) -> bool:
    return proposal.answer_days is not None and round(proposal.answer_days) <= days


def _is_wanted(proposal: RankedProvider, view: View, states: Mapping[str, RequestState]) -> bool:
    if view.saved and states.get(proposal.provider_id) is not RequestState.SAVED:
        return False
    if view.fits and fit_band(proposal.fit) not in view.fits:
        return False
    if view.categories and proposal.category not in view.categories:
        return False
    if view.within and not _answers_within(proposal, view.within):
        return False
    return not view.languages or bool(set(view.languages) & set(proposal.languages))
