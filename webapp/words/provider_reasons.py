"""Why a startup suits the one whom it asks, said to them: the same facts from the other side."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from graph.domain.kinds import KINDS
from matching.results import Reason
from webapp.words.facts import say_fact
from webapp.words.reasons import PARTS
from webapp.words.sentences import Sentence

MOST_REASONS = 3
_NEAR = Sentence("Your field is close to theirs")
_LIKE_YOU = Sentence("Startups like this one have chosen you before")
# None: how one answers oneself and how much room one has are no news.
_OF_ANY_KIND: Mapping[str, Sentence | None] = {
    "same_fields": Sentence("You share %(shared)s"),
    "same_fields_and_topics": Sentence("You share %(shared)s"),
    "same_topics": Sentence("You share %(shared)s"),
    "near_field": _NEAR,
    "near_field_named": _NEAR,
    "answers_soon": None,
    "said_yes": None,
    "has_room": None,
    "often_chosen": Sentence("Startups often choose you"),
    "chosen_with_yours": _LIKE_YOU,
    "chosen_in_field": _LIKE_YOU,
    "same_employer": Sentence("They have worked with somebody of your employer"),
    "asked_category": Sentence("You are the kind of person they ask for"),
    "ticket_fits": Sentence("The amount they seek lies within your ticket"),
}


def _alike(codes: Iterable[str], sentence: Sentence) -> dict[str, Sentence]:
    return dict.fromkeys(codes, sentence)


_TEXT = ("near_text", "alike_text")
_PLACE = ("same_pool", "same_region")
_RESULTS = ("rated", "finished_well")
_TRACK = ("guided", "guided_well", "guided_one_well")
_EXPECTED = ("kind_chosen", "kind_chosen_for_like", "kind_said_yes", "kind_said_yes_for_like")
_CLOSENESS = ("worked_together", "worked_through")
REASONS = KINDS.table(
    "reasons told to providers",
    {
        "mentor": {
            **_OF_ANY_KIND,
            **_alike(_TEXT, Sentence("What you say about yourself is close to their plan")),
            "same_stage": Sentence("You guide startups at their stage"),
            **_alike(_PLACE, Sentence("You share their region or their incubator")),
            **_alike(_RESULTS, Sentence("Startups that you guided rated you well or finished well")),
            **_alike(_TRACK, Sentence("You have guided startups like this one before")),
            "worked_at_stage": Sentence("You know their stage from past work"),
            **_alike(
                _EXPECTED,
                Sentence("Between startups and supervisors like you, a yes comes more often than usual"),
            ),
            **_alike(_CLOSENESS, Sentence("Past work brings you near each other")),
        },
        "investor": {
            **_OF_ANY_KIND,
            **_alike(_TEXT, Sentence("Your thesis is close to their plan")),
            "same_stage": Sentence("You invest at their stage"),
            **_alike(_PLACE, Sentence("You share their region")),
            **_alike(_RESULTS, Sentence("Startups that you talked with rated you well or received your investment")),
            **_alike(_TRACK, Sentence("You have talked with startups like this one before")),
            "worked_at_stage": Sentence("You know their stage from past talks"),
            **_alike(_EXPECTED, Sentence("Between startups and investors like you, a yes comes more often than usual")),
            **_alike(_CLOSENESS, Sentence("Past talks bring you near each other")),
        },
    },
)


def reasons_to_provider(kind: str, reasons: Iterable[Reason]) -> tuple[str, ...]:
    """The strongest reasons that say something about the two of them."""
    sentences = ((REASONS[kind][reason.code], reason) for reason in reasons)
    found = [say_fact(reason, {**PARTS[kind], reason.code: sentence}) for sentence, reason in sentences if sentence]
    return tuple(found[:MOST_REASONS])
