"""What of a profile may be quoted to others."""

from __future__ import annotations

from graph.entities.career import CareerRecord
from graph.entities.profile import ProfileRecord
from matching.relevance.passages import passages_of, quotable, quotes_of

ENTRY = CareerRecord(
    "Baolan Ceramics 宝岚陶瓷", title="Plant manager 厂长", summary="Ran two kilns.", summary_zh="管过两座窑。"
)
WHO = ProfileRecord("person-x", "Somebody", summary="Knows kilns.", careers=(ENTRY,))


def test_a_post_that_was_held_is_read_but_never_quoted() -> None:
    assert set(passages_of(WHO)) - quotable(WHO) == {"Plant manager 厂长, Baolan Ceramics 宝岚陶瓷"}
    assert {"Ran two kilns.", "管过两座窑。", "Knows kilns."} == quotable(WHO)


def test_what_is_quoted_is_a_whole_sentence_though_its_halves_are_read_apart() -> None:
    told = "Built three plants in Vietnam; trained 40 welders there. Cooks."
    who = ProfileRecord("person-y", "Somebody", summary=told)

    assert passages_of(who) == ["Built three plants in Vietnam;", "trained 40 welders there.", "Cooks."]
    assert quotes_of(who) == ["Built three plants in Vietnam; trained 40 welders there."] * 2 + ["Cooks."]
    assert len(quotes_of(WHO)) == len(passages_of(WHO))
