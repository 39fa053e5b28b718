"""Each refusal and failure is a page that says what happened, what was kept and what to do."""

from __future__ import annotations

import errno
import re

import pytest
from flask import Flask

from graph.domain.eligibility import RuleCode
from graph.domain.roles import Side
from graph.domain.states.requests import RequestState
from graph.errors import (
    AlreadyAppliedError,
    ForbiddenError,
    GraphError,
    InvalidInputError,
    NotEligibleError,
    NotFoundError,
    StateChangedError,
    TooManyOpenRequestsError,
    UnavailableError,
    UnconfirmedError,
)
from tests.support.city import City
from tests.support.visitor import SignIn, Visitor, text_of
from webapp.http import error_handlers
from webapp.operations.requests.accept_proposal import accept_proposal
from webapp.words.stale import what_happened

CASES = [
    (NotFoundError("need", "need-1"), 404, "There is no such page"),
    (ForbiddenError("no"), 403, "That is not yours to do"),
    (
        NotEligibleError(RuleCode.NO_FREE_PLACE, kind="mentor", name="Gu Mingche"),
        409,
        "Gu Mingche has no free place any more.",
    ),
    (
        NotEligibleError(RuleCode.CONFLICT, kind="mentor", name="Gu Mingche"),
        409,
        "A conflict of interest stands between these two",
    ),
    (NotEligibleError(RuleCode.PAUSED, kind="mentor", name="Gu Mingche"), 409, "takes no new requests at the moment."),
    (NotEligibleError(RuleCode.ALREADY_ENGAGED, kind="investor", name="Heron Point"), 409, "You already talk with"),
    (TooManyOpenRequestsError(3), 409, "This need has 3 open requests"),
    (StateChangedError("request", "withdrawn"), 409, "It was withdrawn already, perhaps by you in another tab."),
    (AlreadyAppliedError("twice"), 409, "This was done already"),
    (InvalidInputError("rule"), 422, "Something in this does not fit"),
    (UnavailableError("away"), 503, "Back in a moment"),
    (UnconfirmedError(), 503, "Perhaps saved, perhaps not"),
    (OSError(errno.ENOSPC, "No space left on device"), 503, "Back in a moment"),
    (GraphError("other"), 500, "This went wrong on our side"),
]


@pytest.mark.parametrize(("error", "status", "words"), CASES, ids=lambda value: str(value)[:24])
def test_a_refusal_of_the_graph_is_explained(app: Flask, error: Exception, status: int, words: str) -> None:
    with app.test_request_context("/startup/", headers={"Accept-Language": "en"}):
        answer = error_handlers.answer(error)
        page = answer.get_data(as_text=True)

    assert answer.status_code == status
    assert words in page
    for part in ("What was kept", "What to do"):
        assert part in page
    assert re.search(r"Reference number: [0-9A-F]{8}", page)
    assert "Traceback" not in page


def test_an_error_page_is_drawn_without_session_or_account(app: Flask) -> None:
    with app.test_request_context("/startup/", headers={"Accept-Language": "zh"}):
        page = error_handlers.answer(UnavailableError("away")).get_data(as_text=True)

    assert "csrf" not in page.replace("allowEval", "")
    assert "请稍候" in page


def test_a_page_that_may_recover_says_when_to_come_back(app: Flask) -> None:
    with app.test_request_context("/"):
        assert error_handlers.answer(UnavailableError("away")).headers["Retry-After"] == "60"


def test_an_unknown_address_is_a_page_of_ours(client: Visitor) -> None:
    answer = client.get("/no/such/page")

    assert answer.status_code == 404
    assert "There is no such page" in text_of(answer)


def test_a_form_without_its_token_says_that_nothing_was_changed(client: Visitor) -> None:
    answer = client.client.post("/language", data={"language": "zh"})

    assert answer.status_code == 400
    assert "This form is too old" in text_of(answer)
    assert "Nothing was changed." in text_of(answer)


@pytest.mark.parametrize(
    "target", ["https://evil.example/", "//evil.example/", "/\\evil.example", "javascript:alert(1)"]
)
def test_the_language_switch_leads_nowhere_else(client: Visitor, target: str) -> None:
    answer = client.post("/language", {"language": "zh", "back": target})

    assert answer.headers["Location"] == "/"


def test_an_unknown_language_is_refused(client: Visitor) -> None:
    assert client.post("/language", {"language": "xx"}).status_code == 422


def test_the_gallery_is_for_development_only(client: Visitor) -> None:
    assert client.get("/components").status_code == 404


def test_a_stale_page_says_exactly_what_happened_and_keeps_the_menu(city: City, sign_in: SignIn) -> None:
    startup = city.startup()
    first, second = city.supervisor("Gu Mingche"), city.supervisor("Shen Jiamu")
    need = city.need(startup)
    won, lost = (city.asked_proposal(to=person, need=need) for person in (first, second))
    late, page = sign_in("supervisor", second.id), f"/supervisor/requests/{lost.id}"
    accept_proposal(city.graph, first.actor, won.id, city.now)

    answers = [
        late.post(f"{page}/accept", headers={"Referer": f"http://localhost{page}"}),
        sign_in("supervisor", first.id).post(f"/supervisor/requests/{won.id}/accept"),
        sign_in("startup", startup.id).post(f"/startup/requests/{won.id}/withdraw"),
    ]

    said = [
        "Somebody else took the place: they accepted before you.",
        "You accepted it already, perhaps in another tab.",
        "They accepted meanwhile.",
    ]
    for answer, words in zip(answers, said, strict=True):
        assert answer.status_code == 409
        assert words in text_of(answer)
        assert "Sign out" in answer.text
    assert f'href="{page}"' in answers[0].text
    assert "See how it stands now" in answers[0].text


@pytest.mark.parametrize("side", list(Side))
def test_every_state_of_a_request_that_a_side_meets_has_words(app: Flask, side: Side) -> None:
    met = set(RequestState) if side is Side.SEEKER else {state for state in RequestState if state.was_asked}
    with app.test_request_context("/"):
        assert all(what_happened("request", state, side) for state in met)
