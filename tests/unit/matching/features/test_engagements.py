"""What is learned from who engaged with whom: nothing of the future, sums that can be done by hand."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import numpy as np
import pytest

from graph.domain.answers import Answer
from graph.domain.kinds import Outcome
from graph.entities.profile import InteractionRecord, ProfileRecord
from matching.features.engagements.columns import Collective, retrieve
from matching.features.engagements.cooccurrence import Ease
from matching.features.engagements.lifts import Lifts
from matching.features.engagements.population import Established, Population, months_before
from matching.training.engagement_model import EngagementModel, new_pairs

CUTOFF = date(2010, 1, 1)
EVERYBODY = Established()
SEEKERS, PROVIDERS = 60, 12


def seeker(number: int, country: str = "") -> ProfileRecord:
    return ProfileRecord(
        id=f"s{number:03}",
        name=f"S {number}",
        country=country or ("CN" if number % 2 else "US"),
        industries=("robotics" if number % 3 else "aerospace",),
    )


def engagement(who: str, whom: str, day: date, amount: float | None = None) -> InteractionRecord:
    return InteractionRecord(
        id=f"{who}-{whom}-{day}",
        kind="investor",
        seeker_id=who,
        provider_id=whom,
        proposed_on=day,
        decided_on=day,
        seeker_decision=Answer.ACCEPTED,
        provider_decision=Answer.ACCEPTED,
        outcome=Outcome.INVESTED,
        amount=amount,
    )


def history(seed: int = 0, until: date = date(2011, 1, 1)) -> list[InteractionRecord]:
    """Even providers invest in US seekers, odd ones in Chinese ones."""
    rng = np.random.default_rng(seed)
    first, days = date(2006, 1, 1), (until - date(2006, 1, 1)).days
    found = []
    for _ in range(700):
        number = int(rng.integers(SEEKERS))
        provider = 2 * int(rng.integers(PROVIDERS // 2)) + number % 2
        day = first + timedelta(days=int(rng.integers(days)))
        found.append(engagement(f"s{number:03}", f"p{provider:02}", day, float(rng.integers(1, 50)) * 1e5))
    return found


def population(interactions: list[InteractionRecord]) -> Population:
    seekers = [seeker(number) for number in range(SEEKERS)]
    return Population(seekers, [f"p{number:02}" for number in range(PROVIDERS)], interactions)


def columns_on(day: date, interactions: list[InteractionRecord]) -> dict[str, np.ndarray]:
    collective = Collective(population(interactions).before(day, EVERYBODY))
    return collective.columns(collective.snapshot.view(np.arange(SEEKERS)))


def test_nothing_dated_on_the_day_or_later_changes_a_column() -> None:
    past = [record for record in history() if record.decided_on and record.decided_on < CUTOFF]
    planted = [engagement(f"s{n:03}", "p03", CUTOFF + timedelta(days=n), 9e9) for n in range(SEEKERS)]

    known, with_future = columns_on(CUTOFF, past), columns_on(CUTOFF, past + planted)

    assert known.keys() == with_future.keys()
    for name, column in known.items():
        np.testing.assert_array_equal(column, with_future[name], err_msg=name)


def test_nothing_planted_after_the_cutoff_changes_what_a_model_learns() -> None:
    past = [record for record in history() if record.decided_on and record.decided_on < CUTOFF]
    planted = [engagement(f"s{n:03}", "p03", CUTOFF + timedelta(days=n)) for n in range(SEEKERS)]

    def odds(interactions: list[InteractionRecord]) -> np.ndarray:
        model = EngagementModel(fits=1).fit(population(interactions), CUTOFF, EVERYBODY)
        columns = columns_on(CUTOFF, interactions)
        matrix = np.column_stack([column[:, :-1].ravel() for column in columns.values()]).astype(np.float32)
        return model.odds(matrix)

    np.testing.assert_array_equal(odds(past), odds(past + planted))


def test_a_lift_compares_a_share_with_the_share_of_all() -> None:
    day = date(2009, 12, 31)
    rows = [engagement("s000", "p00", day), engagement("s002", "p00", day), engagement("s001", "p01", day)]
    snapshot = population(rows).before(CUTOFF, EVERYBODY)

    lift = Lifts(snapshot).tables["lift_country_all"]
    value = lift.of(snapshot.view(np.asarray([0])))[0]

    share = 2 / 3
    assert value[0] == pytest.approx(np.log((2 + 3 * share) / (2 + 3) / share), abs=1e-5)
    assert value[1] == pytest.approx(np.log((0 + 3 * share) / (1 + 3) / share), abs=1e-5)
    assert value[snapshot.nobody] == pytest.approx(0, abs=1e-5)


def test_ease_prefers_who_goes_with_those_a_seeker_has() -> None:
    day = date(2009, 6, 1)
    rows = [engagement(f"s{n:03}", whom, day) for n in range(0, 40, 2) for whom in ("p00", "p01")]
    rows += [engagement(f"s{n:03}", "p02", day) for n in range(1, 40, 2)]
    rows += [engagement("s050", "p00", day)]
    snapshot = population(rows).before(CUTOFF, EVERYBODY)

    scores = Ease(snapshot, ridge=5.0).scores(snapshot.view(np.asarray([50])))[0]

    assert scores[1] > scores[2]


def test_the_model_finds_who_invests_where() -> None:
    everyone = population(history())
    model = EngagementModel(fits=1).fit(everyone, CUTOFF, EVERYBODY)
    collective = Collective(everyone.before(CUTOFF, EVERYBODY))
    view = collective.snapshot.view(np.asarray([0]))
    columns = collective.columns(view)
    matrix = np.column_stack([column[0, :-1] for column in columns.values()]).astype(np.float32)
    odds = model.odds(matrix)

    assert model.engaged_ > 0
    assert odds[0::2].mean() > odds[1::2].mean() + 0.5


def test_whom_a_seeker_has_and_nobody_are_never_retrieved() -> None:
    collective = Collective(population(history()).before(CUTOFF, EVERYBODY))
    view = collective.snapshot.view(np.arange(SEEKERS))

    candidates = retrieve(collective.columns(view), view.closed, length=5)

    assert not (candidates & (view.past.toarray() > 0)).any()
    assert not candidates[:, collective.snapshot.nobody].any()
    assert candidates.any()


def test_only_the_first_engagement_of_a_pair_is_new() -> None:
    again = [engagement("s000", "p00", date(2009, 5, 1)), engagement("s000", "p00", date(2010, 5, 1))]
    new = [engagement("s000", "p02", date(2010, 6, 1)), engagement("s002", "p02", date(2009, 6, 1))]
    everyone = population([*again, *new])

    hits = new_pairs(everyone, Collective(everyone.before(CUTOFF, EVERYBODY)), date(2011, 1, 1).toordinal())

    assert [int(day) for day in hits.days] == [date(2010, 6, 1).toordinal()]


def test_a_provider_who_was_not_active_of_late_is_not_established() -> None:
    rows = [engagement(f"s{n:03}", "p00", date(2006, 12, 31)) for n in range(3)]
    rows += [engagement(f"s{n:03}", "p01", date(2009, 1, 1)) for n in range(3)]
    rows += [engagement("s000", "p02", date(2009, 1, 1))]

    snapshot = population(rows).before(CUTOFF, Established(least=3, months=36))

    assert snapshot.pool.tolist() == [1]


def test_a_declined_pair_is_no_engagement() -> None:
    declined = replace(
        engagement("s000", "p00", date(2009, 1, 1)), provider_decision=Answer.DECLINED, outcome=Outcome.NONE
    )
    assert len(population([declined]).events.days) == 0


def test_months_are_those_of_the_calendar() -> None:
    assert date.fromordinal(months_before(date(2010, 1, 1).toordinal(), 36)) == date(2007, 1, 1)
    assert date.fromordinal(months_before(date(2010, 3, 31).toordinal(), 1)) == date(2010, 2, 28)
