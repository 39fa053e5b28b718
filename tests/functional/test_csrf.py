"""A form needs the token of its session; that every route asks for it is in `attacks`."""

from __future__ import annotations

from tests.support.visitor import SignIn, Visitor


def test_the_token_of_another_session_is_refused(sign_in: SignIn, client: Visitor) -> None:
    person = sign_in("administrator")

    answer = person.client.post("/sign-out", data={"csrf_token": client.token()})

    assert answer.status_code == 400
    assert person.get("/account").status_code == 200


def test_a_get_never_signs_out(sign_in: SignIn) -> None:
    person = sign_in("administrator")

    assert person.get("/sign-out").status_code in (404, 405)
    assert person.get("/account").status_code == 200
