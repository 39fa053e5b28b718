"""What a request card says: facts gathered for the template, words left to it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from graph.entities.providers import Places, ProviderProfile
from graph.entities.requests import Request
from graph.errors import GraphError
from graph.taxonomy import load
from matching.results import Explanation
from webapp.http.context import actor, matcher, now
from webapp.presenters.dates import today
from webapp.presenters.language import language
from webapp.presenters.tickets import ticket_words
from webapp.provider.reasons import caution_for, reasons_for
from webapp.words.provider import words_for

FIRST_MEETING = timedelta(days=14)
_LINE_LENGTH = 140


@dataclass(frozen=True)
class RequestCard:
    """One request with what the page says about it."""

    request: Request
    line: str
    headcount: int | None
    stage: str
    region: str
    fit: float | None
    reasons: tuple[str, ...]
    caution: str
    places: Places
    first_meeting_by: date
    time: str
    ticket: str


def card_of(
    request: Request, profile: ProviderProfile, usual_minutes: int | None, *, explained: bool = True
) -> RequestCard:
    """The card of one request; `explained` asks the matcher why (only for what waits).

    The reasons that were kept when the startup asked are addressed to the startup: they are not shown here.
    """
    explanation = _explain(request) if explained else None
    words = load()
    return RequestCard(
        request=request,
        line=_line(request),
        headcount=request.startup_headcount,
        stage=words.label(request.startup_stage, language(), "stages") if request.startup_stage else "",
        region=words.label(request.startup_region, language(), "regions") if request.startup_region else "",
        fit=explanation.proposal.fit if explanation else None,
        reasons=reasons_for(explanation, words_for(actor().role).reasons) if explanation else (),
        caution=caution_for(explanation) if explanation else "",
        places=profile.places,
        first_meeting_by=today() + FIRST_MEETING,
        time=_time(usual_minutes),
        ticket=ticket_words(profile),
    )


def _time(usual_minutes: int | None) -> str:
    """How much time a yes would take."""
    words = words_for(actor().role)
    return words.as_usual % {"minutes": usual_minutes} if usual_minutes else words.as_agreed


def _explain(request: Request) -> Explanation | None:
    """Why this provider, or None where the ranking cannot say any more."""
    if not request.need_id:
        return None
    try:
        return matcher().explain(request.need_id, request.provider_id, at=now())
    except GraphError:
        return None


def _line(request: Request) -> str:
    """The first sentence of what the startup says about itself."""
    english, chinese = request.startup_summary, request.startup_summary_zh
    text = (chinese or english) if language() == "zh" else (english or chinese)
    for stop in (". ", "。", "\n"):
        text = text.partition(stop)[0]
    text = text.strip().rstrip(".。")
    return text if len(text) <= _LINE_LENGTH else text[:_LINE_LENGTH].rsplit(" ", 1)[0] + "…"
