"""The pages behind links that are still good, with values that nobody sensible sends, and links that are nearly one.

LIULU_FUZZ=20 sends twenty times as many, each time others.
"""

from __future__ import annotations

import secrets
from collections import Counter
from datetime import UTC, datetime, timedelta
from itertools import count
from urllib.parse import quote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.domain.states.accounts import AccountState
from graph.entities import Actor
from graph.entities.account import LinkPurpose, MailedLink
from graph.ids import new_id
from graph.transaction import Transaction
from tests.functional.attacks.probes import Pairs, faults, get, post
from tests.functional.attacks.test_fuzzing import about, changed
from tests.functional.attacks.town import Town
from tests.functional.attacks.values import NASTY
from tests.support.visitor import Visitor
from webapp.operations.accounts.create_account import create_account

ROOMS = {
    LinkPurpose.INVITE: "/invitations/{}",
    LinkPurpose.RESET: "/reset/{}",
    LinkPurpose.CONFIRM_ADDRESS: "/address/{}",
    LinkPurpose.KEEP_ADDRESS: "/address/{}/not-me",
}
"""Links of accounts; that of an application stands in tests/functional/test_applications.py."""
FORMS: dict[LinkPurpose, Pairs] = {
    LinkPurpose.INVITE: [("name", "Gu"), ("language", "en"), ("password", "six herons on a winter roof")],
    LinkPurpose.RESET: [("password", "six herons on a winter roof")],
    LinkPurpose.CONFIRM_ADDRESS: [],
    LinkPurpose.KEEP_ADDRESS: [],
}
TIMES_EACH = 40

_ADDRESSES = count(1)


def somebody(town: Town) -> Visitor:
    """A new browser at an address of its own, since there is a limit for each."""
    visitor, number = Visitor(town.app), next(_ADDRESSES)
    visitor.client.environ_base["REMOTE_ADDR"] = f"10.0.{number // 250}.{number % 250 + 1}"
    return visitor


def link(town: Town, purpose: LinkPurpose) -> str:
    """The token of a link that is good, of an account made for it."""
    at, token = datetime.now(UTC), secrets.token_urlsafe(32)
    hashed = "" if purpose is LinkPurpose.INVITE else "nobody's"
    account = create_account(
        town.graph, Actor.system(), f"{new_id('a')}@link.example", "talent_office", "", at, password_hash=hashed
    )
    assert account.state is (AccountState.INVITED if purpose is LinkPurpose.INVITE else AccountState.ACTIVE)

    def note(tx: Transaction) -> None:
        if purpose in (LinkPurpose.CONFIRM_ADDRESS, LinkPurpose.KEEP_ADDRESS):
            tx.addresses.note(account.id, new=f"{new_id('b')}@link.example")
        issue = tx.tokens.issue(account.id, purpose, at)
        tx.tokens.note(token, MailedLink(purpose, account.id, issue, at + timedelta(hours=1)), at)

    town.graph.write(note)
    return token


@pytest.mark.parametrize("purpose", ROOMS)
def test_nothing_that_is_sent_behind_a_good_link_breaks_its_page(town: Town, purpose: LinkPurpose) -> None:
    broken, answers, tokens = list[str](), Counter[int](), [link(town, purpose)]
    names = [name for name, _value in FORMS[purpose]] or ["password"]

    @about(TIMES_EACH)
    @given(data=st.data())
    def send(data: st.DataObject) -> None:
        path, visitor = ROOMS[purpose].format(tokens[-1]), somebody(town)
        asked, sent = data.draw(changed([], names)), data.draw(changed(FORMS[purpose], names))
        seen = [get(visitor, path, asked), post(visitor, path, sent)]
        if seen[1].status_code == 302:
            tokens.append(link(town, purpose))
            seen += [visitor.get(seen[1].headers["Location"]), visitor.get("/account")]
        answers.update([seen[1].status_code])
        broken.extend(f"{asked!r} {sent!r}: {found}" for answer in seen for found in faults(answer))

    send()

    assert not broken, "\n".join(broken)
    # Where nothing is typed, nothing can be refused.
    assert ({302, 422} if FORMS[purpose] else {302}) <= answers.keys() <= {302, 400, 422}, answers


@pytest.mark.parametrize("purpose", ROOMS)
def test_only_the_link_itself_opens_anything(town: Town, purpose: LinkPurpose) -> None:
    good = link(town, purpose)
    other = next(one for one in ROOMS if one is not purpose)
    near = [
        good[:-1], good[1:], good.swapcase(), f"{good}=", f"{good} ", f" {good}", f"{good}\x00", f"{good}%00",
        f"{good}\n", "".join(chr(ord(sign) + 0xFEE0) for sign in good), good[::-1],
    ]  # fmt: skip
    paths = [
        ROOMS[purpose].format(quote(one, errors="surrogatepass"))
        for one in (*near, *NASTY)
        if one and "//" not in f"/{one}"
    ]
    paths.append(ROOMS[other].format(good))

    for path in paths:
        visitor = somebody(town)
        for answer in (get(visitor, path, []), post(visitor, path, FORMS[purpose])):
            assert faults(answer) == [], path
            assert answer.status_code in (404, 410), path
    assert get(somebody(town), ROOMS[purpose].format(good), []).status_code == 200
