"""The honest caution about a pair, said to the startup and to the one whom it asks."""

from __future__ import annotations

from collections.abc import Mapping

from graph.domain.kinds import KINDS
from matching.results import Caution
from webapp.words.by_kind import FACTS
from webapp.words.facts import say_fact
from webapp.words.reasons import PARTS
from webapp.words.sentences import Sentence

TO_SEEKERS = KINDS.table("cautions told to seekers", {kind: words.cautions for kind, words in FACTS.items()})
# None: it is about the one who is asked alone, and no news to them.
TO_PROVIDERS: Mapping[str, Sentence | None] = {
    "holds_share": Sentence("You have a share in them already"),
    "refused_alike": Sentence("You declined requests like this one before, as outside your field"),
    "area_gap": Sentence("They ask about something that you do not tell of"),
    "area_gap_read": Sentence("They seem to ask about something that you do not tell of"),
    "other_field": Sentence("They work in another field than you name"),
    "outside_ticket": Sentence("They seek another amount than you put in at a time"),
    "slow": None,
    "seldom_accepts": None,
    "never_accepted": None,
    "not_covered": Sentence("Part of their need lies outside the fields that you name"),
    "no_shared_field": Sentence("You name none of their fields"),
    "by_text_only": Sentence("You name none of their fields"),
    "other_stage": Sentence("You name other stages than theirs"),
    "beside_stage": Sentence("You name stages next to theirs"),
    "seldom_finished": None,
    "never_finished": None,
    "last_place": None,
    "new": None,
    "unrated": None,
    "few_ratings": None,
    "away": Sentence("They work in another region than you"),
}


def caution_sentence(kind: str, caution: Caution) -> str:
    """The caution, said to the one who seeks."""
    return say_fact(caution, {**PARTS[kind], **TO_SEEKERS[kind]})


def caution_to_provider(caution: Caution) -> str:
    """The caution, said to the one who is asked; empty where it is no news to them."""
    sentence = TO_PROVIDERS[caution.code]
    return sentence.say({}) if sentence else ""
