"""What answers weigh by the place at which somebody was shown."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from graph.entities.profile import InteractionRecord
from matching.training.propensity import answer_weights, looked_at, positions_of

Values = NDArray[np.float64]
FALLS = 0.8


def shown(n: int, seed: int = 1, falls: float = FALLS) -> tuple[NDArray[np.int64], Values, Values]:
    """Lists of five in the order of fit; each further place is looked at less often."""
    rng = np.random.default_rng(seed)
    odds = -np.sort(-rng.normal(-0.5, 1.0, (n // 5, 5)), axis=1)
    places = np.tile(np.arange(1, 6), n // 5)
    yes = (rng.random((n // 5, 5)) < 1 / (1 + np.exp(-odds))) & (rng.random((n // 5, 5)) < falls ** np.arange(5))
    return places, yes.ravel().astype(float), odds.ravel()


def test_how_often_a_place_is_looked_at_is_told_from_how_good_it_is() -> None:
    found = looked_at(*shown(20_000))
    as_it_looks = looked_at(*shown(20_000, falls=1.0))

    np.testing.assert_allclose([found[place] for place in range(1, 6)], FALLS ** np.arange(5), atol=0.12)
    assert min(as_it_looks.values()) > 0.85


def test_a_yes_further_down_weighs_more_and_a_no_weighs_one() -> None:
    places, said, odds = shown(5_000)
    weights = answer_weights(places, said, odds)
    of_yes = [weights[(said == 1) & (places == place)] for place in range(1, 6)]

    assert all((one == one[0]).all() for one in of_yes)
    assert (np.diff([one[0] for one in of_yes]) >= 0).all()
    assert of_yes[4][0] > 1.5 * of_yes[0][0]
    assert (weights[said == 0] == 1).all()


def test_all_yes_together_weigh_what_they_did() -> None:
    places, said, odds = shown(5_000)

    assert np.isclose(answer_weights(places, said, odds)[said == 1].mean(), 1)


def test_no_place_is_thought_to_be_looked_at_less_than_one_time_in_five() -> None:
    places, said, odds = shown(5_000, falls=0.3)
    of_yes = answer_weights(places, said, odds)[said == 1]

    assert of_yes.max() <= 5.001 * of_yes.min()


def test_few_answers_or_none_with_a_place_leave_all_alike() -> None:
    places, said, odds = shown(100)

    assert (answer_weights(places, said, odds) == 1).all()
    assert (answer_weights(places * 0, said, odds) == 1).all()


def test_whoever_was_never_shown_in_a_list_has_no_place() -> None:
    records = [InteractionRecord("i", "mentor", "s", "p", position=place) for place in (3, None, 40)]

    assert positions_of(records).tolist() == [3, 0, 10]
