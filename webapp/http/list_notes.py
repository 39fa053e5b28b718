"""What stands above a list of people: who was left out, what is still being read, and that nobody fits well."""

from __future__ import annotations

from graph.domain.kinds import KINDS
from matching.results import BANDS, Ranking
from webapp.http.context import settings
from webapp.words.rules import left_out_sentence

_WELL = BANDS[:2]


def list_notes(ranking: Ranking) -> dict[str, object]:
    """The arguments of the template that says it."""
    is_asked = KINDS[ranking.kind].answers_questions and bool(ranking.need.title)
    fits = any(one.band in _WELL for one in ranking.proposals)
    return {
        "left_out": left_out_sentence(ranking),
        "unread": unread_of(ranking),
        "nobody_fits": is_asked and bool(ranking.proposals) and not fits,
    }


def unread_of(ranking: Ranking) -> int:
    """What how many people tell of themselves is still being read: until then their words alone count."""
    return ranking.unread if settings().sentence_encoder else 0
