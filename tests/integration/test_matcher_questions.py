"""A question finds who has done just that, in either language, and the card says so in their own words."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from graph.domain.kinds import MENTOR
from graph.domain.periods import Period
from graph.domain.profile_blocks import Audience, Block
from graph.driver import Graph
from graph.entities.career import Career, CareerRecord
from matching.index_cache import IndexCache, index_caches
from matching.matcher import Matcher
from matching.reading import forget_gone, read_texts
from matching.relevance.encoder import WORDS_ALONE, SentenceEncoder, encoder_of
from matching.results import RankedProvider
from matching.sources.graph import GraphSource
from tests.support.city import City, Made
from tests.support.cleaning import run_raw
from webapp.operations.profiles.choose_audiences import choose_audiences

NOON = datetime(2026, 11, 22, 4, 0, tzinfo=UTC)
ABROAD = "Built the European office of a sensor company and signed its first distributors there."
PATENTS = "Reads patents of optical sensors and writes freedom-to-operate opinions."
FINANCE = "做过两家传感器公司的财务总监，搭预算和现金流表。"

pytestmark = pytest.mark.both_servers


@pytest.fixture
def encoder(tmp_path: Path) -> SentenceEncoder:
    return encoder_of(tmp_path / "vectors", is_wanted=True)


@pytest.fixture
def matcher(graph: Graph, tmp_path: Path, encoder: SentenceEncoder) -> Matcher:
    return Matcher(graph, tmp_path, expire_after_days=14, encoder=encoder)


def people(city: City) -> tuple[Made, Made, Made]:
    return (
        city.supervisor("One", industries=("automobile",), summary=ABROAD),
        city.supervisor("Two", summary=PATENTS),
        city.supervisor("Three", summary_zh=FINANCE),
    )


def best(matcher: Matcher, need: Made) -> RankedProvider:
    return matcher.propose(need.id, at=NOON).proposals[0]


@pytest.mark.parametrize(
    ("title", "place"),
    [
        ("第一次把产品卖到海外", 0),
        ("How do we find our first distributors abroad?", 0),
        ("怕侵犯别人的专利，想先查清楚", 1),
        ("I have never built a financial plan: how much runway do we have?", 2),
    ],
)
def test_who_has_done_it_comes_first_whatever_the_field_and_language(
    city: City, matcher: Matcher, title: str, place: int
) -> None:
    wanted = people(city)[place]
    first = best(matcher, city.need(city.startup(), title, description=""))

    assert first.provider_id == wanted.id
    (told,) = [reason for reason in first.reasons if reason.code in ("tells_of_area", "seems_of_area", "near_question")]
    quotes = f"{told.params['quote']} {told.params['quote_zh']}"
    assert any(part.rstrip(".。") in quotes for part in (ABROAD, PATENTS, FINANCE))


def test_a_profile_that_changes_is_read_at_once(city: City, matcher: Matcher) -> None:
    people(city)
    need = city.need(city.startup(), "怕侵犯别人的专利，想先查清楚", description="")
    matcher.propose(need.id, at=NOON)

    attorney = city.supervisor("Four", summary="专利代理师，做过三十次自由实施检索，帮企业避开别人的专利。")

    assert best(matcher, need).provider_id == attorney.id


def test_nothing_of_a_career_is_quoted_that_not_everybody_may_read(city: City, matcher: Matcher) -> None:
    person = city.supervisor("Quiet", summary="Likes long walks.")
    record = CareerRecord("Sensor GmbH", "Head", Period(date(2019, 1, 1)), (), ABROAD)
    city.graph.write(lambda tx: tx.careers.create([Career("career-1", person.id, record)], NOON))
    need = city.need(city.startup(), "Our first distributors abroad: how do we find them?", description="")
    assert ABROAD.rstrip(".") in str(best(matcher, need).reasons)

    choose_audiences(city.graph, person.actor, {Block.CAREER: Audience.TIED}, datetime.now(UTC))

    assert "European office" not in str(best(matcher, need).reasons)


def test_until_texts_are_read_words_alone_count_and_the_list_says_for_how_many(
    city: City, graph: Graph, tmp_path: Path, encoder: SentenceEncoder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("matching.index_cache._READ_AT_ONCE", 0)
    people(city)
    need = city.need(city.startup(), "第一次把产品卖到海外", description="")
    matcher = Matcher(graph, tmp_path, expire_after_days=14, encoder=encoder)
    before = matcher.propose(need.id, at=NOON)

    cache, day = IndexCache(MENTOR, tmp_path, encoder), graph.calendar.today()
    left = [graph.read(lambda tx: read_texts(GraphSource(tx, day), cache, 2)) for _ in range(3)]
    after = matcher.propose(need.id, at=NOON)

    assert (before.unread, after.unread) == (3, 0)
    assert left == [1, 0, 0]
    assert after.proposals[0].fit > before.proposals[0].fit
    assert after.proposals[0].name == "One"


def test_without_an_encoder_nothing_is_read_and_words_decide(city: City, graph: Graph, tmp_path: Path) -> None:
    _, attorney, _ = people(city)
    need = city.need(city.startup(), "Freedom to operate: do we infringe patents?", description="")
    matcher = Matcher(graph, tmp_path, expire_after_days=14)
    cache = IndexCache(MENTOR, tmp_path, WORDS_ALONE)

    assert best(matcher, need).provider_id == attorney.id
    assert graph.read(lambda tx: read_texts(GraphSource(tx, graph.calendar.today()), cache, 100)) == 0


def test_what_a_text_meant_is_forgotten_with_whoever_wrote_it(
    city: City, graph: Graph, tmp_path: Path, encoder: SentenceEncoder
) -> None:
    gone, *_ = people(city)
    caches = index_caches(tmp_path, encoder)
    day = graph.calendar.today()
    graph.read(lambda tx: read_texts(GraphSource(tx, day), caches[0], 10))
    run_raw(graph, "MATCH (p:Person {id: $id}) DETACH DELETE p", id=gone.id)

    graph.read(lambda tx: forget_gone(GraphSource(tx, day), caches))

    assert encoder.missing([ABROAD, PATENTS, FINANCE]) == [ABROAD]
