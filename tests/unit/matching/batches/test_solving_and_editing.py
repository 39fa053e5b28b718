"""A batch is solved within its conditions, and a draft is what its edits make of what the solver gave."""

from __future__ import annotations

from datetime import date

import pytest

from graph.entities.batch import Base, Edit, Frozen, Load, PairId, Settings, Wanting
from matching.batches.editing import Do, Refusal, Standing, refusal_of, replay
from matching.batches.figures import Move, figures_of, moves_between
from matching.batches.solving import Conditions, solve

FIT: dict[PairId, float] = {
    ("s1", "p1"): 0.9, ("s1", "p2"): 0.5, ("s2", "p1"): 0.8, ("s2", "p2"): 0.1, ("s3", "p2"): 0.4,
}  # fmt: skip
FROZEN = Frozen("model", "", FIT, {("s3", "p1"): "conflict"}, frozenset({"p2"}))
UNBOUND = Conditions()
NOTHING = Standing(frozenset(), frozenset(), frozenset())


def settings(most: int = 2, wants: int = 1) -> Settings:
    startups = {one: Wanting(f"need-{one}", wants) for one in ("s1", "s2", "s3")}
    return Settings("Spring", startups, {one: Load(0, most) for one in ("p1", "p2")}, date(2027, 3, 1))


def solved(conditions: Conditions = UNBOUND, most: int = 2, wants: int = 1) -> dict[str, frozenset[PairId]]:
    return {one.objective: one.base.pairs for one in solve(settings(most, wants), FROZEN, conditions)}


def test_the_best_total_is_the_best_and_what_a_rule_keeps_apart_is_never_chosen() -> None:
    assert solved()["best-total"] == {("s1", "p1"), ("s2", "p1"), ("s3", "p2")}
    assert solved(most=3, wants=2)["best-total"] == set(FIT)


def test_fixed_pairs_stay_forbidden_ones_do_not_come_and_a_price_keeps_what_was() -> None:
    fixed, apart = frozenset({("s1", "p2")}), frozenset({("s2", "p1")})
    for pairs in solved(Conditions(fixed, apart)).values():
        assert fixed <= pairs
        assert not apart & pairs
    before = frozenset({("s1", "p2"), ("s2", "p1"), ("s3", "p2")})
    assert solved(Conditions(previous=before, price=0.5))["best-total"] == before
    assert solved(Conditions(previous=before, price=0.3))["best-total"] != before


def test_what_cannot_be_served_says_who_is_short_and_no_mend_adds_a_pair_that_a_rule_forbids() -> None:
    found = next(one for one in solve(settings(most=1), FROZEN, Conditions()) if one.objective == "best-total").found

    assert not found["is_solved"]
    assert sum(one["by"] for one in found["why"]) == 1
    assert found["mends"]
    assert "add_pair" not in {change["kind"] for mend in found["mends"] for change in mend}


def test_edits_are_replayed_in_their_order() -> None:
    base = Base(frozenset({("s1", "p1")}))
    edits = [Edit(Do.SWAP, "s1", "p1", "p2"), Edit(Do.LOCK, "s1", "p2"), Edit(Do.FORBID, "s1", "p1")]

    assert replay(base, edits[:1]).pairs == {("s1", "p2")}
    assert replay(base, edits) == Standing(
        frozenset({("s1", "p2")}), frozenset({("s1", "p2")}), frozenset({("s1", "p1")})
    )
    assert replay(base, [*edits, Edit(Do.ALLOW, "s1", "p1")]).forbidden == frozenset()
    with pytest.raises(ValueError, match="no edit"):
        replay(base, [Edit("burn", "s1")])


@pytest.mark.parametrize(
    ("standing", "edit", "why"),
    [
        (NOTHING, Edit(Do.SWAP, "s1", "", "p1"), None),
        (NOTHING, Edit(Do.SWAP, "s3", "", "p1"), Refusal.NOT_ELIGIBLE),
        (NOTHING, Edit(Do.SWAP, "s1"), Refusal.NOT_THERE),
        (NOTHING, Edit(Do.LOCK, "s1", "p1"), Refusal.NOT_THERE),
        (
            Standing(frozenset(), frozenset(), frozenset({("s1", "p1")})),
            Edit(Do.SWAP, "s1", "", "p1"),
            Refusal.FORBIDDEN,
        ),
        (Standing(frozenset({("s1", "p1")}), frozenset(), frozenset()), Edit(Do.SWAP, "s1", "", "p2"), Refusal.ENOUGH),
        (Standing(frozenset({("s2", "p1")}), frozenset(), frozenset()), Edit(Do.SWAP, "s2", "p1", "p2"), Refusal.TOLD),
    ],
)
def test_an_edit_that_the_draft_does_not_allow_says_why(standing: Standing, edit: Edit, why: Refusal | None) -> None:
    assert refusal_of(standing, edit, settings(), FROZEN, {("s2", "p1")}) is why


def test_figures_and_moves() -> None:
    before, after = {("s1", "p1"), ("s2", "p2")}, {("s1", "p1"), ("s2", "p1")}
    figures = figures_of(after, settings(), FROZEN)

    assert (round(figures.total, 6), figures.worst_off, figures.median) == (1.7, 0.0, 0.8)
    assert (figures.missing, figures.short, figures.least_load, figures.most_load) == (1, 1, 0, 2)
    assert figures_of(before, settings(), FROZEN).newcomers == 1
    assert moves_between(before, after) == [Move("s2", ("p2",), ("p1",))]
