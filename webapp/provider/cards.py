"""What a request card says: facts gathered for the template, words left to it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from graph.domain.kinds import KINDS
from graph.entities.providers import Places, ProviderProfile
from graph.entities.requests import Request
from graph.errors import GraphError
from graph.taxonomy import load
from matching.explanation.fact_json import load_caution, load_reasons
from matching.results import Caution, Reason
from webapp.http.context import actor, matcher, now
from webapp.presenters.dates import today
from webapp.presenters.language import language
from webapp.presenters.tickets import ticket_words
from webapp.words.cautions import caution_to_provider
from webapp.words.conflicts import ShownConflict
from webapp.words.kinds import words_for_role
from webapp.words.provider_reasons import reasons_to_provider

FIRST_MEETING = timedelta(days=14)
_LINE_LENGTH = 140


@dataclass(frozen=True)
class RequestCard:
    """One request with what the page says about it.

    `is_explained`: why it was proposed was looked up; without it, no reason does not mean that there is none.
    """

    request: Request
    line: str
    headcount: int | None
    stage: str
    region: str
    fit: float | None
    is_explained: bool
    reasons: tuple[str, ...]
    caution: str
    places: Places
    first_meeting_by: date
    time: str
    ticket: str
    may_pass: bool = False
    conflicts: tuple[ShownConflict, ...] = ()


@dataclass(frozen=True)
class _Why:
    """Why the two were proposed, and how well they fit."""

    fit: float | None = None
    reasons: tuple[Reason, ...] = ()
    caution: Caution | None = None
    is_known: bool = True


def card_of(
    request: Request,
    profile: ProviderProfile,
    usual_minutes: int | None,
    *,
    explained: bool = True,
    conflicts: Sequence[ShownConflict] = (),
) -> RequestCard:
    """The card of one request; `explained` asks the matcher why, where the request does not keep it."""
    why = _why(request, explained=explained)
    words = load()
    return RequestCard(
        request=request,
        line=_line(request),
        headcount=request.startup_headcount,
        stage=words.label(request.startup_stage, language(), "stages") if request.startup_stage else "",
        region=words.label(request.startup_region, language(), "regions") if request.startup_region else "",
        fit=why.fit,
        is_explained=why.is_known,
        reasons=reasons_to_provider(request.kind, why.reasons),
        caution=caution_to_provider(why.caution) if why.caution else "",
        places=profile.places,
        first_meeting_by=today() + FIRST_MEETING,
        time=_time(usual_minutes),
        ticket=ticket_words(profile),
        may_pass=KINDS[request.kind].is_pooled and bool(request.need_id),
        conflicts=tuple(conflicts),
    )


def _time(usual_minutes: int | None) -> str:
    """How much time a yes would take."""
    words = words_for_role(actor().role)
    return words.as_usual % {"minutes": usual_minutes} if usual_minutes else words.as_agreed


def _why(request: Request, *, explained: bool) -> _Why:
    """What the request kept when it was asked, or else what the ranking says now; nothing where neither can say."""
    if request.reasons:
        return _Why(request.fit, load_reasons(request.reasons), load_caution(request.caution))
    if not explained or not request.need_id:
        return _Why(is_known=False)
    try:
        proposal = matcher().explain(request.need_id, request.provider_id, at=now()).proposal
    except GraphError:
        return _Why(is_known=False)
    return _Why(proposal.fit, proposal.reasons, proposal.caution)


def _line(request: Request) -> str:
    """The first sentence of what the startup says about itself."""
    english, chinese = request.startup_summary, request.startup_summary_zh
    text = (chinese or english) if language() == "zh" else (english or chinese)
    for stop in (". ", "。", "\n"):
        text = text.partition(stop)[0]
    text = text.strip().rstrip(".。")
    return text if len(text) <= _LINE_LENGTH else text[:_LINE_LENGTH].rsplit(" ", 1)[0] + "…"
