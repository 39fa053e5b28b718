"""Every fact that a ranking tells has a sentence for each kind, each side and each language."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

import matching
from graph.domain.kinds import INVESTOR, KINDS, MENTOR
from matching.ranking.fit import OF_QUESTIONS
from matching.results import Caution, Fact, Label, Param, Reason
from webapp.words import bars, cautions, provider_reasons, reasons
from webapp.words.facts import InWords, Quoting, Small, say_fact
from webapp.words.sentences import Counted, Sentence
from webapp.words.speaking import in_both

CHINESE = re.compile("[一-鿿]")
PLACEHOLDER = re.compile(r"%\((\w+)\)")
EXPLANATION = Path(matching.__file__).parent / "explanation"
LABEL = Label("x", "Robotics", "机器人")
PEOPLE = Fact("people_of_category", {})
SAMPLES: dict[str, Param] = {
    "tag": LABEL, "own": LABEL, "region": LABEL, "other": LABEL, "tags": (LABEL, LABEL), "fields": (LABEL,),
    "topics": (LABEL,), "shared": (LABEL, LABEL), "stage": "pre_a", "days": 2.2, "least": 2e6, "most": 1e7,
    "rating": 4.25, "share": 0.5, "usual_share": 0.25, "words": ("pilot",), "words_zh": ("中试",), "people": PEOPLE,
    "told": Fact("guided", {"count": 1, "tag": LABEL}), "ticket": Fact("up_to", {"most": 1e7}),
    "area": LABEL, "quote": "sold it abroad", "quote_zh": "卖到海外",
}  # fmt: skip
COUNTS = [
    "count",
    "finished",
    "accepted",
    "asked",
    "ratings",
    "free",
    "chosen",
    "yes",
    "well",
    "at_stage",
    "in_region",
    "startups",
    "requests",
]
PARAMS: dict[str, Param] = {**SAMPLES, **dict.fromkeys(COUNTS, 3)}


def told_in(*modules: str) -> set[str]:
    """Every code that these modules of matching/explanation tell: the strings of what is given to `tell` first."""
    codes: set[str] = set()
    for module in modules:
        for call in ast.walk(ast.parse((EXPLANATION / f"{module}.py").read_text())):
            if isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.func.id in {"tell", "_counted"}:
                codes |= strings_of(call.args[0])
    return codes


def strings_of(node: ast.expr) -> set[str]:
    if isinstance(node, ast.Constant):
        return {str(node.value)}
    if isinstance(node, ast.IfExp):
        return strings_of(node.body) | strings_of(node.orelse)
    if isinstance(node, ast.Subscript) and isinstance(node.value, ast.Dict):
        return {code for value in node.value.values for code in strings_of(value)}
    return set()


REASON_MODULES = ("pair_reasons", "behaviour_reasons", "acceptance_reasons", "proximity_reasons", "acceptance_facts")
# Codes that stand in a variable first.
IN_VARIABLES = {
    "guided_one_well", "guided_well", "counts_most", "counts_most_of_many", "and_in_region", "of_them_in_region",
    "kind_chosen", "kind_chosen_for_like", "kind_said_yes", "kind_said_yes_for_like", "tells_of_area", "seems_of_area",
}  # fmt: skip


def sentences() -> Iterator[tuple[str, str, Mapping[str, object], str]]:
    for kind in KINDS:
        for title, table in (
            ("seekers", reasons.REASONS), ("parts", reasons.PARTS), ("bars", bars.SUBTITLES),
            ("cautions", cautions.TO_SEEKERS), ("providers", provider_reasons.REASONS),
        ):  # fmt: skip
            for code in table[kind]:
                yield kind, title, table[kind], code


def texts_of(sentence: object) -> list[str]:
    match sentence:
        case Sentence(text):
            return [text]
        case Counted(one, many):
            return [one, many]
        case InWords(having, without):
            return [having.text, without.text]
        case Quoting(inner) | Small(inner):
            return texts_of(inner)
    raise AssertionError(sentence)


@pytest.mark.parametrize("kind", KINDS)
def test_every_fact_that_is_told_has_a_sentence_and_every_sentence_a_fact(kind: str) -> None:
    told = told_in(*REASON_MODULES) | IN_VARIABLES | {"less_likely_yes"}
    said = {*reasons.REASONS[kind], *reasons.PARTS[kind], *bars.SUBTITLES[kind]}

    assert told - said == set()
    assert said - told == set()
    assert told_in("cautions") == set(cautions.TO_SEEKERS[kind]) == set(cautions.TO_PROVIDERS)
    assert set(provider_reasons.REASONS[kind]) == set(reasons.REASONS[kind])


@pytest.mark.parametrize("kind", KINDS.values(), ids=lambda kind: kind.name)
def test_every_group_of_features_has_a_heading_in_both_languages(kind: object) -> None:
    assert kind in (MENTOR, INVESTOR)
    for one in KINDS.values():
        assert set(bars.HEADINGS[one.name]) == {*one.features, *one.learned_features, *OF_QUESTIONS, "chance"}
        for group in bars.HEADINGS[one.name]:
            english, chinese = in_both(lambda name=one.name, group=group: bars.bar_heading(name, group))  # type: ignore[misc]
            assert english
            assert CHINESE.search(chinese)


def test_every_sentence_is_said_in_both_languages_with_nothing_left_open() -> None:
    for kind, title, table, code in sentences():
        if table[code] is None:
            continue
        everything = {**reasons.PARTS[kind], **reasons.REASONS[kind], **table}
        english, chinese = in_both(lambda code=code, all_=everything: say_fact(Fact(code, PARAMS), all_))  # type: ignore[misc]
        assert not CHINESE.search(english), (kind, title, code)
        assert CHINESE.search(chinese), (kind, title, code)
        assert "%(" not in english + chinese
        assert all(set(PLACEHOLDER.findall(text)) <= set(PARAMS) for text in texts_of(table[code]))


def test_one_of_something_is_said_in_the_singular() -> None:
    one = Reason("guided", {"count": 1, "tag": LABEL}, "track", 1.0)

    assert in_both(lambda: reasons.reason_sentence("mentor", one)) == (
        "Has guided 1 startup in robotics",
        "辅导过1家机器人企业",
    )
    assert in_both(lambda: reasons.reason_sentence("investor", one))[0] == "Has talked with 1 startup in robotics"


def test_a_reason_begins_with_a_capital_and_small_below_a_heading() -> None:
    counts: dict[str, Param] = {"yes": 12, "count": 12, "share": 1.0, "usual_share": 2 / 3, "people": PEOPLE}
    reason = Reason("kind_chosen_for_like", counts, "expected", 1.0)
    said = "startups with needs like yours chose people of their kind 12 of 12 times (100%; anybody: 67%)"

    assert in_both(lambda: bars.bar_subtitle("mentor", reason)) == (
        said,
        "需求相近的企业对这类人选做过12次选择，选中12次（100%；全部人选：67%）",
    )
    assert in_both(lambda: reasons.reason_sentence("mentor", reason))[0] == "S" + said[1:]


@pytest.mark.parametrize(
    ("kind", "fact", "english", "chinese"),
    [
        ("mentor", Fact("of_them_in_region", {"told": Fact("worked_with", {"count": 5}), "in_region": 4}),
         "guided 5 startups, 4 of them in your region", "辅导过5家企业，其中4家与您同在一地"),
        ("mentor", Fact("finished_well", {"finished": 3, "count": 3}), "3 of 3 engagements finished well",
         "3次辅导中3次顺利完成"),
        ("investor", Fact("finished_well", {"finished": 2, "count": 3}), "invested after 2 of 3 talks that ended",
         "已结束的3次接洽中有2次达成投资"),
        ("investor", Fact("ticket", {"ticket": Fact("between", {"least": 2e6, "most": 1e7})}),
         "invests 2 million to 10 million at a time", "单笔投资额200万至1,000万"),
        ("investor", Fact("ticket_fits", {"ticket": Fact("between", {"least": 2e6, "most": 1e7})}),
         "invests 2 million to 10 million at a time, which fits what you seek",
         "单笔投资额200万至1,000万，与您的融资需求相符"),
        ("investor", Fact("same_region", {"region": Label("putuo", "Putuo", "普陀")}),
         "is in Putuo, as you are", "与您同在普陀"),
        ("mentor", Fact("worked_through", {"count": 2, "other": Label("p", "Person 0", "人0")}),
         "2 startups that worked with Person 0, as you did, worked with them too",
         "与您一样曾与人0合作的企业中，有2家也与对方合作过"),
    ],
)  # fmt: skip
def test_facts_are_said_in_whole_sentences(kind: str, fact: Fact, english: str, chinese: str) -> None:
    assert in_both(lambda: bars.bar_subtitle(kind, fact)) == (english, chinese)


def test_one_who_is_asked_reads_of_guiding_or_of_talks() -> None:
    kept = [Reason("guided", {"count": 1, "tag": LABEL}, "track", 1.0), Reason("has_room", {}, "places", 1.0)]

    assert in_both(lambda: provider_reasons.reasons_to_provider("mentor", kept)[0])[0].startswith("You have guided")
    assert in_both(lambda: provider_reasons.reasons_to_provider("investor", kept)[0])[0].startswith("You have talked")
    with pytest.raises(IndexError):
        in_both(lambda: provider_reasons.reasons_to_provider("mentor", kept[1:])[0])


def test_a_caution_is_said_to_both_sides() -> None:
    caution = Caution("holds_share", {})

    assert in_both(lambda: cautions.caution_sentence("investor", caution)) == (
        "Has a share in you already",
        "已持有贵公司股份",
    )
    assert in_both(lambda: cautions.caution_to_provider(caution))[0] == "You have a share in them already"
    assert in_both(lambda: cautions.caution_to_provider(Caution("slow", {"count": 8}))) == ("", "")


@pytest.mark.parametrize("kind", KINDS)
def test_every_reason_is_said_to_both_sides_by_what_the_pages_call(kind: str) -> None:
    for code in reasons.REASONS[kind]:
        reason = Reason(code, PARAMS, "fields", 0.5)
        for said in in_both(lambda reason=reason: reasons.reason_sentence(kind, reason)):  # type: ignore[misc]
            assert said
        news = provider_reasons.REASONS[kind][code] is not None
        for told in in_both(lambda reason=reason: " ".join(provider_reasons.reasons_to_provider(kind, [reason]))):  # type: ignore[misc]
            assert bool(told) is news
