"""What a person reads who is refused by a rule of the made-up kind, on either side."""

from __future__ import annotations

import pytest

from graph.domain.eligibility import RuleCode
from graph.errors import ConflictError, NotEligibleError, StateChangedError, TooManyOpenRequestsError
from graph.repositories.proposals import proposal_id
from tests.functional.made_up.declaration import KIND, ROLE
from tests.functional.made_up.reader import Reader, read_text
from tests.functional.made_up.town import Town
from tests.support.made_up import WORD
from tests.support.words_of_others import said_of_others
from webapp.http.error_handlers import answer

_BY_ITSELF = (RuleCode.NO_FREE_PLACE, RuleCode.CONFLICT)
"""Rules that have an explanation of their own, the same for every kind."""
_ERRORS: tuple[ConflictError, ...] = (StateChangedError("request", "accepted"), TooManyOpenRequestsError(5))


def page_of(reader: Reader, error: ConflictError, path: str) -> str:
    """What the error page says under this address."""
    with reader.app.test_request_context(path, headers={"Cookie": f"liulu_language={reader.language}"}):
        reader.app.preprocess_request()
        response = answer(error)
    assert response.status_code == 409
    return read_text(response.get_data(as_text=True))


@pytest.mark.parametrize("path", ["/startup/needs", f"/{ROLE.code}/requests"])
def test_every_rule_and_conflict_is_refused_in_the_words_of_the_kind(reader: Reader, path: str) -> None:
    refusals = [NotEligibleError(rule, kind=KIND.name, name="Blue") for rule in KIND.rules]
    rules = {str(error.rule): page_of(reader, error, path) for error in refusals}
    others = {error.code: page_of(reader, error, path) for error in _ERRORS}

    assert said_of_others(rules | others, KIND.name, reader.language) == {}
    assert {rule for rule, text in rules.items() if WORD not in text} == {str(rule) for rule in _BY_ITSELF}


def test_whoever_may_not_be_asked_is_refused_by_the_rule(reader: Reader, town: Town) -> None:
    need, refused = town.need.id, {town.asked.id: RuleCode.ALREADY_ASKED, town.dismissed.id: RuleCode.DISMISSED}
    for provider, rule in refused.items():
        answer = reader.visitor("startup").post(f"/startup/needs/{need}/proposals/{provider}/ask", {"note": "Please."})
        texts = {str(rule): read_text(answer.text)}

        assert answer.status_code == 409
        assert said_of_others(texts, KIND.name, reader.language) == {}
        if rule is RuleCode.ALREADY_ASKED:  # not by the rule alone: the request itself is named, with the way to it
            assert f"/startup/requests/{proposal_id(need, provider)}" in answer.text
        else:
            assert f"{WORD} sentences of rules" in texts[str(rule)]


def test_pages_of_pools_are_for_kinds_that_are_pooled(reader: Reader) -> None:
    page = reader.read(ROLE.code, f"/{ROLE.code}/pools", status=403)

    assert said_of_others({"pools": read_text(page)}, KIND.name, reader.language) == {}
