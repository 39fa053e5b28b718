"""Why a startup suits the one whom it asks: said to them, of every group that a ranking may name as a reason."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from flask import Flask
from flask_babel import Babel

from graph.domain.kinds import INVESTOR, MENTOR, Kind
from matching.explanation.behaviour_sentences import PAST_REASONS
from webapp.words.provider import words_for

# How one answers oneself and how many places one has are no news; of the last there is no reason to tell.
NO_NEWS = {"answers", "places", "tastes"}


@pytest.fixture(params=["en", "zh"])
def language(request: pytest.FixtureRequest) -> Iterator[str]:
    app = Flask("webapp")
    Babel(app, default_locale=request.param)
    with app.test_request_context():
        yield request.param


@pytest.mark.parametrize(("role", "kind"), [("supervisor", MENTOR), ("investor", INVESTOR)])
def test_every_group_that_may_be_a_reason_has_words_for_who_is_asked(role: str, kind: Kind, language: str) -> None:
    words = words_for(role).reasons

    assert set(words) == {*kind.features, *kind.learned_features} - NO_NEWS
    assert "tastes" not in PAST_REASONS
    assert all(any("一" <= letter <= "鿿" for letter in text) == (language == "zh") for text in words.values())


@pytest.mark.parametrize("language", ["en"], indirect=True)
def test_an_investor_reads_of_talks_where_the_facts_are_talks(language: str) -> None:
    words = words_for("investor").reasons

    assert words["track"] == "You have talked with startups like this one before"
    assert words["results"] == "Startups that you talked with rated you well or received your investment"
