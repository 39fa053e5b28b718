"""What commands that read files say: every code that is told of folders, heads and back-tests has words."""

from __future__ import annotations

import ast
import inspect
from collections.abc import Iterator

import pytest

import matching.offline_matcher
import matching.offline_scoring
from graph.exchange.format.problems import Problem
from matching.evaluation import backtest, backtest_rankers
from matching.results import Fact, Param
from matching.sources import folder_reader
from matching.training import engagement_model, heads, next_engagement, train
from webapp.cli import simulate
from webapp.words.files import TOLD, in_english, told_line
from webapp.words.speaking import in_both

MODULES = (
    matching.offline_matcher,
    matching.offline_scoring,
    simulate,
    engagement_model,
    backtest,
    backtest_rankers,
    folder_reader,
    heads,
    next_engagement,
    train,
)
STEPS_OF_FILES = {"read", "check", "compare", "load", "export"}
PARAMS: dict[str, Param] = {
    "count": 3, "total": 9, "others": 6, "file": "people.csv", "kind": "mentor", "day": "2026-01-31", "first": "i1",
    "last": "2026-02-01", "cutoff": "2026-01-01", "until": "2026-02-01", "head": "seeker", "estimator": "constant",
    "weight": 0.25, "share": 0.5, "losses": ("boosted trees 0.5000",), "rules": 0.6, "notes": (),
    "name": "random", "fit": 1, "fits": 5,
}  # fmt: skip


def codes_told() -> Iterator[str]:
    for module in MODULES:
        for call in ast.walk(ast.parse(inspect.getsource(module))):
            if isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.func.id in {"tell", "note_on"}:
                yield from (
                    str(node.value)
                    for node in (call.args[0], *ast.iter_child_nodes(call.args[0]))
                    if isinstance(node, ast.Constant)
                )


def test_every_code_that_is_told_has_words_and_no_words_stand_for_nothing() -> None:
    assert set(codes_told()) | STEPS_OF_FILES == set(TOLD)


@pytest.mark.parametrize("code", sorted(TOLD))
def test_each_is_said_in_both_languages_with_nothing_left_open(code: str) -> None:
    english, chinese = in_both(lambda: told_line(Fact(code, PARAMS)))

    assert english
    assert english != chinese
    assert "%(" not in english + chinese


def test_a_head_says_how_it_was_learned_and_what_is_noted_of_it() -> None:
    tried = ("boosted trees 0.5000", "logistic, C=0.1 0.5100")
    losses = Fact("log_losses", {"count": 90, "losses": tried, "rules": 0.6})
    notes = (Fact("against_not_chosen", {"count": 40}), losses)
    head = Fact("head_learned", {**PARAMS, "estimator": "boosted trees", "notes": notes})

    assert in_english([head]) == (
        "seeker: boosted trees from 3 answers, counts 25% against the starting rules. No refusals are recorded: "
        "learned against 40 people who were not chosen. Log loss on 90 held-out answers: boosted trees 0.5000, "
        "logistic, C=0.1 0.5100; starting rules 0.6000."
    )


def test_a_problem_says_where_what_and_how_to_fix_it_in_both_languages() -> None:
    problem = Problem("people.csv", 3, "capacity", "many", "not_a_number", "write_digits")

    english, chinese = in_both(lambda: told_line(problem))

    assert english == ("people.csv line 3, capacity: Not a number. (many) Write digits only, for example 1200.")
    assert chinese.startswith("people.csv 第3行, capacity: ")


def test_one_problem_more_is_said_in_the_singular() -> None:
    one, many = (Fact("more_problems", {"count": count, "file": "people.csv"}) for count in (1, 2))

    assert in_english([one, many]).splitlines() == [
        "... and 1 more problem in people.csv.",
        "... and 2 more problems in people.csv.",
    ]
