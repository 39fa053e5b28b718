"""Rows of the exchange format, checked, as the records that the matching package reads."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from functools import lru_cache
from typing import Any

from graph.domain.answers import Answer
from graph.domain.help_areas import FoundBy
from graph.domain.kinds import Outcome
from graph.domain.states.requests import RequestState
from graph.entities.career import CareerRecord
from graph.entities.profile import Conflict, DocumentRecord, InteractionRecord, ProfileRecord
from graph.taxonomy.model import topic_id
from matching.sources.base import NeedRecord
from matching.sources.records import Membership

Row = dict[str, Any]


def profile_of(row: Row) -> ProfileRecord:
    """A profile of any kind, without documents and pools."""
    stages = row.get("stages") or ([row["stage"]] if row.get("stage") else [])
    # No rate of exchange is known: amounts in other currencies are compared with nothing, as in the graph.
    in_yuan = (row.get("currency") or "CNY") == "CNY"
    return ProfileRecord(
        id=row["id"],
        name=row["name"],
        name_zh=row.get("name_zh") or "",
        summary=row.get("summary") or "",
        summary_zh=row.get("summary_zh") or "",
        category=row.get("category"),
        stages=tuple(stages),
        region=row.get("region"),
        country=row.get("country"),
        languages=tuple(row.get("languages") or ()),
        industries=tuple(row.get("industries") or ()),
        topics=topics_of(row),
        capacity=row.get("capacity"),
        kind=row.get("kind"),
        founded_on=day_of(row.get("founded_on")),
        employer=row.get("employer_id"),
        ticket_min=row.get("ticket_min") if in_yuan else None,
        ticket_max=row.get("ticket_max") if in_yuan else None,
        help_areas=tuple(row.get("help_areas") or ()),
    )


def career_of(row: Row) -> CareerRecord:
    """One entry of a person's career."""
    return CareerRecord.of({**row, "from": day_of(row.get("from")), "to": day_of(row.get("to"))})


def need_of(row: Row) -> NeedRecord:
    """One need."""
    words = " ".join(row.get(key) or "" for key in ("description", "description_zh"))
    return NeedRecord(
        id=row["id"],
        kind=row["kind"],
        title=row["title"],
        description=words.strip(),
        industries=tuple(row.get("industries") or ()),
        topics=topics_of(row),
        stage=row.get("stage"),
        category=row.get("talent_category"),
        languages=tuple(row.get("languages") or ()),
        amount=row.get("amount"),
        help_areas=tuple(row.get("help_areas") or ()),
        help_areas_found=FoundBy(row.get("help_areas_found") or FoundBy.CHOSEN) if row.get("help_areas") else None,
    )


def documents_of(row: Row) -> Iterator[tuple[str, DocumentRecord]]:
    """One document with each of its owners' ids; its title says what it is about too."""
    text = ". ".join(row[key] for key in ("title", "text", "text_zh") if row.get(key))
    document = DocumentRecord(row["id"], row["kind"], text, day_of(row.get("dated_on")))
    return ((owner, document) for owner in row["owner_ids"])


def membership_of(row: Row) -> Membership:
    """A relation to an incubator."""
    return Membership(row["from_id"], row["to_id"], day_of(row.get("from")), day_of(row.get("to")))


def interaction_of(row: Row, about: Row, seeker: Row, expire_after_days: int) -> InteractionRecord:
    """One interaction; `about` is the need, or else the seeker, whose tags and stage it carries."""
    return InteractionRecord(
        id=row["id"],
        kind=row["kind"],
        seeker_id=row["seeker_id"],
        provider_id=row["provider_id"],
        need_id=row.get("need_id"),
        state=RequestState.WITHDRAWN if _was_taken_back(row, expire_after_days) else None,
        proposed_on=day_of(row.get("proposed_on")) or day_of(row.get("decided_on")),
        decided_on=day_of(row.get("decided_on")),
        seeker_decision=Answer(row.get("seeker_decision") or Answer.NONE),
        provider_decision=Answer(row.get("provider_decision") or Answer.NONE),
        outcome=Outcome(row.get("outcome") or Outcome.NONE),
        rating_by_seeker=row.get("rating_by_seeker"),
        rating_by_provider=row.get("rating_by_provider"),
        ratings_by_seeker=_ratings(row.get("rating_by_seeker")),
        ratings_by_provider=_ratings(row.get("rating_by_provider")),
        industries=tuple(about.get("industries") or ()),
        topics=topics_of(about),
        stage=about.get("stage"),
        region=seeker.get("region"),
        country=seeker.get("country"),
        amount=row.get("amount"),
        currency=row.get("currency"),
    )


def _was_taken_back(row: Row, expire_after_days: int) -> bool:
    """Whether a request was closed without an answer before it could expire: nobody refused it."""
    if row.get("seeker_decision") != Answer.ACCEPTED or (row.get("provider_decision") or Answer.NONE) != Answer.NONE:
        return False
    shown, closed = day_of(row.get("proposed_on")), day_of(row.get("decided_on"))
    return shown is not None and closed is not None and closed < shown + timedelta(days=expire_after_days)


def conflict_of(row: Row, number: int) -> Conflict:
    """One conflict of interest."""
    return Conflict(
        str(number), row["left_id"], row["right_id"], row["kind"], day_of(row.get("from")), day_of(row.get("to"))
    )


def _ratings(mean: float | None) -> tuple[float, ...]:
    """Files carry the mean of all sessions only."""
    return () if mean is None else (mean,)


def topics_of(row: Row) -> tuple[str, ...]:
    """Topics by the normalised name under which the graph keeps them."""
    return tuple(sorted({_topic_id(name) for name in row.get("topics") or ()}))


_topic_id = lru_cache(maxsize=50_000)(topic_id)


@lru_cache(maxsize=50_000)
def day_of(text: str | None) -> date | None:
    """A date of a checked row."""
    return date.fromisoformat(text) if text else None
