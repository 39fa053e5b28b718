"""What a card says about what is asked: only what the person names or tells, and only the words that show it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from graph.domain.answers import Answer
from graph.domain.help_areas import FoundBy
from graph.domain.kinds import MENTOR, Outcome
from graph.domain.states.requests import RequestState
from graph.entities.profile import InteractionRecord, ProfileRecord, TagRecord
from matching.explanation.cautions import cautions_of
from matching.explanation.pair_reasons import reason_for, subtitle_for
from matching.features.query import RankingQuery, make_seeker
from matching.features.relevance import question_of
from matching.history.interactions import build_interactions
from matching.history.provider_history import history_as_of
from matching.index.profiles import Books, build_profiles
from matching.index.provider_index import ProviderIndex
from matching.index.snapshot import Snapshot
from matching.index.tags import Tags
from matching.index.text import TextEncoder
from matching.ranking.eligibility import make_availability
from matching.ranking.rank import Ranked, rank
from matching.relevance.encoder import SentenceEncoder, encoder_of
from matching.relevance.evidence import Reader, asked_for
from matching.relevance.reference import shipped_reference
from matching.results import Caution, Fact
from matching.sources.base import NeedRecord

DAY = date(2026, 11, 22)
STARTUP = ProfileRecord("s-1", "Furnace", industries=("ceramics", "finance"), stages=("seed",))
ABROAD = "Built the European office of a sensor company and signed its first distributors abroad."
FIELDS = [TagRecord("ceramics", "Ceramics"), TagRecord("finance", "Finance")]
PATENTS = NeedRecord(
    "n-1",
    "mentor",
    title="How do we protect our patents?",
    help_areas=("ip_strategy",),
    help_areas_found=FoundBy.CHOSEN,
)


@pytest.fixture(scope="module")
def encoder(tmp_path_factory: pytest.TempPathFactory) -> SentenceEncoder:
    return encoder_of(tmp_path_factory.mktemp("home"), is_wanted=True)


def ranked(
    encoder: SentenceEncoder, need: NeedRecord, past: tuple[InteractionRecord, ...] = (), **who: object
) -> Ranked:
    person = ProfileRecord("p-1", "Ada", **{"industries": ("ceramics",), **who})  # type: ignore[arg-type]
    other = ProfileRecord("p-2", "Bo", industries=("finance",))
    tags, books, texts = Tags(FIELDS, []), Books.empty(), TextEncoder(dimensions=4).fit(["robots weld", "kilns burn"])
    reader = Reader(encoder, shipped_reference())
    profiles = build_profiles([person, other], tags, books, texts, reader)
    index = ProviderIndex(Snapshot("1", DAY, 5, (1, 9), profiles, tags, books, texts))
    history = history_as_of(build_interactions(past, tags), index, DAY, expire_after_days=14)
    question = question_of(need)
    assert question is not None
    seeker = make_seeker(need, STARTUP, index, asked_for(question, encoder, shipped_reference()))
    availability = make_availability(MENTOR, index, "", DAY, {}, [], [])
    return rank(MENTOR, RankingQuery(seeker, index, history, availability, DAY.toordinal()))


def reason(found: Ranked, group: str = "help_area") -> Fact | None:
    return reason_for(group, found.facts(0), found.query)


def subtitle(found: Ranked, group: str = "help_area") -> str:
    return subtitle_for(group, found.facts(0), found.query).code


def cautions(found: Ranked) -> dict[str, Caution]:
    return {one.code: one for one in cautions_of(found.facts(0), found.query)}


def test_an_area_is_said_to_be_named_only_where_they_named_it(encoder: SentenceEncoder) -> None:
    named = ranked(encoder, PATENTS, help_areas=("ip_strategy",), summary="Likes to read.")
    read = ranked(encoder, PATENTS, topics=("Patents",), summary="Likes to read.")

    told = reason(named)
    assert told is not None
    assert told.code == "names_area"
    assert reason(read) is None


def test_words_of_an_area_in_a_passage_about_something_else_are_not_quoted(encoder: SentenceEncoder) -> None:
    aside = "Sold a food company to a group that also held some patents, and cooks for a hundred guests now."
    shown = "Drafted the patents of two battery companies and defended them in court."
    found = ranked(encoder, PATENTS, help_areas=("ip_strategy",), summary=f"{aside} {shown}")
    only_aside = ranked(encoder, PATENTS, help_areas=("ip_strategy",), summary=ABROAD)

    told, unquoted = reason(found), reason(only_aside)
    assert told is not None
    assert (told.code, told.params["quote"]) == ("tells_of_area", shown.rstrip("."))
    assert unquoted is not None
    assert unquoted.code == "names_area"


def test_the_bars_say_what_is_known_of_what_is_asked(encoder: SentenceEncoder) -> None:
    assert subtitle(ranked(encoder, PATENTS, help_areas=("ip_strategy",))) == "area_told"
    far = ranked(encoder, PATENTS, summary="Cooks for a hundred guests.")
    assert subtitle(far) == "says_nothing_of"
    assert subtitle(far, "meaning") == "meant_as_a_whole"


def test_a_gap_in_what_was_only_read_from_a_question_says_so(encoder: SentenceEncoder) -> None:
    read = NeedRecord("n-1", "mentor", title=PATENTS.title, help_areas=("ip_strategy",))

    assert "area_gap" in cautions(ranked(encoder, PATENTS, summary="Cooks for a hundred guests."))
    told = cautions(ranked(encoder, read, summary="Cooks for a hundred guests."))
    assert "area_gap_read" in told
    assert "area_gap" not in told


def test_a_field_is_judged_by_industry_whatever_topics_are_shared(encoder: SentenceEncoder) -> None:
    need = NeedRecord("n-1", "mentor", title=PATENTS.title, industries=("ceramics",), topics=("Lean",))
    done: dict[str, Any] = {
        "help_areas": ("ip_strategy",),
        "topics": ("Lean",),
        "summary": "Drafted patents of two companies.",
    }

    elsewhere = cautions(ranked(encoder, need, industries=("finance",), **done))
    assert elsewhere["other_field"].params["tag"].en == "Finance"  # type: ignore[union-attr]
    assert "other_field" not in cautions(ranked(encoder, need, industries=("ceramics",), **done))
    assert "other_field" not in cautions(ranked(encoder, need, industries=(), **done))


def test_only_what_the_need_itself_names_is_missed(encoder: SentenceEncoder) -> None:
    silent = NeedRecord("n-1", "mentor", title="Who helps?")
    asks = replace(silent, industries=("ceramics", "finance"))

    told = cautions(ranked(encoder, asks, summary="Cooks."))
    assert told["not_covered"].params["tag"].en == "Finance"  # type: ignore[union-attr]
    assert "not_covered" not in cautions(ranked(encoder, silent, summary="Cooks."))


@pytest.mark.parametrize(
    ("ends", "code"), [("wx", None), ("xxx", "never_finished"), ("wxxxx", "seldom_finished"), ("wxx", None)]
)
def test_who_seldom_finished_well_is_said_to(encoder: SentenceEncoder, ends: str, code: str | None) -> None:
    past = tuple(
        InteractionRecord(
            f"i-{number}", "mentor", f"s-{number + 2}", "p-1",
            state=RequestState.ACCEPTED, proposed_on=date(2026, 1, 1), asked_on=date(2026, 1, 1),
            decided_on=date(2026, 1, 3), seeker_decision=Answer.ACCEPTED, provider_decision=Answer.ACCEPTED,
            outcome=Outcome.COMPLETED if end == "w" else Outcome.ENDED_EARLY, industries=("ceramics",),
        )
        for number, end in enumerate(ends)
    )  # fmt: skip
    found = cautions(ranked(encoder, PATENTS, past, summary="Cooks."))

    assert {"never_finished", "seldom_finished"} & set(found) == ({code} if code else set())


@pytest.mark.parametrize(("stages", "code"), [(("seed",), None), (("angel",), "beside_stage"), (("c",), "other_stage")])
def test_the_stages_next_to_it_are_not_the_stage_itself(
    encoder: SentenceEncoder, stages: tuple[str, ...], code: str | None
) -> None:
    found = cautions(ranked(encoder, PATENTS, stages=stages, summary="Cooks."))

    assert {"beside_stage", "other_stage"} & set(found) == ({code} if code else set())
