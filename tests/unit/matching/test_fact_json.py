"""What a request keeps of its reasons reads back as what it was."""

from __future__ import annotations

from matching.explanation.fact_json import dump_fact, dump_reasons, load_caution, load_reasons
from matching.results import Caution, Label, Reason, tell

ROBOTICS = Label("robotics", "Robotics", "机器人")


def test_reasons_come_back_with_names_lists_and_facts_inside() -> None:
    kept = (
        Reason("same_fields", {"fields": (ROBOTICS,), "count": 1}, "fields", 0.5),
        Reason("near_text", {"tag": ROBOTICS, "words": ("pilot",), "words_zh": ()}, "text", 0.25),
        Reason("ticket_fits", {"ticket": tell("up_to", most=1e7)}, "ticket", 0.125),
    )

    assert load_reasons(dump_reasons(kept)) == kept
    assert load_reasons("") == ()


def test_a_caution_comes_back() -> None:
    caution = Caution("not_covered", {"tag": ROBOTICS})

    assert load_caution(dump_fact(caution)) == caution
    assert load_caution("") is None
