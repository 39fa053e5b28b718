"""Rules, scores, reasons: alike for everybody, exact where numbers must add up."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.domain.answers import Answer
from graph.domain.eligibility import RULES, RuleCode
from graph.domain.kinds import KINDS, MENTOR, Kind, Outcome
from graph.domain.roles import SUPERVISOR
from graph.entities.profile import InteractionRecord, ProfileRecord
from matching.features.pair_features import GROUPS, PairFeatures
from matching.features.query import make_seeker
from matching.index.profiles import build_profiles, profile_text
from matching.index.provider_index import ProviderIndex
from matching.index.snapshot import Snapshot
from matching.index.text import TextEncoder
from matching.ranking.baseline_ranker import WEIGHTS, BaselineRanker
from matching.results import Label, band_of
from matching.sources.base import NeedRecord
from tests.support.ranking import STARTUP, ranked
from tests.unit.matching.index.test_provider_index import person, snapshot_of
from webapp.words.reasons import reason_sentence
from webapp.words.speaking import in_both

NAMES = PairFeatures(MENTOR.features).fit(ProviderIndex(snapshot_of([person(1)]))).names_


def test_every_feature_of_every_kind_has_a_weight_and_a_reason_for_it() -> None:
    table = {weight.feature: weight.why for weight in WEIGHTS}

    index = ProviderIndex(snapshot_of([person(1)]))
    used = [PairFeatures(kind.features).fit(index).names_ for kind in KINDS.values()]
    assert {name for names in used for name in names} == set(table)
    assert all(table.values())


def test_every_rule_a_kind_names_exists() -> None:
    assert set(MENTOR.rules) <= set(RULES)
    assert set(MENTOR.features) <= set(GROUPS)


def test_a_language_that_is_not_known_excludes_nobody() -> None:
    people = [person(1, languages=("de",)), person(2), person(3, languages=("zh", "de"))]

    result = ranked(people, replace(STARTUP, languages=("zh",)))

    assert [result.code_of(row) for row in range(3)] == ["language", None, None]


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 10_000))
def test_contributions_add_up_to_the_distance_from_an_average_candidate(seed: int) -> None:
    random = np.random.default_rng(seed)
    matrix = random.normal(0, 2, (30, len(NAMES))).astype(np.float32)
    matrix[random.random(matrix.shape) < 0.2] = np.nan
    ranker = BaselineRanker(NAMES)
    expected = {"accept_rate": 0.5, "answer_days": 1.6, "rating": 3.8, "finished_share": 0.6}
    scored = ranker.score(matrix, random.random(30) < 0.8, expected)
    rows = np.arange(30)

    parts = ranker.contributions(scored, rows)
    sums = ranker.sums_of(scored, rows, {group: GROUPS[group].names for group in MENTOR.features})

    for row in rows:
        assert parts[row].sum() == pytest.approx(ranker.difference(scored, int(row)), abs=1e-7)
        assert sum(sums[row].values()) == pytest.approx(parts[row].sum())


def test_the_average_candidate_is_at_zero() -> None:
    matrix = np.tile(np.linspace(0, 1, len(NAMES), dtype=np.float32), (4, 1))
    ranker = BaselineRanker(NAMES)
    scored = ranker.score(matrix, np.ones(4, dtype=np.bool_), {})

    assert np.allclose(ranker.contributions(scored, np.arange(4)), 0)


def test_the_chance_is_the_product_of_three_and_the_word_follows_the_fit_alone() -> None:
    result = ranked([person(number, capacity=number + 1) for number in range(5)])

    assert np.allclose(result.scored.score, result.scored.chances.prod(axis=1), atol=1e-6)
    assert [band_of(fit) for fit in (0.5, 0.1, 0.09)] == ["strong", "good", "possible"]
    assert {one.band for one in result.proposals(5)} == {band_of(one.fit) for one in result.proposals(5)}


def test_ties_go_by_id_and_the_order_given_does_not_matter() -> None:
    people = [person(number) for number in range(40)]
    random = np.random.default_rng(1)

    orders = []
    for _ in range(3):
        random.shuffle(people)
        result = ranked(people)
        orders.append([proposal.provider_id for proposal in result.proposals(7)])

    assert orders == [[f"p-{number:03d}" for number in range(7)]] * 3
    assert result.position_of(result.query.index.row_of("p-030")) == 31


def test_inputs_are_never_changed() -> None:
    result = ranked([person(1), person(2, industries=("intelligence",))])
    features = PairFeatures(MENTOR.features).fit(result.query.index)
    matrix = features.transform(result.query)
    before = matrix.copy()

    BaselineRanker(NAMES).score(matrix, result.eligible, features.expected(result.query))

    assert np.array_equal(matrix, before, equal_nan=True)


def test_reasons_name_facts_in_both_languages_and_never_a_feature() -> None:
    past = InteractionRecord(
        id="i-1",
        kind="mentor",
        seeker_id="s-9",
        provider_id="p-001",
        proposed_on=date(2026, 9, 1),
        decided_on=date(2026, 9, 3),
        seeker_decision=Answer.ACCEPTED,
        provider_decision=Answer.ACCEPTED,
        outcome=Outcome.COMPLETED,
        industries=("robotics",),
    )
    people = [person(1, region="Lingang"), *(person(number, industries=("equipment",)) for number in range(2, 9))]

    proposal = ranked(people, interactions=(past,)).proposals(1)[0]

    told = {reason.code: reason.params for reason in proposal.reasons}
    robotics = told["guided_one_well"]["tag"]
    assert isinstance(robotics, Label)
    assert (robotics.en, robotics.zh) == ("Robotics", "机器人")
    assert told["same_fields"]["fields"] == (robotics,)
    assert told["guided_one_well"]["count"] == told["guided_one_well"]["well"] == 1
    texts = [text for reason in proposal.reasons for text in in_both(lambda it=reason: reason_sentence("mentor", it))]  # type: ignore[misc]
    assert not any(name in text for name in NAMES for text in texts)


def test_a_narrower_field_of_the_need_counts_with_the_broader_one_of_the_provider() -> None:
    people = [person(1, industries=("equipment",)), person(2, industries=("life",))]

    first = ranked(people).proposals(1)[0]

    assert first.provider_id == "p-001"
    assert first.reasons[0].code == "same_fields"
    assert [label.en for label in first.reasons[0].params["fields"]] == ["High-end equipment"]  # type: ignore[union-attr]


def test_the_need_counts_more_than_the_profile_behind_it() -> None:
    people = [person(1, industries=("robotics",)), person(2, industries=("life",))]

    best = ranked(people, need=NeedRecord("n-1", "mentor", "Clinic", industries=("life",))).proposals(1)[0]

    assert best.provider_id == "p-002"


def test_chinese_profiles_match_chinese_needs() -> None:
    people = [
        person(1, industries=(), summary_zh="带领工厂从中试到量产"),
        person(2, industries=(), summary_zh="医院临床试验专家"),
        person(3, industries=(), summary_zh="品牌与零售渠道"),
    ]
    index = ProviderIndex(_fitted(people))
    seeker = make_seeker(NeedRecord("", "mentor", "从中试到量产"), ProfileRecord("s-1", "潮井"), index)

    scores = index.text_scores(seeker.vector)

    assert int(np.argmax(scores)) == 0


def _fitted(people: list[ProfileRecord]) -> Snapshot:
    snapshot = snapshot_of(people)
    encoder = TextEncoder(dimensions=8).fit([profile_text(one, snapshot.tags) for one in people])
    profiles = build_profiles(people, snapshot.tags, snapshot.books, encoder)
    return replace(snapshot, encoder=encoder, profiles=profiles)


def test_a_new_kind_is_a_declaration() -> None:
    lab = Kind("lab", "Lab", "labs", SUPERVISOR, (RuleCode.CONFLICT,), (Outcome.NONE,), ("fields", "text"))

    result = ranked([person(1), person(2, state="paused", industries=("life",))], kind=lab)

    assert [proposal.provider_id for proposal in result.proposals(5)] == ["p-001", "p-002"]


def test_an_unknown_number_of_places_is_the_kinds_default() -> None:
    result = ranked([person(1, capacity=None), person(2, capacity=None)], taken={"p-001": 3, "p-002": 2})

    assert result.code_of(0) is RuleCode.NO_FREE_PLACE
    (proposal,) = result.proposals(5)
    assert (proposal.provider_id, proposal.free_places, proposal.capacity) == ("p-002", 1, MENTOR.default_capacity)
