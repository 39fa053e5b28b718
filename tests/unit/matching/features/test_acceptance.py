"""The answers to expect by everybody's answers: of persons and of kinds, of nothing that came later."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

import numpy as np
import pytest
from numpy.typing import NDArray

from graph.domain.answers import Answer
from graph.entities.profile import InteractionRecord, ProfileRecord
from matching.explanation.acceptance_facts import telling_of
from matching.explanation.facts import facts_of
from matching.explanation.pair_reasons import reason_for, subtitle_for
from matching.features.acceptance import ExpectedAnswers, parts_of
from matching.features.acceptance_model import _fit
from matching.features.attributes import attributes_of_providers, attributes_of_requests
from matching.features.feature_crosses import cross_features, fit, one_hot
from matching.features.query import Availability, RankingQuery, make_seeker
from matching.history.interactions import build_interactions
from matching.history.provider_history import history_as_of
from matching.history.workload import load_of
from matching.index.arrays import Codes
from matching.index.provider_index import ProviderIndex
from matching.results import Fact, tell
from matching.sources.base import NeedRecord
from tests.unit.matching.index.test_provider_index import person, snapshot_of

DAY = date(2026, 11, 22)
EARLIER = date(2026, 10, 1)
Values = NDArray[np.float64]


def said(
    number: int,
    provider: int,
    seeker: str,
    wants: bool,
    agrees: bool | None,
    day: date = EARLIER,
    tag: str = "robotics",
) -> InteractionRecord:
    answers = Answer.NONE if agrees is None or not wants else (Answer.ACCEPTED if agrees else Answer.DECLINED)
    return InteractionRecord(
        id=f"i-{number:03d}", kind="mentor", seeker_id=seeker, provider_id=f"p-{provider:03d}", proposed_on=day,
        decided_on=day, seeker_decision=Answer.ACCEPTED if wants else Answer.DECLINED, provider_decision=answers,
        industries=(tag,), stage="seed",
    )  # fmt: skip


def city() -> ProviderIndex:
    """Two scientists, two managers, and one more of each about whom nobody ever said a word."""
    kinds = ("scientist", "scientist", "professional_manager", "professional_manager", "scientist",
             "professional_manager")  # fmt: skip
    return ProviderIndex(snapshot_of([person(number, category=kind) for number, kind in enumerate(kinds)]))


def scientists_are_wanted_managers_agree() -> list[InteractionRecord]:
    """Twelve startups are shown one of each: they want scientists rather than managers; managers say yes."""
    random = np.random.default_rng(5)
    found = []
    for number in range(12):
        for at, (provider, manager) in enumerate(((number % 2, False), (2 + number % 2, True))):
            wants = bool(random.random() < (0.4 if manager else 0.9))
            found.append(
                said(2 * number + at, provider, f"s-{number}", wants, bool(random.random() < (0.9 if manager else 0.2)))
            )
    return found


def query_of(
    records: Sequence[InteractionRecord], seeker: str = "s-new", day: date = DAY, index: ProviderIndex | None = None
) -> RankingQuery:
    index = index or city()
    history = history_as_of(build_interactions(records, index.tags), index, day, expire_after_days=14)
    startup = ProfileRecord(id=seeker, name="S", industries=("robotics",), stages=("seed",))
    availability = Availability(np.zeros(index.count, dtype=np.float32))
    return RankingQuery(
        make_seeker(NeedRecord("", "mentor"), startup, index), index, history, availability, day.toordinal()
    )


def columns(query: RankingQuery) -> tuple[Values, Values]:
    seeker, provider = ExpectedAnswers().fit(query.index).columns(query)
    return seeker, provider


def test_what_was_said_of_a_kind_of_people_is_expected_of_those_of_whom_nothing_is_known() -> None:
    wanted, agreed = columns(query_of(scientists_are_wanted_managers_agree()))

    assert wanted[4] > wanted[5]
    assert agreed[5] > agreed[4]


def test_somebody_who_says_no_is_expected_to_say_no_again() -> None:
    records = [said(n, n % 2, f"s-{n}", wants=True, agrees=n % 2 == 0) for n in range(12)]

    _, agreed = columns(query_of(records))

    assert agreed[0] > agreed[4] > agreed[1]


def test_a_startup_that_wants_everybody_is_expected_to_want_more_than_one_that_wants_nobody() -> None:
    records = [said(n, n % 4, f"s-{n % 2}", wants=n % 2 == 0, agrees=None) for n in range(12)]

    eager, choosy = (columns(query_of(records, seeker))[0] for seeker in ("s-0", "s-1"))

    assert (eager > choosy).all()


@pytest.mark.parametrize("day", [DAY.replace(day=1), DAY, DAY + timedelta(days=40)], ids=str)
def test_answers_since_the_month_began_change_no_expectation_of_a_startup(day: date) -> None:
    records = scientists_are_wanted_managers_agree()
    later = [said(100 + n, n % 4, f"s-{n}", n % 3 == 0, n % 2 == 0, day) for n in range(8)]

    known, learned = (columns(query_of(some))[0] for some in (records, [*records, *later]))

    np.testing.assert_array_equal(learned, known)
    next_month = (day.replace(day=1) + timedelta(days=40)).replace(day=2)
    assert (columns(query_of([*records, *later], day=next_month))[0] != known).any()


def test_the_order_in_which_answers_are_read_decides_no_digit() -> None:
    records = scientists_are_wanted_managers_agree()

    forward, backward = columns(query_of(records)), columns(query_of(records[::-1]))

    np.testing.assert_array_equal(forward, backward)


def test_nothing_is_expected_after_few_answers_or_where_all_are_alike() -> None:
    few = scientists_are_wanted_managers_agree()[:7]
    alike = [said(n, n % 4, f"s-{n}", wants=True, agrees=True) for n in range(20)]

    for records in (few, alike, []):
        assert np.isnan(columns(query_of(records))).all()


def test_what_is_told_by_person_and_by_trait_adds_up_to_the_model() -> None:
    index = city()
    random = np.random.default_rng(2)
    n = 40
    seeker, provider = random.integers(0, 5, n), random.integers(0, 6, n)
    tags = Codes.of([[int(code)] for code in random.integers(0, len(index.tags.keys), n)])
    requests = attributes_of_requests(tags, random.integers(0, 4, n))
    providers = attributes_of_providers(index)[provider]
    names, people = np.asarray([b"s-%d" % one for one in seeker]), np.asarray([b"p-%03d" % one for one in provider])
    plain, yes = random.normal(size=(n, 2)), random.random(n) < 0.5
    sides = one_hot(seeker, 5), one_hot(provider, 6)
    table = cross_features(*sides, requests, providers)

    whole = fit(table, plain, yes).odds(table, plain)
    model = _fit(names, people, requests, providers, plain, yes)

    for row in range(n):
        taste, own = model.of_request(requests[row], f"s-{seeker[row]}")
        person_odds = model.of_people(requests[row])[list(model.provider_ids).index(people[row])]
        told = own + person_odds + float((providers[row] @ taste[: providers.shape[1]])[0]) + plain[row] @ model.plain
        assert told == pytest.approx(whole[row], abs=1e-9)


def test_traits_of_a_kind_weigh_one_however_many_there_are() -> None:
    requests = attributes_of_requests(Codes.of([[1, 2, 3, 4], [5], []]), np.asarray([1, 3, 0]))

    squares = np.asarray(requests.multiply(requests).sum(axis=1)).ravel()
    assert squares == pytest.approx([2, 2, 0])


def test_load_counts_the_last_90_days_by_place_and_refusals_of_the_last_60() -> None:
    index = city()
    ago = [(0, 10, True), (0, 89, True), (0, 91, True), (1, 5, False), (1, 59, False), (1, 61, False), (2, 0, True)]
    records = [said(at, p, "s-1", True, yes, DAY - timedelta(days=back)) for at, (p, back, yes) in enumerate(ago)]
    history = history_as_of(build_interactions(records, index.tags), index, DAY, expire_after_days=14)

    load, full, refused = load_of(history, index, np.arange(3), np.full(3, DAY.toordinal()))

    # What is said on the day itself is not known in its morning; everybody here has two places.
    assert load.tolist() == [1.0, 0.0, 0.0]
    assert full.tolist() == [1.0, 0.0, 0.0]
    assert refused == pytest.approx([0.0, np.log1p(2), 0.0])


def test_somebody_unknown_is_told_by_what_people_of_their_kind_were_told() -> None:
    query = query_of(scientists_are_wanted_managers_agree())
    scientist, manager = facts_of(query, 4), facts_of(query, 5)

    told, less = subtitle_for("expected", scientist, query), subtitle_for("expected", manager, query)
    of_kind = {"people": tell("people_of_category"), "count": 12, "usual_share": pytest.approx(2 / 3)}
    assert told.code == "kind_chosen_for_like"
    assert told.params == {**of_kind, "yes": 12, "share": 1.0}
    assert reason_for("expected", scientist, query) == told
    assert less.params == {**of_kind, "yes": 4, "share": pytest.approx(1 / 3)}
    assert reason_for("expected", manager, query) is None


def test_somebody_known_is_told_by_their_own_answers() -> None:
    records = [said(n, n % 2, f"s-{n}", wants=True, agrees=n % 2 == 0) for n in range(12)]
    query = query_of(records)
    willing, unwilling, unknown = (facts_of(query, row) for row in (0, 1, 4))

    own = {"count": 6, "usual_share": 0.5}
    assert subtitle_for("expected", willing, query) == Fact("person_said_yes", {**own, "yes": 6, "share": 1.0})
    assert subtitle_for("expected", unwilling, query) == Fact("person_said_yes", {**own, "yes": 0, "share": 0.0})
    assert subtitle_for("expected", unknown, query) == tell("nothing_stands_out")


def test_the_fact_that_is_told_points_where_the_expectation_does() -> None:
    """Of any city: a share told for somebody is above everybody's where the expectation is above the average's."""
    random = np.random.default_rng(11)
    for _ in range(12):
        records = [
            said(n, int(random.integers(5)), f"s-{random.integers(6)}", bool(random.random() < 0.6),
                 bool(random.random() < 0.5), EARLIER + timedelta(days=int(random.integers(50))))
            for n in range(60)
        ]  # fmt: skip
        query = query_of(records, f"s-{random.integers(8)}")
        parts = [side.total - side.total.mean() for side in parts_of(query) if side is not None]
        for row in range(query.count):
            telling = telling_of(query, row)
            if telling is not None and telling.counts is not None:
                yes, answers, all_yes, all_answers = telling.counts
                assert (sum(side[row] for side in parts) >= 0) == telling.is_good
                assert (yes / answers > all_yes / all_answers) == telling.is_good
