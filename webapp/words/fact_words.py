"""What is said of the facts of a ranking, table by table: of every kind, then of one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields

from graph.domain.eligibility import RuleCode
from webapp.words.facts import Table
from webapp.words.sentences import Sentence


@dataclass(frozen=True)
class FactWords:
    """Sentences by the codes of facts.

    `reasons` are said to those who seek, `reasons_to_providers` to those who are asked (None: no news to them);
    `parts` stand inside a reason and begin small; `headings` stand above groups of features, `subtitles` below them.
    """

    reasons: Table
    parts: Table
    reasons_to_providers: Mapping[str, Sentence | None]
    headings: Mapping[str, Sentence]
    subtitles: Table
    cautions: Table
    rules: Mapping[RuleCode, Sentence]

    def with_own(self, own: FactWords) -> FactWords:
        """These, with what one kind says beside them or otherwise."""
        tables = {field.name: {**getattr(self, field.name), **getattr(own, field.name)} for field in fields(self)}
        return FactWords(**tables)


# Facts of which those who are asked are told one sentence.
TEXT = ("near_text", "alike_text")
PLACE = ("same_pool", "same_region")
RESULTS = ("rated", "finished_well")
TRACK = ("guided", "guided_well", "guided_one_well")
EXPECTED = ("kind_chosen", "kind_chosen_for_like", "kind_said_yes", "kind_said_yes_for_like")
CLOSENESS = ("worked_together", "worked_through")


def alike(codes: Iterable[str], sentence: Sentence) -> dict[str, Sentence]:
    """One sentence for several facts."""
    return dict.fromkeys(codes, sentence)
