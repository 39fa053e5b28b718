from __future__ import annotations

from datetime import UTC, datetime

import pytest

from graph.domain.states.accounts import AccountState
from graph.entities.account import Account
from webapp.mail.rendering import mail_to

_AT = datetime(2026, 3, 2, 9, tzinfo=UTC)


@pytest.mark.parametrize(
    ("language", "need"), [("en", "How do we price abroad?"), ("en", "Price abroad"), ("zh", "怎样给海外客户定价？")]
)
def test_a_need_at_the_end_of_a_sentence_ends_it_once(language: str, need: str) -> None:
    to = Account("a", "a@example.org", "Ada", language, "UTC", AccountState.ACTIVE, 1, _AT)

    mail = mail_to(to, "tell_expired", supervisor="Wang Li", need=need)

    line = next(line for line in mail.body.splitlines() if need in line)
    after = line[line.index(need) + len(need) :]
    assert after == ("" if need.endswith(("?", "？")) else ".")
