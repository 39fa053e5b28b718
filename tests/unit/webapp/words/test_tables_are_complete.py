"""Tables of words keyed by a code hold every code that can reach them, in both languages, and no other."""

from __future__ import annotations

import ast
import inspect
from collections.abc import Callable, Iterable, Mapping
from types import ModuleType

import pytest

import graph.emails
from graph.domain.kinds import KINDS, Outcome
from graph.repositories.exchange_links import RELATIONS
from graph.schema import PROFILE_LABELS
from graph.taxonomy import load
from matching.models.card import HEADS as HEADS_OF_CARDS
from matching.ranking.rerank import AIRING, CHANCE, FIT, NEWCOMER
from matching.results import BANDS
from webapp.accounts.passwords import find_weakness
from webapp.auth.forms import WEAKNESSES, weakness_text
from webapp.engagements.forms import ENDING_REFUSED
from webapp.incubator.reach.invite import INVITATION_REFUSED
from webapp.operations.engagements import close_engagement
from webapp.operations.pools import invite_supervisor
from webapp.operations.profiles import change_career, change_provider
from webapp.operations.requests import decline_proposal
from webapp.provider.career_forms import CAREER_REFUSED
from webapp.provider.forms import DECLINE_REFUSED
from webapp.provider.profile_forms import PROFILE_REFUSED
from webapp.words import models, paths, pool
from webapp.words.fits import band_words, note_words
from webapp.words.kinds import words_for
from webapp.words.outcomes import outcome_words
from webapp.words.sentences import Sentence
from webapp.words.speaking import in_both

TIES = {*RELATIONS, "ABOUT", "IN_INDUSTRY", *(kind.field_relation for kind in KINDS.values())}
TABLES: dict[str, tuple[Mapping[str, Sentence], Iterable[str]]] = {
    "nodes of paths": (paths.NODES, (*PROFILE_LABELS, "Industry", "Topic")),
    "ties of paths": (paths.TIES, TIES),
    "conflicts": (pool.CONFLICTS, load().list("conflict_kinds").terms),
    "slices": (models.SLICES, {*models.GROUPS, "newcomer"}),
    "heads": (models.HEADS, HEADS_OF_CARDS),
    "estimators": (models.ESTIMATORS, ("baseline", "constant", "logistic", "boosted trees")),
    "weaknesses": (WEAKNESSES, ("short", "long", "guessable")),
}
CODES: dict[str, tuple[Callable[[str], str], Iterable[str]]] = {
    "outcomes": (outcome_words, Outcome),
    "bands": (band_words, BANDS),
    "notes": (note_words, (NEWCOMER, CHANCE, AIRING)),
    "investors": (words_for("investor").category, load().list("investor_kinds").terms),
    "mentors": (words_for("mentor").category, load().list("categories").terms),
}
REFUSED: dict[str, tuple[Mapping[str, Sentence], tuple[Callable[..., object] | ModuleType, ...]]] = {
    "ending": (ENDING_REFUSED, (close_engagement.close_engagement, close_engagement._check)),
    "invitation": (INVITATION_REFUSED, (invite_supervisor, graph.emails)),
    "decline": (DECLINE_REFUSED, (decline_proposal,)),
    "career": (CAREER_REFUSED, (change_career,)),
    "profile": (PROFILE_REFUSED, (change_provider.update_provider_profile, change_provider._check_tickets)),
}


def require_both(said: tuple[str, str], code: str) -> None:
    english, chinese = said
    assert english, code
    assert english != chinese, code


@pytest.mark.parametrize("title", TABLES)
def test_every_code_has_words_and_no_words_stand_for_nothing(title: str) -> None:
    table, codes = TABLES[title]

    assert set(table) == set(codes)
    for code, sentence in table.items():
        require_both(in_both(lambda it=sentence: it.say({})), code)  # type: ignore[misc]


@pytest.mark.parametrize("title", CODES)
def test_every_code_is_said_in_both_languages(title: str) -> None:
    say, codes = CODES[title]

    for code in codes:
        require_both(in_both(lambda code=code: say(code)), code)  # type: ignore[misc]


@pytest.mark.parametrize("title", ["outcomes", "bands", "notes", "mentors"])
def test_an_unknown_code_raises_instead_of_being_said_as_another(title: str) -> None:
    say, _codes = CODES[title]

    with pytest.raises((KeyError, ValueError)):
        in_both(lambda: say("zorb"))


@pytest.mark.parametrize("title", REFUSED)
def test_every_field_that_an_operation_refuses_has_words_at_the_field(title: str) -> None:
    table, sources = REFUSED[title]

    assert {field for source in sources for field in fields_refused_in(source)} == set(table)
    for field, sentence in table.items():
        require_both(in_both(lambda it=sentence: it.say({})), field)  # type: ignore[misc]


def fields_refused_in(source: Callable[..., object] | ModuleType) -> set[str]:
    """What follows `field=` where something is refused: a word, or a name that runs over words."""
    tree = ast.parse(inspect.getsource(source))
    loops = {
        node.target.id: {str(one.value) for one in node.iter.elts if isinstance(one, ast.Constant)}
        for node in ast.walk(tree)
        if isinstance(node, ast.For) and isinstance(node.target, ast.Name) and isinstance(node.iter, ast.Tuple)
    }
    given = [
        word.value
        for call in ast.walk(tree)
        if isinstance(call, ast.Call)
        for word in call.keywords
        if word.arg == "field"
    ]
    found = [{str(one.value)} if isinstance(one, ast.Constant) else loops[ast.unparse(one)] for one in given]
    return {field for fields in found for field in fields}


def test_a_path_draws_every_node_that_it_names() -> None:
    assert set(paths.SHAPES) == set(paths.NODES)


def test_fit_needs_no_note() -> None:
    assert in_both(lambda: note_words(FIT)) == ("", "")


@pytest.mark.parametrize(("password", "weakness"), [("a", "short"), ("a" * 1025, "long"), ("password1", "guessable")])
def test_every_weakness_that_is_found_has_words(password: str, weakness: str) -> None:
    assert find_weakness(password) == weakness
    require_both(in_both(lambda: weakness_text(find_weakness(password))), weakness)
