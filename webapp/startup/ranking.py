"""Proposals as cards: the matcher's records in the reader's words, filtered, sorted and cut."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from flask import url_for
from flask_babel import gettext as _
from werkzeug.datastructures import MultiDict

from graph.domain.states.requests import RequestState
from matching.ranking.page import LISTED
from matching.results import RankedProvider
from webapp.presenters.fit import fit_band
from webapp.words import startup as words
from webapp.words.kind_words import KindWords

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


def _sentence_case(text: str) -> str:
    return text[:1].upper() + text[1:]
