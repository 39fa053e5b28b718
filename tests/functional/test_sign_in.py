"""Signing in by the page: right, wrong, unknown, with a second factor, and back to where one wanted to go."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, datetime

import pyotp
import pytest
from flask import Flask

from graph.domain.states.accounts import AccountState
from graph.driver import Graph
from graph.entities import Actor
from graph.entities.account import Account
from graph.repositories.audit import AuditFilter
from tests.support.visitor import PASSWORD, SignIn, Visitor, text_of
from webapp.accounts.secret_box import SecretBox, is_sealed
from webapp.accounts.totp import new_secret
from webapp.http.own_addresses import own_path
from webapp.operations.accounts.update_account import turn_on_second_factor

MakeAccount = Callable[..., Account]


def actions(graph: Graph) -> list[str]:
    return [entry.action for entry in graph.read(lambda tx: tx.audit.list_page(AuditFilter()))]


def test_the_right_password_opens_the_account(client: Visitor, make_account: MakeAccount, graph: Graph) -> None:
    account = make_account("administrator")

    assert client.sign_in(account.email).status_code == 302

    assert client.get("/account").status_code == 200
    assert "sign_in" in actions(graph)


def test_an_address_in_capitals_is_the_same_address(client: Visitor, make_account: MakeAccount) -> None:
    account = make_account("administrator", email="Root@Liulu.example")

    assert client.sign_in("ROOT@liulu.EXAMPLE").status_code == 302
    assert account.email == "root@liulu.example"


def test_an_address_in_full_width_letters_is_the_same_address(client: Visitor, make_account: MakeAccount) -> None:
    account = make_account("administrator", email="ｒｏｏｔ＠liulu.example")

    assert client.sign_in("root＠ｌｉｕｌｕ.example").status_code == 302
    assert account.email == "root@liulu.example"


def test_known_and_unknown_addresses_look_alike(client: Visitor, make_account: MakeAccount, graph: Graph) -> None:
    account = make_account("administrator")

    known = client.sign_in(account.email, "not the password")
    unknown = client.sign_in("nobody@liulu.example", "not the password")

    assert known.status_code == unknown.status_code == 422
    assert text_of(known) == text_of(unknown)
    assert actions(graph).count("fail_sign_in") == 2
    assert client.get("/account").status_code == 302


def test_a_disabled_account_looks_like_a_wrong_password(
    client: Visitor, make_account: MakeAccount, graph: Graph
) -> None:  # fmt: skip
    account = make_account("talent_office")
    graph.write(lambda tx: tx.accounts.set_state(account.id, AccountState.DISABLED, datetime.now(UTC)))

    assert "The address or the password is wrong." in text_of(client.sign_in(account.email))


def test_one_goes_on_to_where_one_wanted_to_go(client: Visitor, make_account: MakeAccount) -> None:
    account = make_account("administrator")
    wanted = client.get("/account").headers["Location"]
    assert wanted == "/sign-in?next=/account"

    assert client.sign_in(account.email, next="/account").headers["Location"] == "/account"


@pytest.mark.parametrize(
    "target",
    [
        "https://elsewhere.example",
        "//elsewhere.example",
        "/\\elsewhere.example",
        "javascript:alert(1)",
        "/\t/x",
        "",
        "http://[",
        "//[",
        "/x\r\nSet-Cookie: y=1",
    ],
)
def test_nobody_is_sent_elsewhere_after_signing_in(target: str) -> None:
    assert own_path(target) is None


def test_the_address_typed_on_the_landing_page_is_there_already(client: Visitor) -> None:
    assert 'value="gu@liulu.example"' in client.get("/sign-in?email=gu@liulu.example").text


class TestSecondFactor:
    @pytest.fixture
    def secret_box(self, app: Flask) -> SecretBox:
        made: SecretBox = app.extensions["liulu"]["secret_box"]
        return made

    def prepare(self, graph: Graph, secret_box: SecretBox, account: Account) -> tuple[str, list[str]]:
        secret = new_secret()
        now = datetime.now(UTC)
        # A step that lies back, so that the present code is still unused.
        past = datetime.fromtimestamp(now.timestamp() - 60, UTC)
        code = pyotp.TOTP(secret).at(past)
        actor = Actor(account.id, account.name, "administrator", "")
        return secret, turn_on_second_factor(graph, secret_box, actor, secret, code, past)

    def test_the_password_alone_opens_nothing(
        self, client: Visitor, make_account: MakeAccount, graph: Graph, secret_box: SecretBox
    ) -> None:  # fmt: skip
        account = make_account("administrator")
        self.prepare(graph, secret_box, account)

        assert client.sign_in(account.email).headers["Location"] == "/sign-in/code"

        assert client.get("/account").status_code == 302

    def test_a_code_works_once(
        self, visitor: Callable[[], Visitor], make_account: MakeAccount, graph: Graph, secret_box: SecretBox
    ) -> None:  # fmt: skip
        account = make_account("administrator")
        secret, _codes = self.prepare(graph, secret_box, account)
        code = pyotp.TOTP(secret).now()
        first, second = visitor(), visitor()
        first.sign_in(account.email)
        second.sign_in(account.email)

        assert first.post("/sign-in/code", {"code": code}).status_code == 302
        assert second.post("/sign-in/code", {"code": code}).status_code == 422

        assert first.get("/account").status_code == 200
        assert second.get("/account").status_code == 302

    def test_a_recovery_code_works_once(
        self, visitor: Callable[[], Visitor], make_account: MakeAccount, graph: Graph, secret_box: SecretBox
    ) -> None:  # fmt: skip
        account = make_account("administrator")
        _secret, codes = self.prepare(graph, secret_box, account)
        outcomes = []
        for browser in (visitor(), visitor()):
            browser.sign_in(account.email)
            outcomes.append(browser.post("/sign-in/code", {"code": codes[0]}).status_code)

        assert outcomes == [302, 422]

    def test_the_page_shows_a_picture_and_turns_it_on(self, sign_in: SignIn, graph: Graph) -> None:
        person = sign_in("administrator")
        page = person.get("/account/second-factor")
        secret = re.search(r"<code>([A-Z2-7 ]+)</code>", page.text)
        assert secret
        assert 'src="data:image/svg+xml' in page.text

        code = pyotp.TOTP(secret[1].replace(" ", "")).now()
        guess = {"code": code, "password": "a guess, a guess"}  # pragma: allowlist secret
        assert person.post("/account/second-factor", guess).status_code == 422
        answer = person.post("/account/second-factor", {"code": code, "password": PASSWORD})

        assert answer.text.count("<li><code>") == 8
        assert graph.read(lambda tx: tx.accounts.get(person.account.id)).has_second_factor

    def test_it_goes_off_with_the_password_only(self, sign_in: SignIn, graph: Graph, secret_box: SecretBox) -> None:
        person = sign_in("administrator")
        self.prepare(graph, secret_box, person.account)

        guess = {"password": "a guess, a guess"}  # pragma: allowlist secret
        assert person.post("/account/second-factor/off", guess).status_code == 422
        assert person.post("/account/second-factor/off", {"password": PASSWORD}).status_code == 302

        assert not graph.read(lambda tx: tx.accounts.get(person.account.id)).has_second_factor

    def test_its_secret_lies_sealed_and_an_older_plain_one_is_sealed_at_the_next_sign_in(
        self, client: Visitor, make_account: MakeAccount, graph: Graph, secret_box: SecretBox
    ) -> None:  # fmt: skip
        account = make_account("administrator")
        secret, _codes = self.prepare(graph, secret_box, account)
        assert secret not in kept_secret(graph, account)
        graph.write(lambda tx: tx.accounts.seal_second_factor(account.id, secret))  # as before there were seals

        client.sign_in(account.email)
        assert client.post("/sign-in/code", {"code": pyotp.TOTP(secret).now()}).status_code == 302

        assert is_sealed(kept_secret(graph, account))
        assert secret_box.open(kept_secret(graph, account), account.id) == secret

    def test_a_seal_opens_for_its_own_account_and_key_only(self, secret_box: SecretBox) -> None:
        sealed = secret_box.seal("JBSWY3DPEHPK3PXP", "account-1")

        assert secret_box.open(sealed, "account-1") == "JBSWY3DPEHPK3PXP"
        assert secret_box.open(sealed, "account-2") == SecretBox("another key").open(sealed, "account-1") == ""
        assert secret_box.open(sealed[:-4] + "AAAA", "account-1") == ""

    def test_a_password_that_was_changed_ends_a_sign_in_that_is_half_done(
        self, client: Visitor, make_account: MakeAccount, graph: Graph, secret_box: SecretBox
    ) -> None:  # fmt: skip
        account = make_account("administrator")
        secret, _codes = self.prepare(graph, secret_box, account)
        client.sign_in(account.email)
        graph.write(lambda tx: tx.accounts.set_password(account.id, "another"))

        answer = client.post("/sign-in/code", {"code": pyotp.TOTP(secret).now()})

        assert answer.headers["Location"] == "/sign-in"

    def test_a_stolen_session_does_not_try_passwords_without_end(self, sign_in: SignIn) -> None:
        person = sign_in("administrator")
        guess = {"code": "123456", "password": "a guess, a guess"}  # pragma: allowlist secret

        codes = [person.post("/account/second-factor", guess).status_code for _ in range(6)]

        assert codes == [422] * 5 + [429]
        right = {"password-old": PASSWORD, "password-new": "seven boats beneath a bridge"}
        assert person.post("/account/password", right).status_code == 429


def kept_secret(graph: Graph, account: Account) -> str:
    return graph.read(lambda tx: tx.accounts.get_credentials(account.id)).totp_secret
